import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyCharacter } from '../../../tests/support/any-character.js';
import { publicKeyOf, signPublicNote } from '#crypto/log-signer';
import { toHex } from '#primitives';
import {
  formatNote,
  formatSignatures,
  MAX_NOTE_BYTES,
  noteSigner,
  parseNote,
  parsePrivateNoteKey,
  parseSignatures,
  parseVerifierKey,
  signNote,
  verifyNote,
  type NoteSignature,
} from './index.js';

// Published with golang.org/x/mod/sumdb/note.
const PETER = parseVerifierKey('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
const ENOCH = parseVerifierKey('EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop');
const BODY =
  'If you think cryptography is the answer to your problem,\n' + "then you don't know what your problem is.\n";
const PETER_LINE =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
const ENOCH_LINE =
  '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n';
const TEXT = `${BODY}\n${PETER_LINE}${ENOCH_LINE}`;

const signing = { publicKeyOf, signPublicNote };
const refused = (code: string) => expect.objectContaining({ code });
const line = (name: string, bytes: string): string => `— ${name} ${bytes}\n`;

describe('parseNote', () => {
  it('reads a published note, verifies it by both published keys, and prints it again', () => {
    const note = parseNote(TEXT);
    verifyNote(note, PETER);
    verifyNote(note, ENOCH);
    expect(note.body).toBe(BODY);
    expect(formatNote(note)).toBe(TEXT);
  });

  it('ends the body at the last blank line', () => {
    const body = 'trafitto da un raggio di sole:\n\ned è subito sera.\n\n';
    expect(parseNote(`${body}\n${PETER_LINE}`).body).toBe(body);
  });

  it('keeps signatures of unknown keys and unknown types as they stand', () => {
    const unknown = line('later.example/log', Buffer.alloc(5_000, 7).toString('base64'));
    const text = `${BODY}\n${unknown}${PETER_LINE}`;
    const note = parseNote(text);
    expect(note.signatures.map(({ name }) => name)).toEqual(['later.example/log', 'PeterNeumann']);
    expect(formatNote(note)).toBe(text);
    verifyNote(note, PETER);
  });

  it('refuses a note in every malformed way', () => {
    const malformed = [
      '',
      '\n',
      '\n\n',
      BODY,
      `${BODY}\n`,
      `\n${PETER_LINE}`,
      `${BODY}${PETER_LINE}`,
      `no newline\n\n${PETER_LINE}`.replace('line\n\n', 'line\n'),
      `${BODY}\n${PETER_LINE.slice(0, -1)}`,
      `${BODY}\n${PETER_LINE}\n`,
      `${BODY}\n${PETER_LINE}Unexpected line.\n`,
      `${BODY}\n${PETER_LINE}\r\n`,
      `${BODY}\r\n${PETER_LINE}`,
      `\u0001${TEXT}`,
      `\t${TEXT}`,
      `\ud800${TEXT}`,
      `${BODY}\n${PETER_LINE.replace('—', '-')}`,
      `${BODY}\n${PETER_LINE.replace('— ', '—')}`,
      `${BODY}\n${PETER_LINE.replace('— ', '—  ')}`,
      `${BODY}\n${PETER_LINE.replace('\n', ' \n')}`,
      `${BODY}\n${PETER_LINE.replace('PeterNeumann', 'Peter Neumann')}`,
      `${BODY}\n${PETER_LINE.replace('PeterNeumann', 'Peter+Neumann')}`,
      `${BODY}\n${PETER_LINE.replace('PeterNeumann', 'Peter\u2003Neumann')}`,
      `${BODY}\n${PETER_LINE.replace('PeterNeumann', 'P'.repeat(256))}`,
      `${BODY}\n${line('a', 'AAAA')}`,
      `${BODY}\n${line('a', 'AAAAAA==')}`,
      `${BODY}\n— a\n`,
      `${BODY}\n— a \n`,
    ];
    for (const text of malformed) expect(() => parseNote(text)).toThrow(refused('note.form'));
  });

  it('refuses base64 that is not canonical', () => {
    for (const bytes of ['AAAAAAA', 'AAAAAAAAA', 'AAAAAAB=', 'AAAAA-A=', 'AAAAAAA=AAAA']) {
      expect(() => parseNote(`${BODY}\n${line('a', bytes)}`)).toThrow(refused('base64.invalid'));
    }
  });

  it('takes 16 signatures and refuses 17', () => {
    const lines = (count: number): string =>
      Array.from({ length: count }, (_, i) => line(`k${String(i)}`, 'AAAAAAA=')).join('');
    expect(parseNote(`${BODY}\n${lines(16)}`).signatures).toHaveLength(16);
    expect(() => parseNote(`${BODY}\n${lines(17)}`)).toThrow(refused('note.too-many-signatures'));
  });

  it('takes a body of a million bytes and refuses what is larger', () => {
    const body = (bytes: number): string => `${'a'.repeat(bytes - 1)}\n`;
    expect(parseNote(`${body(MAX_NOTE_BYTES)}\n${PETER_LINE}`).body).toHaveLength(MAX_NOTE_BYTES);
    const large = [
      `${body(MAX_NOTE_BYTES + 1)}\n${PETER_LINE}`,
      `${'é'.repeat(MAX_NOTE_BYTES / 2)}\n\n${PETER_LINE}`,
      `${BODY}\n${line('a', 'A'.repeat(9_000))}`,
      `${BODY}\n${line('a', 'A'.repeat(200_000))}`,
      'a'.repeat(2_000_000),
    ];
    for (const text of large) expect(() => parseNote(text)).toThrow(refused('note.too-large'));
  });

  it('reads nothing that it would not print, however a note is altered', () => {
    const unit = fc.constantFrom('\n', '—', ' ', '=', '+', 'A', 'é', '\r', '\u0000', '\ud800');
    fc.assert(
      fc.property(fc.nat(TEXT.length), fc.nat(3), fc.string({ unit, maxLength: 4 }), (at, cut, inserted) => {
        const text = TEXT.slice(0, at) + inserted + TEXT.slice(at + cut);
        let note;
        try {
          note = parseNote(text);
        } catch {
          return;
        }
        expect(formatNote(note)).toBe(text);
      }),
      { numRuns: 3_000 },
    );
  });

  it('gives any body and signatures back', () => {
    const body = fc
      .string({ unit: anyCharacter, maxLength: 60 })
      // oxlint-disable-next-line no-control-regex -- they are what a note must not hold
      .map((text) => `${text.replaceAll(/[\u0000-\u0009\u000b-\u001f]/g, '')}\n`);
    const signature = fc.uint8Array({ minLength: 1, maxLength: 80 });
    const keyId = fc.uint8Array({ minLength: 4, maxLength: 4 });
    const signatures = fc.array(fc.record({ name: fc.stringMatching(/^[a-z./]{1,20}$/), keyId, signature }), {
      minLength: 1,
      maxLength: 16,
    });
    fc.assert(
      fc.property(body, signatures, (text, lines) => {
        const note = parseNote(formatNote({ body: text, signatures: lines }));
        const plain = (list: readonly NoteSignature[]) =>
          list.map((one) => [one.name, toHex(one.keyId), toHex(one.signature)]);
        expect([note.body, plain(note.signatures)]).toEqual([text, plain(lines)]);
      }),
    );
  });
});

describe('formatNote', () => {
  it('refuses parts that would not make a note, or would make another', () => {
    const [peter] = parseNote(TEXT).signatures;
    if (peter === undefined) throw new Error('no signature');
    const parts = [
      { body: 'no newline', signatures: [peter] },
      { body: '', signatures: [peter] },
      { body: BODY, signatures: [] },
      { body: BODY, signatures: [{ ...peter, name: 'a AAAAAAA=\n— b' }] },
      { body: BODY, signatures: [{ ...peter, keyId: new Uint8Array(3) }] },
      { body: BODY, signatures: [{ ...peter, signature: new Uint8Array(0) }] },
    ];
    for (const note of parts) expect(() => formatNote(note)).toThrow(refused('note.form'));
  });
});

describe('parseSignatures', () => {
  it('reads lines alone and prints them again', () => {
    expect(formatSignatures(parseSignatures(PETER_LINE + ENOCH_LINE))).toBe(PETER_LINE + ENOCH_LINE);
  });

  it('refuses none, a last line that does not end, a blank line, and too much', () => {
    for (const text of ['', '\n', PETER_LINE.slice(0, -1), `${PETER_LINE}\n`, `\n${PETER_LINE}`]) {
      expect(() => parseSignatures(text)).toThrow(refused('note.form'));
    }
    expect(() => parseSignatures('\n'.repeat(200_000))).toThrow(refused('note.too-large'));
  });
});

describe('signNote', () => {
  it('makes the published signature by the published private key', () => {
    const text = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
    const signature = signNote(BODY, parsePrivateNoteKey(text, signing));
    expect(formatSignatures([signature])).toBe(PETER_LINE);
  });

  it('refuses to sign what is no body, and as a witness', () => {
    const seed = new Uint8Array(32).fill(1);
    const log = noteSigner('log.example', 'ed25519', seed, signing);
    for (const body of ['', 'abc', 'a\u0000b\n', '\ud800\n']) {
      expect(() => signNote(body, log)).toThrow(refused('note.form'));
    }
    const witness = noteSigner('witness.example', 'cosignature', seed, signing);
    expect(() => signNote(BODY, witness)).toThrow(refused('key.type'));
  });
});

describe('verifyNote', () => {
  it('refuses another body, every flipped bit of the signature, and a signature of another length', () => {
    const note = parseNote(`${BODY}\n${PETER_LINE}`);
    const [peter] = note.signatures;
    if (peter === undefined) throw new Error('no signature');
    expect(() => {
      verifyNote({ ...note, body: BODY.replace('If', 'It') }, PETER);
    }).toThrow(refused('note.signature-refused'));
    for (let bit = 0; bit < 512; bit++) {
      const signature = peter.signature.slice();
      signature[bit >> 3] = (signature[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => {
        verifyNote({ ...note, signatures: [{ ...peter, signature }] }, PETER);
      }).toThrow(refused('note.signature-refused'));
    }
    const short = { ...peter, signature: peter.signature.slice(1) };
    expect(() => {
      verifyNote({ ...note, signatures: [short] }, PETER);
    }).toThrow(refused('note.signature-refused'));
  });

  it('ignores lines that share only the name or only the id of the key', () => {
    const otherId = PETER_LINE.replace('x08g', 'x08h');
    const otherName = PETER_LINE.replace('PeterNeumann', 'CarmenSandiego');
    const note = parseNote(`${BODY}\n${otherId}${otherName}${PETER_LINE}`);
    verifyNote(note, PETER);
    expect(() => {
      verifyNote(parseNote(`${BODY}\n${otherId}${otherName}`), PETER);
    }).toThrow(refused('note.signature-missing'));
  });

  it('refuses two lines by the key, the same one twice among them, but not by keys it does not know', () => {
    const note = parseNote(`${BODY}\n${PETER_LINE}${PETER_LINE}${ENOCH_LINE}`);
    expect(() => {
      verifyNote(note, PETER);
    }).toThrow(refused('note.signature-twice'));
    verifyNote(note, ENOCH);
  });

  it('refuses a witness key', () => {
    expect(() => {
      verifyNote(parseNote(TEXT), { ...PETER, type: 'cosignature' });
    }).toThrow(refused('key.type'));
  });
});
