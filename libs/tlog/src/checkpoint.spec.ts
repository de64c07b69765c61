import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { emptyRoot, formatCheckpoint, parseCheckpoint } from './index.js';

// The example of c2sp.org/tlog-checkpoint.
const BODY = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
const ROOT = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=';
const refused = (code: string) => expect.objectContaining({ code });

describe('parseCheckpoint', () => {
  it('reads the published example and prints it again', () => {
    const checkpoint = parseCheckpoint(BODY);
    expect([checkpoint.origin, checkpoint.size]).toEqual(['example.com/behind-the-sofa', 20_852_163]);
    expect(formatCheckpoint(checkpoint)).toBe(BODY);
  });

  it('gives any checkpoint back', () => {
    const root = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(
        fc.maxSafeNat().map((size) => Math.max(size, 1)),
        root,
        (size, hash) => {
          const checkpoint = parseCheckpoint(formatCheckpoint({ origin: 'log.example', size, root: hash }));
          expect([checkpoint.size, [...checkpoint.root]]).toEqual([size, [...hash]]);
        },
      ),
    );
  });

  it('refuses a body in every malformed way, extension lines among them', () => {
    const malformed = [
      '',
      '\n\n\n',
      BODY.slice(0, -1),
      `${BODY}\n`,
      `${BODY}extension\n`,
      `\n${BODY}`,
      BODY.replaceAll('\n', '\r\n'),
      `\n1\n${ROOT}\n`,
      `two words\n1\n${ROOT}\n`,
      `a+b\n1\n${ROOT}\n`,
      `${'a'.repeat(256)}\n1\n${ROOT}\n`,
      `${'é'.repeat(128)}\n1\n${ROOT}\n`,
      ...[
        '',
        '01',
        '00',
        '-1',
        '+1',
        '1.0',
        '1e3',
        '0x1',
        ' 1',
        '1 ',
        '١',
        '9007199254740992',
        '99999999999999999',
      ].map((size) => `log.example\n${size}\n${ROOT}\n`),
      ...['', 'AAAA', ROOT.slice(0, -1), `${ROOT}=`, `${ROOT} `, ROOT.replace('/', '_'), `A${ROOT}`, `AAAA${ROOT}`].map(
        (root) => `log.example\n1\n${root}\n`,
      ),
    ];
    for (const body of malformed) expect(() => parseCheckpoint(body)).toThrow(refused('checkpoint.form'));
  });

  it('refuses a root whose base64 has trailing bits', () => {
    expect(() => parseCheckpoint(BODY.replace('q2I=', 'q2J='))).toThrow(refused('base64.invalid'));
  });

  it('holds a log without leaves to its one root', () => {
    const empty = { origin: 'log.example', size: 0, root: emptyRoot() };
    expect(parseCheckpoint(formatCheckpoint(empty)).size).toBe(0);
    expect(() => parseCheckpoint(`log.example\n0\n${ROOT}\n`)).toThrow(refused('checkpoint.form'));
  });
});

describe('formatCheckpoint', () => {
  it('refuses what would not parse again', () => {
    const checkpoint = parseCheckpoint(BODY);
    for (const change of [
      { origin: 'a\nb' },
      { origin: '' },
      { size: -1 },
      { size: 1.5 },
      { size: 2 ** 53 },
      { size: 1e21 },
    ]) {
      expect(() => formatCheckpoint({ ...checkpoint, ...change })).toThrow(refused('checkpoint.form'));
    }
    expect(() => formatCheckpoint({ ...checkpoint, root: new Uint8Array(31) })).toThrow(refused('checkpoint.form'));
  });
});
