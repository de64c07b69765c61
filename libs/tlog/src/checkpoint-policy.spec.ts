import { describe, expect, it } from '@jest/globals';
import { publicKeyOf, signPublicNote } from '#crypto/log-signer';
import { concat, utf8 } from '#primitives';
import {
  checkPolicy,
  cosign,
  formatCheckpoint,
  formatNote,
  leafHash,
  noteSigner,
  openCheckpoint,
  parseVerifierKey,
  signNote,
  verifyCheckpoint,
  witnessTimes,
  type CheckpointPolicy,
  type NoteKeyType,
  type NoteSignature,
  type NoteSigner,
} from './index.js';

const refused = (code: string) => expect.objectContaining({ code });
const signerOf = (name: string, type: NoteKeyType, seed: number): NoteSigner =>
  noteSigner(name, type, new Uint8Array(32).fill(seed), { publicKeyOf, signPublicNote });

const log = signerOf('directory.comity.example', 'ed25519', 1);
const witnesses = [2, 3, 4, 5].map((seed) => signerOf(`witness-${String(seed)}.example`, 'cosignature', seed));
const policy: CheckpointPolicy = { log: log.key, witnesses: witnesses.map(({ key }) => key), quorum: 2 };
const body = formatCheckpoint({ origin: log.key.name, size: 7, root: leafHash(utf8('root')) });
const cosigned = (...times: readonly number[]): NoteSignature[] =>
  times.map((time, i) => cosign(body, time, witnesses[i] ?? log));
const noteOf = (...signatures: readonly NoteSignature[]): string => formatNote({ body, signatures });
const NOTE = noteOf(signNote(body, log), ...cosigned(100, 300, 200));

describe('witnessTimes', () => {
  it('tells when each witness cosigned, and of which there is no word', () => {
    expect(witnessTimes(NOTE, policy)).toEqual([
      { name: 'witness-2.example', at: 100 },
      { name: 'witness-3.example', at: 300 },
      { name: 'witness-4.example', at: 200 },
      { name: 'witness-5.example', at: undefined },
    ]);
  });

  it('tells nothing of a note that does not hold', () => {
    expect(() => witnessTimes(NOTE, { ...policy, quorum: 4 })).toThrow(refused('checkpoint.quorum'));
  });
});

