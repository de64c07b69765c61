import { describe, expect, it } from '@jest/globals';
import { DeviceId, limits } from '#contracts';
import { type Roster, wrapLeaf, wrapsRoot } from '#roster';
import { leafHash } from '#tlog';
import { checkedWraps } from './submitted-wraps.js';

const devices = ['device-abe', 'device-ana', 'device-ben'].map((id) => DeviceId.parse(id));
const served = new Map(devices.slice(0, 2).map((device, i) => [device, i + 1]));
const wraps = devices.map((device, i) => ({
  device,
  number: served.get(device),
  wrap: Buffer.alloc(served.has(device) ? limits.wrapBytes : 0, i + 1),
}));
const leaves = wraps.map(({ device, number, wrap }) => wrapLeaf(device, number, wrap));
const sent = wraps.map(({ device, number, wrap }) => ({
  device,
  wrap: wrap.toString('base64url'),
  ...(number !== undefined && { number }),
}));
const roster = { devices: devices.map((id) => ({ id })), wraps: wrapsRoot(leaves) } as unknown as Roster;

describe('checkedWraps', () => {
  it('gives the wraps in their order with the hash of each leaf', () => {
    const checked = checkedWraps(sent, roster, served);
    expect(checked.wraps).toEqual(wraps);
    expect(checked.leaves).toEqual(Buffer.concat(leaves.map(leafHash)));
  });

  it('takes an empty wrap for a device whose key its author does not believe', () => {
    const numbers = new Map([...served, [DeviceId.parse('device-ben'), 1]]);
    expect(checkedWraps(sent, roster, numbers).wraps).toEqual(wraps);
  });

  it.each([
    ['for a device that has no key', sent, new Map([[DeviceId.parse('device-abe'), 1]])],
    ['to a number below the newest', sent, new Map([...served, [DeviceId.parse('device-abe'), 2]])],
    ['empty with a number', sent.map((one) => (one.wrap === '' ? { ...one, number: 1 } : one)), served],
  ])('refuses a wrap %s', (_, submitted, numbers) => {
    expect(() => checkedWraps(submitted, roster, numbers)).toThrow('conversation.wraps (wrap.number)');
  });

  it('refuses another spelling of the same bytes', () => {
    const [first, ...rest] = sent;
    const spelt = { ...first, device: first?.device ?? DeviceId.parse('x'), wrap: `${first?.wrap ?? ''}=` };
    expect(() => checkedWraps([spelt, ...rest], roster, served)).toThrow('request.invalid (wraps)');
  });

  it('takes none, and only none, from a leaver', () => {
    const left = { ...roster, wraps: undefined };
    expect(checkedWraps([], left, served)).toEqual({ wraps: [], leaves: Buffer.alloc(0) });
    expect(() => checkedWraps(sent, left, served)).toThrow('conversation.wraps (wrap.count)');
  });
});
