import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createHash, createPublicKey } from 'node:crypto';
import { newSigningSeed, publicKeyOf, signPublicNote } from '#crypto/log-signer';
import { toHex } from '#primitives';
import {
  formatPrivateNoteKey,
  formatVerifierKey,
  noteSigner,
  parsePrivateNoteKey,
  parseVerifierKey,
  verifierKey,
  type NoteSigning,
} from './index.js';

const signing: NoteSigning = { publicKeyOf, signPublicNote };

// Published keys: golang.org/x/mod/sumdb/note, and a public witness (transparency-dev/formats).
const PETER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const PETER_PRIVATE = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const PLUS = 'TEST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6';
const WITNESS = 'remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2';

/** Every part of a text but the whole, and the text with each character made the next one. */
const manglings = (text: string): string[] => {
  const mangled: string[] = [];
  for (let i = 0; i <= text.length; i++) {
    for (let j = i; j <= text.length; j++) if (i > 0 || j < text.length) mangled.push(text.slice(i, j));
    const next = String.fromCharCode(text.charCodeAt(i) + 1);
    if (i < text.length) mangled.push(text.slice(0, i) + next + text.slice(i + 1));
  }
  return mangled;
};
const accepted = (texts: readonly string[], parse: (text: string) => unknown): string[] =>
  texts.filter((text) => {
    try {
      parse(text);
      return true;
    } catch {
      return false;
    }
  });
const refused = (code: string) => expect.objectContaining({ code });

describe('parseVerifierKey', () => {
  it('reads published keys, of both types, and prints them again', () => {
    const types = [PETER, PLUS, WITNESS].map((text) => {
      const key = parseVerifierKey(text);
      expect(formatVerifierKey(key)).toBe(text);
      return [key.name, key.type];
    });
    expect(types).toEqual([
      ['PeterNeumann', 'ed25519'],
      ['TEST', 'ed25519'],
      ['remora.n621.de', 'cosignature'],
    ]);
  });

  it('refuses every part of a key and every character changed', () => {
    expect(accepted(manglings(PETER), parseVerifierKey)).toEqual([]);
    expect(accepted(manglings(WITNESS), parseVerifierKey)).toEqual([]);
  });

  it('refuses a key of another length or an unknown type whose id was adjusted', () => {
    const longer = 'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==';
    const unknown = 'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
    expect(() => parseVerifierKey(longer)).toThrow(refused('base64.invalid'));
    expect(() => parseVerifierKey('a+00000000+AQAA')).toThrow(refused('key.form'));
    expect(() => parseVerifierKey(unknown)).toThrow(refused('key.type'));
  });

  it('refuses another id, an id in upper case, a bad name and surrounding text', () => {
    expect(() => parseVerifierKey(PETER.replace('c74f', 'c74e'))).toThrow(refused('key.id'));
    expect(() => parseVerifierKey(PETER.replace('c74f', 'C74F'))).toThrow(refused('key.form'));
    expect(() => parseVerifierKey(PETER.replace('Peter', 'Peter '))).toThrow(refused('key.name'));
    for (const text of [
      `${PETER}\n`,
      `${PETER} `,
      '',
      '++',
      'PeterNeumann+c74f20a3+',
      PETER_PRIVATE,
      'x'.repeat(100_000),
    ]) {
      expect(() => parseVerifierKey(text)).toThrow(refused('key.form'));
    }
  });

  it('gives any key of any allowed name back', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
    const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(name, bytes, fc.constantFrom('ed25519' as const, 'cosignature' as const), (text, publicKey, type) => {
        fc.pre(!/[+\p{White_Space}\p{Cc}]/u.test(text));
        const key = verifierKey(text, publicKey, type);
        expect(parseVerifierKey(formatVerifierKey(key))).toEqual(key);
        const typed = Buffer.concat([Buffer.from(`${text}\n`), Buffer.of(type === 'ed25519' ? 1 : 4), publicKey]);
        expect(toHex(key.keyId)).toBe(createHash('sha256').update(typed).digest('hex').slice(0, 8));
      }),
    );
  });
});

describe('verifierKey', () => {
  it('refuses names that a note could not hold', () => {
    const names = [
      '',
      'a b',
      'a+b',
      'a\tb',
      'a\nb',
      'a\u00a0b',
      'a\u2003b',
      'a\u0085b',
      'a\u0000b',
      'a\ud800',
      'é'.repeat(128),
      'a'.repeat(256),
    ];
    for (const name of names) {
      expect(() => verifierKey(name, new Uint8Array(32), 'ed25519')).toThrow(refused('key.name'));
    }
  });

  it('takes a name of 255 bytes', () => {
    expect(verifierKey('é'.repeat(127) + 'a', new Uint8Array(32), 'ed25519').keyId).toHaveLength(4);
  });

  it('refuses a public key that is not 32 bytes', () => {
    expect(() => verifierKey('a', new Uint8Array(31), 'ed25519')).toThrow(refused('key.form'));
  });
});

describe('parsePrivateNoteKey', () => {
  it('reads a published private key, whose public key is the published one, and prints it again', () => {
    const { key } = parsePrivateNoteKey(PETER_PRIVATE, signing);
    expect(formatVerifierKey(key)).toBe(PETER);
    const seed = Buffer.from(PETER_PRIVATE.split('+').slice(4).join('+'), 'base64').subarray(1);
    expect(formatPrivateNoteKey(key, seed)).toBe(PETER_PRIVATE);
  });

  it('refuses every part of a key, and any character changed', () => {
    const mangled = manglings(PETER_PRIVATE).filter((_, i) => i % 3 === 0);
    expect(accepted(mangled, (text) => parsePrivateNoteKey(text, signing))).toEqual([]);
  });

  it('refuses a public key in its place, another id, and a seed of another length', () => {
    expect(() => parsePrivateNoteKey(PETER, signing)).toThrow(refused('key.form'));
    expect(() => parsePrivateNoteKey(PETER_PRIVATE.replace('c74f', 'c74e'), signing)).toThrow(refused('key.id'));
    expect(() => parsePrivateNoteKey('PRIVATE+KEY+a+00000000+AQAA', signing)).toThrow(refused('key.form'));
  });

  it('gives new keys of both types back, whose public keys are those Node derives', () => {
    for (const type of ['ed25519', 'cosignature'] as const) {
      const seed = newSigningSeed();
      const { key } = noteSigner('log.example', type, seed, signing);
      expect(parsePrivateNoteKey(formatPrivateNoteKey(key, seed), signing).key).toEqual(key);
      const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
      const spki = createPublicKey({ key: pkcs8, format: 'der', type: 'pkcs8' } as never).export({
        format: 'der',
        type: 'spki',
      });
      expect(toHex(key.publicKey)).toBe(spki.subarray(-32).toString('hex'));
    }
  });
});
