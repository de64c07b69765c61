import { describe, expect, it } from '@jest/globals';
import { authenticMessage, newRecognitionKey, PairKeys, pairTags, verifyPairTag } from '#crypto';
import { secondB, secondKeyedHash, secondLp, secondSha256, secondX25519 } from './support/second-implementation.js';
import { everyRefused, hex, type RefusedCase, toHex, vectorFile } from './support/vector-file.js';

interface Device {
  readonly id: string;
  readonly private: string;
  readonly public: string;
}
interface Message {
  readonly conversation: string;
  readonly S: string;
  readonly id: string;
  readonly core: string;
}
type Check = Message & {
  readonly sender: string;
  readonly pairKey: string;
  readonly tags: string;
  readonly place: number;
  readonly count: number;
  readonly theirPublic?: string;
};
const file = vectorFile<{
  inputs: Message & { networkId: string; sender: Device; recipients: Device[] };
  intermediate: { coreHash: string; a: string; pairKeys: string[] };
  output: { tags: string };
  check: Check;
  different: { with: { theirPublic?: string; networkId?: string }; output: string }[];
  refused: RefusedCase<Check>[];
}>('authenticator-pair');
const { inputs } = file;

const aOf = (m: Message & { sender: string }): Uint8Array => authenticMessage({ ...m, S: hex(m.S), core: hex(m.core) });
const recognized = (device: Device, key = device.public) => ({ device: device.id, publicKey: hex(key) });
const keysOf = (device: Device, networkId = inputs.networkId): PairKeys =>
  new PairKeys({ networkId: hex(networkId), own: { ...recognized(device), privateKey: hex(device.private) } });
const first = inputs.recipients[0] ?? inputs.sender;

const secondPairKey = (recipient: Device, networkId = inputs.networkId, theirPublic = recipient.public): Uint8Array =>
  secondB(
    secondX25519(hex(inputs.sender.private), hex(theirPublic)),
    32,
    'comity/pair/v1',
    hex(networkId),
    inputs.sender.id,
    hex(inputs.sender.public),
    recipient.id,
    hex(theirPublic),
  );

describe('authenticator-pair vectors', () => {
  it('gives every pair key from both ends, as the second implementation does', () => {
    const keys = keysOf(inputs.sender);
    expect(inputs.recipients.map((recipient) => toHex(keys.to(recognized(recipient))))).toEqual(
      file.intermediate.pairKeys,
    );
    expect(inputs.recipients.map((recipient) => toHex(keysOf(recipient).from(recognized(inputs.sender))))).toEqual(
      file.intermediate.pairKeys,
    );
    expect(inputs.recipients.map((recipient) => toHex(secondPairKey(recipient)))).toEqual(file.intermediate.pairKeys);
    for (const device of [inputs.sender, ...inputs.recipients])
      expect(toHex(newRecognitionKey(hex(device.private)).publicKey)).toBe(device.public);
  });

  it('gives the tags, as the second implementation does', () => {
    const a = aOf({ ...inputs, sender: inputs.sender.id });
    const secondA = secondLp(
      'comity/authentic/v1',
      inputs.conversation,
      hex(inputs.S),
      inputs.sender.id,
      inputs.id,
      secondSha256(hex(inputs.core)),
    );
    expect([toHex(a), toHex(secondA)]).toEqual([file.intermediate.a, file.intermediate.a]);
    expect(toHex(secondSha256(hex(inputs.core)))).toBe(file.intermediate.coreHash);
    const pairKeys = file.intermediate.pairKeys.map(hex);
    expect(toHex(pairTags({ a, pairKeys }))).toBe(file.output.tags);
    expect(pairKeys.map((key) => toHex(secondKeyedHash(key, 16, secondA))).join('')).toBe(file.output.tags);
    for (const [place, pairKey] of pairKeys.entries())
      verifyPairTag({ a, pairKey, tags: hex(file.output.tags), place, count: 2 });
  });

  it('gives another pair key for another key or network', () => {
    const changed = file.different.map(({ with: { theirPublic, networkId } }) =>
      toHex(keysOf(inputs.sender, networkId).to(recognized(first, theirPublic))),
    );
    expect(changed).toEqual(file.different.map(({ output }) => output));
    expect(file.different.map((d) => toHex(secondPairKey(first, d.with.networkId, d.with.theirPublic)))).toEqual(
      changed,
    );
    expect(changed).toHaveLength(2);
    for (const key of changed) expect(file.intermediate.pairKeys).not.toContain(key);
  });

  it('refuses every tag that is not the reader’s for that message, and every key that gives zero', () => {
    everyRefused(file.refused, 11, file.check, (c) => {
      if (c.theirPublic !== undefined) return keysOf(inputs.sender).to(recognized(first, c.theirPublic));
      verifyPairTag({ a: aOf(c), pairKey: hex(c.pairKey), tags: hex(c.tags), place: c.place, count: c.count });
      return undefined;
    });
  });

  it('knows the key that would send a tag back to its author', () => {
    const back = file.refused.find(({ name }) => name === 'sent back to its author')?.with.pairKey;
    expect(toHex(keysOf(first).to(recognized(inputs.sender)))).toBe(back);
  });
});
