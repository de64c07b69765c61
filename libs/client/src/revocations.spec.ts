import { describe, expect, it } from '@jest/globals';
import { MemoryLevel } from 'memory-level';
import { Directory } from '#directory';
import { aNetwork } from '../../../tests/support/directory.js';
import { Revocations } from './revocations.js';
import { Store } from './store.js';

const aStore = () =>
  new (Store as unknown as new (database: MemoryLevel<string, Uint8Array>, key: Uint8Array) => Store)(
    new MemoryLevel<string, Uint8Array>({ valueEncoding: 'view' }),
    new Uint8Array(32),
  );

/** A revoked device, and the directory's log with the statements about its authority or without. */
function aRevokedDevice() {
  const network = aNetwork();
  const authority = network.anAuthority('north');
  const device = authority.anOfficer('ana').aDevice();
  const size = network.entries.length;
  device.isRevoked();
  const view = (entries: number, withheld: (index: number) => boolean = () => false) => {
    const directory = Directory.empty();
    for (const [index, { subject, statementHash, statement }] of network.entries.slice(0, entries).entries()) {
      const isGiven = subject === 'network' || !withheld(index);
      directory.append({ subject, statementHash, ...(isGiven && statement !== undefined ? { statement } : {}) });
    }
    return directory.latest;
  };
  return { device, size, view, whole: network.entries.length };
}

describe('the revocations that a client has seen', () => {
  it('stood no earlier than the last look at a directory without them', async () => {
    const { device, size, view, whole } = aRevokedDevice();
    const revocations = await Revocations.open(aStore());
    expect(await revocations.note(view(size), 100)).toEqual([]);
    expect(await revocations.note(view(whole), 200)).toEqual([{ device: device.id, before: 100 }]);
    expect(revocations.notBefore(device.id, view(whole))).toBe(100);
  });

  it('may have stood since an authority was last known whole, where statements about it were missing', async () => {
    const { device, size, view, whole } = aRevokedDevice();
    const revocations = await Revocations.open(aStore());
    await revocations.note(view(size), 100);
    await revocations.note(
      view(whole, (index) => index >= size),
      200,
    );
    expect(await revocations.note(view(whole), 300)).toEqual([{ device: device.id, before: 100 }]);
  });

  it('may have stood from the beginning, where nothing of its authority was known when it was last looked', async () => {
    const { device, view, whole } = aRevokedDevice();
    const store = aStore();
    await (
      await Revocations.open(store)
    ).note(
      view(whole, () => true),
      200,
    );
    const revocations = await Revocations.open(store);
    expect(await revocations.note(view(whole), 300)).toEqual([{ device: device.id, before: 0 }]);
  });
});
