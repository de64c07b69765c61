import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyCharacter } from '../../../tests/support/any-character.js';
import { AuthorityId, mediaTypes, usualMediaTypes } from '#contracts';
import { utf8 } from '#primitives';
import { isAllowedType, mediaTypeOf, safeFileName, sentFileName } from './attachment-files.js';

const PDF = 'application/pdf';
const NORTH = AuthorityId.parse('authority:north');

describe('the media type of a file', () => {
  it.each([
    ['report.pdf', PDF],
    ['Report.PDF', PDF],
    ['a.b.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['setup.exe', undefined],
    ['page.html', undefined],
    ['drawing.svg', undefined],
    ['pdf', undefined],
    ['a.constructor', undefined],
  ])('of %s is %s', (name, type) => {
    expect(mediaTypeOf(name)).toBe(type);
  });
});

describe('an allowed type', () => {
  const of = (attachmentTypes?: string[]) =>
    ({
      directory: { latest: { authority: () => ({ settings: { ...(attachmentTypes && { attachmentTypes }) } }) } },
    }) as unknown as Parameters<typeof isAllowedType>[0];

  it('is a usual one where the authority says nothing, and else what it says', () => {
    const types = [PDF, 'application/zip', 'text/html'];
    expect(types.map((type) => isAllowedType(of(), NORTH, type))).toEqual([true, false, false]);
    expect(types.map((type) => isAllowedType(of(['application/zip']), NORTH, type))).toEqual([false, true, false]);
    expect(types.map((type) => isAllowedType(of([]), NORTH, type))).toEqual([false, false, false]);
  });

  it('that is usual is one that an ending stands for', () => {
    for (const type of usualMediaTypes) expect(Object.values(mediaTypes)).toContain(type);
    expect(usualMediaTypes.length).toBeGreaterThan(10);
  });
});

describe('a safe file name', () => {
  it.each([
    ['report.pdf', 'report.pdf'],
    ['Vollmächte – 2.PDF', 'Vollmächte – 2.pdf'],
    ['../../etc/passwd', 'passwd.pdf'],
    ['C:\\Windows\\report.pdf', 'report.pdf'],
    ['.bashrc', 'bashrc.pdf'],
    ['invoice\u202efdp.exe', 'invoicefdp.exe.pdf'],
    ['evil.exe', 'evil.exe.pdf'],
    ['a\u0000b\n.pdf', 'ab.pdf'],
    ['CON.pdf', '_CON.pdf'],
    ['nul', '_nul.pdf'],
    ['', 'attachment.pdf'],
    ['...', 'attachment.pdf'],
    ['.pdf', 'pdf.pdf'],
    ['$(rm -rf ~).pdf', '(rm -rf ~).pdf'],
    ['name.jpg', 'name.jpg.pdf'],
  ])('of %j is %j', (name, safe) => {
    expect(safeFileName(name, PDF)).toBe(safe);
  });

  it('ends in what the file is, names no folder, and is short, whatever name was given', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 400 }), (name) => {
        const safe = safeFileName(name, PDF);
        expect(safe).toMatch(/^[^\p{Cc}\p{Cf}\p{Cs}\\/:.][^\p{Cc}\p{Cf}\\/:]*\.pdf$/u);
        expect(utf8(safe).length).toBeLessThan(255);
        expect(safeFileName(safe, PDF)).toBe(safe);
        expect([...sentFileName(name, PDF)].length).toBeLessThanOrEqual(200);
        expect(mediaTypeOf(sentFileName(name, PDF))).toBe(PDF);
      }),
    );
  });

  it('of a type that nobody knows ends in what no program opens', () => {
    expect(safeFileName('page.html', 'text/html')).toBe('page.html.bin');
  });
});
