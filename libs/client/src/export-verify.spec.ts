import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '#crypto';
import { codeOf, fromUtf8, toBase64url, utf8 } from '#primitives';
import { exportsOf } from '../../../tests/support/fake-exports.js';
import { say, talking } from '../../../tests/support/talking.js';
import { refusalOf } from '../../../tests/support/tampering.js';
import type { ExportFile } from './export-file.js';
import { verifyExport, type VerifiedExport } from './export-verify.js';

type Draft = { -readonly [Key in keyof ExportFile]: ExportFile[Key] };

let text: string;
let whole: VerifiedExport;
let networkId: Uint8Array;
let other: string;

beforeAll(async () => {
  const { alice, bob, id, relay, network } = await talking();
  await say(alice, id, 'Good morning');
  await alice.client.say(id, 'our position', { onTheRecord: true });
  await alice.client.settle(id);
  await bob.client.sync();
  await say(bob, id, 'noted');
  await alice.client.sync();
  ({ text, verified: whole } = await exportsOf(relay, alice).make(id));
  networkId = network.networkId;
  const second = await talking();
  await say(second.alice, second.id, 'Good morning');
  ({ text: other } = await exportsOf(second.relay, second.alice).make(second.id));
});

function altered(change: (file: Draft) => void): string {
  const file = JSON.parse(text) as Draft;
  change(file);
  return canonicalJson(file);
}

/** Another character of base64url at a place of a text. */
function turned(value: string, at = 5): string {
  return value.slice(0, at) + (value[at] === 'A' ? 'B' : 'A') + value.slice(at + 1);
}

const first = <Item>(items: readonly Item[]): Item => items[0] as Item;

describe('verifyExport', () => {
  it('finds what an untouched file proves, with its own network and with the one that is trusted', () => {
    expect(verifyExport(text)).toEqual(whole);
    expect(verifyExport(text, networkId)).toEqual(whole);
  });

  it.each<[string, (file: Draft) => void, string]>([
    ['another text', (file) => (first(file.messages).bytes = turned(first(file.messages).bytes, 100)), 'export.bytes'],
    ['another key', (file) => (first(file.messages).key = turned(first(file.messages).key)), 'export.key'],
    ['the key of another message', (file) => (first(file.messages).key = file.messages[1]?.key ?? ''), 'export.key'],
    ['another place of a message', (file) => (first(file.messages).seq = 1), 'export.chain'],
    ['messages out of order', (file) => file.messages.reverse(), 'export.form'],
    ['another place of a frame', (file) => (first(file.chain.frames).seq = 2), 'export.chain'],
    ['a frame less', (file) => file.chain.frames.splice(2, 1), 'export.chain'],
    ['the last frame cut off', (file) => file.chain.frames.pop(), 'export.chain'],
    ['another sender', (file) => (first(file.chain.frames).sender = 'somebody' as never), 'export.chain'],
    [
      'another time of a message',
      (file) =>
        (first(file.chain.frames).id =
          `0${turned(first(file.chain.frames).id, 1).slice(1).toLowerCase().replace('A', 'a')}` as never),
      'export.chain',
    ],
    ['another hash', (file) => (first(file.chain.frames).hash = turned(first(file.chain.frames).hash)), 'export.chain'],
    [
      'another epoch',
      (file) => (first(file.chain.frames).statement = turned(first(file.chain.frames).statement)),
      'export.chain',
    ],
    ['another beginning', (file) => (file.chain.before.head = turned(file.chain.before.head)), 'export.chain'],
    [
      'another time of the record',
      (file) => (file.logged.checkpoint = file.logged.checkpoint.replace(/(— witness\S* \S{12})./, '$1z')),
      'export.checkpoint',
    ],
    [
      'another size of the record',
      (file) => (file.logged.checkpoint = file.logged.checkpoint.replace('\n3\n', '\n4\n')),
      'export.checkpoint',
    ],
    [
      'no cosignature',
      (file) => (file.logged.checkpoint = file.logged.checkpoint.replace(/— witness.*\n/, '')),
      'export.checkpoint',
    ],
    ['another head', (file) => (file.logged.value = turned(file.logged.value, 40)), 'export.proof'],
    ['another leaf', (file) => (file.logged.leaf = file.logged.leaf.replace('"at":1', '"at":2')), 'export.proof'],
    ['another inclusion', (file) => (file.logged.inclusion = [toBase64url(new Uint8Array(32))]), 'export.proof'],
    ['another map', (file) => file.logged.siblings.reverse().push(''), 'export.proof'],
    [
      'a conversation of the same network that was never there',
      (file) => (file.conversation = turned(file.conversation) as never),
      'export.proof',
    ],
    ['other terms', (file) => (file.network = [first(file.network).replace('Practice', 'practice')]), 'export.terms'],
    ['an enrolment of another place', (file) => (first(file.signers?.enrolments ?? []).index = 0), 'export.signer'],
    [
      'another enrolment',
      (file) => (first(file.signers?.enrolments ?? []).statement = first(file.network)),
      'export.signer',
    ],
    [
      'a file that no message names',
      (file) => (file.attachments = [{ seq: 2, ciphertext: 'AAAA' }]),
      'export.attachment',
    ],
    ['another promise', (file) => (file.says = 'It proves who wrote what.' as never), 'export.form'],
    ['a field more', (file) => Object.assign(file, { more: 1 }), 'export.form'],
  ])('refuses %s', (_name, change, code) => {
    const changed = altered(change);
    expect(changed).not.toBe(text);
    expect(refusalOf(() => verifyExport(changed))).toBe(code);
  });

  it('refuses a network that is not the trusted one', () => {
    expect(refusalOf(() => verifyExport(text, new Uint8Array(32)))).toBe('export.network');
  });

  it('refuses what is no export, or stands in another form', () => {
    for (const one of ['', '{}', 'null', `${text}\n`, ` ${text}`, JSON.stringify(JSON.parse(text), undefined, 1)])
      expect(refusalOf(() => verifyExport(one))).toBe('export.form');
  });

  it('refuses parts of another export of the same network', () => {
    const foreign = JSON.parse(other) as ExportFile;
    expect(refusalOf(() => verifyExport(altered((file) => (file.logged = foreign.logged))))).toBe('export.proof');
    expect(refusalOf(() => verifyExport(altered((file) => (file.chain = foreign.chain))))).toBe('export.chain');
    expect(refusalOf(() => verifyExport(altered((file) => (file.messages = foreign.messages))))).toBe('export.bytes');
  });

  it('names no signer where the file brings no enrolment, and claims no more for it', () => {
    const { messages } = verifyExport(altered((file) => delete file.signers));
    expect(messages.some(({ signed }) => signed !== undefined)).toBe(false);
    expect(whole.messages.filter(({ signed }) => signed !== undefined)).toHaveLength(1);
  });

  it('refuses a file with any byte altered, or finds that nothing it claims has changed', () => {
    const bytes = utf8(text);
    const claims = (of: VerifiedExport): string => JSON.stringify({ ...of, account: undefined });
    const untouched = claims(whole);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const copy = bytes.slice();
        copy[at] = (copy[at] ?? 0) ^ mask;
        let changed: string;
        try {
          changed = fromUtf8(copy);
        } catch {
          return true;
        }
        try {
          return claims(verifyExport(changed)) === untouched;
        } catch (error) {
          return codeOf(error)?.startsWith('export.') === true;
        }
      }),
      { numRuns: 1500 },
    );
  });
});
