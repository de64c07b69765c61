import { describe, expect, it } from '@jest/globals';
import { DeviceId, ProblemError } from '#contracts';
import { commitmentOf } from '#directory';
import { codeOf, toBase64url } from '#primitives';
import { aNetwork } from '../../../../tests/support/directory.js';
import type { AuditLog } from '../audit/audit-log.js';
import type { Transaction } from '../platform/database.js';
import type { DirectoryService } from './directory.service.js';
import type { DirectoryState } from './directory-state.js';
import { ErasuresService } from './erasures.service.js';
import type { StatementsRepository } from './statements.repository.js';

const opening = { label: 'name', value: 'Ina', r: toBase64url(new Uint8Array(32).fill(8)) };
const commitment = commitmentOf(opening);
const tx = {} as Transaction;

/** A relay at which `before` is stated while an erasure waits for the log. */
function aRelay(before: 'nothing' | 'appointment' | 'dismissal') {
  const network = aNetwork();
  const north = network.anAuthority('north');
  const ana = north.anAdministrator('ana');
  const device = ana.aDevice('device-ana');
  const forgotten: object[] = [];
  const appended: object[] = [];
  const state = {
    latest: network.directory.latest,
    time: 1,
    ofAdministrator: (id: string) => (id === device.id ? { authority: north.id } : undefined),
    requireLive: (id: DeviceId) => {
      const standing = state.latest.standing(id, state.time);
      if (standing !== 'live') throw new ProblemError('device.not-live', standing);
    },
    follow: async () => undefined,
  };
  const directory = {
    alone: async (act: (tx: Transaction) => Promise<number>) => {
      if (before === 'appointment') {
        north.anOfficer('ina', { fields: { name: { commitment, visible: 'members' } } });
        state.latest = network.directory.latest;
      }
      if (before === 'dismissal') {
        ana.isDismissed();
        state.latest = network.directory.latest;
      }
      return act(tx);
    },
  };
  const statements = {
    openingsAbout: async () => [{ ...opening, index: 4, place: 0, hash: Buffer.alloc(32) }],
    forget: async (_tx: Transaction, over: readonly object[]) => void forgotten.push(...over),
  };
  const auditLog = { append: async (_tx: Transaction, act: object) => appended.push(act) };
  const service = new ErasuresService(
    directory as unknown as DirectoryService,
    statements as unknown as StatementsRepository,
    state as unknown as DirectoryState,
    auditLog as unknown as AuditLog,
  );
  return { service, device: device.id, forgotten, appended };
}

describe('an erasure', () => {
  it('forgets a value that nobody in office has, with a leaf for its statement', async () => {
    const { service, device, forgotten, appended } = aRelay('nothing');
    expect(await service.erase(device, [commitment])).toBe(1);
    expect(forgotten).toMatchObject([{ index: 4, place: 0 }]);
    expect(appended).toMatchObject([{ type: 'directory.erased', facts: { index: 4, values: 1 } }]);
  });

  it('forgets nothing of whom an appointment names that was stated while it waited for the log', async () => {
    const { service, device, forgotten } = aRelay('appointment');
    const refused: unknown = await service.erase(device, [commitment]).catch((error: unknown) => error);
    expect(codeOf(refused)).toBe('erasure.in-office');
    expect(forgotten).toEqual([]);
  });

  it('forgets nothing for an administrator whose dismissal was stated while it waited for the log', async () => {
    const { service, device, forgotten } = aRelay('dismissal');
    await expect(service.erase(device, [commitment])).rejects.toMatchObject({ code: 'device.not-live' });
    expect(forgotten).toEqual([]);
  });

  it('is refused to whoever is no administrator', async () => {
    const { service } = aRelay('nothing');
    await expect(service.erase(DeviceId.parse('device-other'), [commitment])).rejects.toMatchObject({
      code: 'permission.denied',
    });
  });
});
