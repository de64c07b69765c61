import { describe, expect, it } from '@jest/globals';
import { createPrivateKey, sign } from 'node:crypto';
import { publicKeyOf, signPublicNote } from '#crypto/log-signer';
import { concat, toHex, utf8 } from '#primitives';
import {
  cosign,
  formatCheckpoint,
  formatNote,
  leafHash,
  noteSigner,
  parseNote,
  verifyCosignature,
  type NoteKeyType,
  type NoteSignature,
  type NoteSigner,
} from './index.js';

const refused = (code: string) => expect.objectContaining({ code });
const signerOf = (name: string, type: NoteKeyType, seed: number): NoteSigner =>
  noteSigner(name, type, new Uint8Array(32).fill(seed), { publicKeyOf, signPublicNote });
const log = signerOf('directory.comity.example', 'ed25519', 1);
const witness = signerOf('witness-2.example', 'cosignature', 2);
const other = signerOf('witness-3.example', 'cosignature', 3);
const body = formatCheckpoint({ origin: log.key.name, size: 7, root: leafHash(utf8('root')) });

describe('cosign', () => {
  it('signs what Node signs over the message of the specification', () => {
    const seed = new Uint8Array(32).fill(2);
    const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
    const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    const time = 1_679_315_147;
    const message = `cosignature/v1\ntime 1679315147\n${body}`;
    const expected = `00000000641850cb${sign(null, Buffer.from(message), key).toString('hex')}`;
    expect(toHex(cosign(body, time, witness).signature)).toBe(expected);
  });

  it('refuses a body that is no checkpoint, a time that is none, and a log as signer', () => {
    expect(() => cosign(`${body}extension\n`, 1, witness)).toThrow(refused('checkpoint.form'));
    for (const time of [-1, 0.5, 2 ** 53, Number.NaN]) {
      expect(() => cosign(body, time, witness)).toThrow(refused('cosignature.time'));
    }
    expect(() => cosign(body, 1, log)).toThrow(refused('key.type'));
  });
});

describe('verifyCosignature', () => {
  const line = cosign(body, 1_679_315_147, witness);

  it('gives the time of a cosignature, also when its bytes lie within others', () => {
    const { signatures } = parseNote(formatNote({ body, signatures: [line] }));
    expect(signatures.map((signature) => verifyCosignature(body, signature, witness.key))).toEqual([1_679_315_147]);
    const view = concat(new Uint8Array(5), line.signature).subarray(5);
    expect(verifyCosignature(body, { ...line, signature: view }, witness.key)).toBe(1_679_315_147);
  });

  it('refuses every flipped bit of time and signature', () => {
    const codes = new Set<string>();
    for (let bit = 0; bit < 72 * 8; bit++) {
      const signature = line.signature.slice();
      signature[bit >> 3] = (signature[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      try {
        verifyCosignature(body, { ...line, signature }, witness.key);
        codes.add('accepted');
      } catch (error) {
        codes.add((error as { code: string }).code);
      }
    }
    expect([...codes].sort()).toEqual(['cosignature.time', 'note.signature-refused']);
  });

  it('refuses another length, another key, another body and a key of the other type', () => {
    const verify =
      (change: Partial<NoteSignature>, key = witness.key, text = body) =>
      () =>
        verifyCosignature(text, { ...line, ...change }, key);
    expect(verify({ signature: line.signature.slice(8) })).toThrow(refused('cosignature.form'));
    expect(verify({ signature: concat(line.signature, new Uint8Array(1)) })).toThrow(refused('cosignature.form'));
    expect(verify({}, other.key)).toThrow(refused('note.signature-missing'));
    expect(verify({}, witness.key, body.replace('7', '8'))).toThrow(refused('note.signature-refused'));
    expect(verify({}, log.key)).toThrow(refused('key.type'));
  });

  it('does not take a plain signature of the witness key for a cosignature', () => {
    const plain = concat(new Uint8Array(8), witness.sign(utf8(body)));
    expect(() => verifyCosignature(body, { ...line, signature: plain }, witness.key)).toThrow(
      refused('note.signature-refused'),
    );
  });
});