describe('verifyCheckpoint', () => {
  it('gives the quorum-th newest cosignature time', () => {
    const at = [1, 2, 3].map((quorum) => verifyCheckpoint(NOTE, { ...policy, quorum }).at);
    expect(at).toEqual([300, 200, 100]);
  });

  it('gives the checkpoint and the note as it stood', () => {
    const verified = verifyCheckpoint(NOTE, policy);
    expect(verified).toEqual({ origin: log.key.name, size: 7, root: leafHash(utf8('root')), at: 200, note: NOTE });
  });

  it('takes the lines in any order', () => {
    const lines = [signNote(body, log), ...cosigned(100, 300)];
    expect(verifyCheckpoint(noteOf(...lines.reverse()), policy).at).toBe(100);
  });

  it('refuses fewer cosignatures than the quorum', () => {
    expect(() => verifyCheckpoint(NOTE, { ...policy, quorum: 4 })).toThrow(refused('checkpoint.quorum'));
    expect(() => verifyCheckpoint(noteOf(signNote(body, log)), policy)).toThrow(refused('checkpoint.quorum'));
  });

  it('does not count witnesses that it does not know', () => {
    const stranger = cosign(body, 400, signerOf('stranger.example', 'cosignature', 9));
    const impostor = cosign(body, 400, signerOf('witness-3.example', 'cosignature', 9));
    const text = noteOf(signNote(body, log), ...cosigned(100), stranger, impostor);
    expect(() => verifyCheckpoint(text, policy)).toThrow(refused('checkpoint.quorum'));
    expect(verifyCheckpoint(text, { ...policy, quorum: 1 }).at).toBe(100);
  });

  it('refuses the whole note when one known key does not verify', () => {
    const [first, second] = cosigned(100, 300);
    if (first === undefined || second === undefined) throw new Error('no cosignature');
    const moved = { ...second, signature: concat(first.signature.slice(0, 8), second.signature.slice(8)) };
    const text = noteOf(signNote(body, log), ...cosigned(100), moved, cosign(body, 5, witnesses[2] ?? log));
    expect(() => verifyCheckpoint(text, policy)).toThrow(refused('note.signature-refused'));
  });

  it('counts a witness once: two lines of one are refused', () => {
    const [first] = witnesses;
    const text = noteOf(signNote(body, log), cosign(body, 1, first ?? log), cosign(body, 2, first ?? log));
    expect(() => verifyCheckpoint(text, policy)).toThrow(refused('note.signature-twice'));
  });

  it('refuses a note that the log did not sign', () => {
    expect(() => verifyCheckpoint(noteOf(...cosigned(100, 200)), policy)).toThrow(refused('note.signature-missing'));
    const other = signerOf(log.key.name, 'ed25519', 8);
    const text = noteOf(signNote(body, other), ...cosigned(100, 200));
    expect(() => verifyCheckpoint(text, policy)).toThrow(refused('note.signature-missing'));
  });

  it('refuses the checkpoint of another log signed by the same key', () => {
    const foreign = formatCheckpoint({ origin: 'audit.comity.example', size: 7, root: leafHash(utf8('root')) });
    const signatures = [signNote(foreign, log), ...witnesses.map((witness) => cosign(foreign, 100, witness))];
    expect(() => verifyCheckpoint(formatNote({ body: foreign, signatures }), policy)).toThrow(
      refused('checkpoint.origin'),
    );
  });

  it('refuses a signed body that is no checkpoint', () => {
    const text = formatNote({ body: `${body}extension\n`, signatures: [signNote(`${body}extension\n`, log)] });
    expect(() => verifyCheckpoint(text, policy)).toThrow(refused('checkpoint.form'));
  });

  it('refuses every character changed in a note', () => {
    const text = noteOf(signNote(body, log), ...cosigned(100, 300));
    const accepted: number[] = [];
    for (let i = 0; i < text.length; i++) {
      const character = text[i] === 'A' ? 'B' : 'A';
      try {
        verifyCheckpoint(text.slice(0, i) + character + text.slice(i + 1), policy);
        accepted.push(i);
      } catch {
        continue;
      }
    }
    expect(accepted).toEqual([]);
  });

  // As published by a certificate-transparency log, with the keys its operator and three witnesses publish. It also
  // holds a signature of a type unknown here, under the log's own name, and a fourth witness's.
  it('verifies a public checkpoint by its published keys', () => {
    const text = [
      'arche2025h1.staging.ct.transparency.dev',
      '1432088532',
      'U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=',
      '',
      '— arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=',
      '— arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=',
      '— transparency.dev/DEV:witness-little-garden 2AQqhwAAAABqEiEgzgFIqqhbUoDwjMWE6UP8nd8/KYTzwZ2rhIgcqoXHAwVkjZr4AscylP3v7sEodkRAErumC2q44vdgJY096st5BQ==',
      '— witness1.smartit.nu/witness1 pIyCDwAAAABqEiEghIp82KWebrw7/oHQwlTAm3g2RKS4+eebl8eO0WH+/iEcxZ75W3u5hNI7TOQtmJbqmNWVuE0tgh0XwzdZsDsUAQ==',
      '— remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==',
      '— witness.stagemole.eu Z/euoAAAAABqEiEgw0i+7g2ENfDAWHmtRzCfKTHSDwYDJA2NmKeGi9Y8FtEyOUvVr+AJmIY/2TUFucgKi7lI7cUiOvKFYe/TmN9DAg==',
      '',
    ].join('\n');
    const published: CheckpointPolicy = {
      log: parseVerifierKey(
        'arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f',
      ),
      witnesses: [
        'transparency.dev/DEV:witness-little-garden+d8042a87+BCtusOxINQNUTN5Oj8HObRkh2yHf/MwYaGX4CPdiVEPM',
        'witness1.smartit.nu/witness1+a48c820f+BPSFWg9G6KPiO7QPryYO5Xq4oYJJ+kAvLKLSimDhoxMO',
        'remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2',
      ].map(parseVerifierKey),
      quorum: 3,
    };
    const { size, at } = verifyCheckpoint(text, published);
    expect([size, at]).toEqual([1_432_088_532, 0x6a122120]);
    expect(() => verifyCheckpoint(text.replace('1432088532', '1432088533'), published)).toThrow(
      refused('note.signature-refused'),
    );
  });
});

describe('checkPolicy', () => {
  it('refuses a quorum that none or nobody could reach', () => {
    for (const quorum of [0, -1, 1.5, 5, Number.NaN]) {
      expect(() => {
        checkPolicy({ ...policy, quorum });
      }).toThrow(refused('policy.form'));
    }
    expect(() => {
      checkPolicy({ ...policy, witnesses: [], quorum: 0 });
    }).toThrow(refused('policy.form'));
  });

  it('refuses one public key under two names, and the log as its own witness', () => {
    const twice = signerOf('another.example', 'cosignature', 2).key;
    const itself = signerOf('witness.example', 'cosignature', 1).key;
    for (const key of [twice, itself]) {
      expect(() => {
        checkPolicy({ ...policy, witnesses: [...policy.witnesses, key] });
      }).toThrow(refused('policy.form'));
    }
  });

  it('refuses keys of the other type', () => {
    const [first] = policy.witnesses;
    expect(() => {
      checkPolicy({ ...policy, log: first ?? log.key, witnesses: policy.witnesses.slice(1) });
    }).toThrow(refused('policy.form'));
    const plain = signerOf('plain.example', 'ed25519', 7).key;
    expect(() => {
      checkPolicy({ ...policy, witnesses: [...policy.witnesses, plain] });
    }).toThrow(refused('policy.form'));
  });

  it('is asked before a note is looked at', () => {
    expect(() => verifyCheckpoint('no note', { ...policy, quorum: 0 })).toThrow(refused('policy.form'));
  });
});

describe('openCheckpoint', () => {
  it('opens what the log signed before any witness has', () => {
    const { checkpoint, note } = openCheckpoint(noteOf(signNote(body, log)), log.key);
    expect([checkpoint.size, note.body]).toEqual([7, body]);
  });
});
