import { describe, expect, it } from '@jest/globals';
import { AuthorityId, ConversationId, DeviceId } from '#contracts';
import { toBase64url } from '#primitives';
import type { AuditLog, OpenedLeaf } from '../audit/audit-log.js';
import type { DirectoryState } from '../directory/directory-state.js';
import type { RecordReader } from '../sessions/session.guard.js';
import type { FramesService } from './frames.service.js';
import { OpeningsService } from './openings.service.js';

/** Devices of two officers and an administrator of one authority, and of an administrator of another. */
const DEVICES: Readonly<Record<string, { readonly officer: string; readonly authority: string }>> = {
  'device-ana': { officer: 'ana', authority: 'authority:north' },
  'device-ana-2': { officer: 'ana', authority: 'authority:north' },
  'device-bo': { officer: 'bo', authority: 'authority:north' },
  'device-cy': { officer: 'cy', authority: 'authority:north' },
  'device-eve': { officer: 'eve', authority: 'south' },
};
const ADMINISTRATORS = new Set(['device-cy', 'device-eve']);

const r = new Uint8Array(32).fill(7);
const leaf = (index: number, who: Readonly<Record<string, string>>): OpenedLeaf => ({
  index,
  who: new Map(Object.entries(who).map(([label, value]) => [label, { value, r }])),
});
const LEAVES = [
  leaf(1, { device: 'device-ana' }),
  leaf(2, { device: 'device-ana-2', conversation: 'of-ana' }),
  leaf(3, { device: 'device-bo', conversation: 'of-bo' }),
  leaf(4, { device: 'device-bo', conversation: 'of-bo-and-cy' }),
  leaf(5, { device: 'device-eve', conversation: 'of-ana' }),
  leaf(6, { subject: 'network' }),
  leaf(7, { device: 'device-nobody' }),
];

async function openedTo(asking: string | RecordReader): Promise<string[]> {
  const directory = {
    latest: { device: (id: string) => DEVICES[id] },
    ofAdministrator: (id: string) => (ADMINISTRATORS.has(id) ? DEVICES[id] : undefined),
  } as unknown as DirectoryState;
  const asked: string[] = [];
  const reader = typeof asking === 'string' ? { device: DeviceId.parse(asking) } : asking;
  const frames = {
    mayRead: (_device: DeviceId, conversation: ConversationId) => {
      asked.push(conversation);
      return Promise.resolve(conversation.includes('cy'));
    },
  } as unknown as FramesService;
  const auditLog = { openings: () => Promise.resolve(LEAVES) } as unknown as AuditLog;
  const found = await new OpeningsService(auditLog, directory, frames).openings(reader, 0, 100);
  expect(found.every((opening) => opening.r === toBase64url(r))).toBe(true);
  expect(new Set(asked).size).toBe(asked.length);
  return found.map(({ index, label, value }) => `${String(index)} ${label} ${value}`);
}

describe('OpeningsService', () => {
  it('opens to an officer what was done with any of their devices, and nothing of a colleague or a counterpart', async () => {
    expect(await openedTo('device-ana')).toEqual([
      '1 device device-ana',
      '2 device device-ana-2',
      '2 conversation of-ana',
    ]);
  });

  it('opens to an administrator what was done with the devices of the authority, without conversations that are not theirs', async () => {
    expect(await openedTo('device-cy')).toEqual([
      '1 device device-ana',
      '2 device device-ana-2',
      '3 device device-bo',
      '4 device device-bo',
      '4 conversation of-bo-and-cy',
    ]);
  });

  it('opens to an auditor what was done with the devices of the authority, and no conversation', async () => {
    expect(await openedTo({ auditorOf: AuthorityId.parse('authority:north') })).toEqual([
      '1 device device-ana',
      '2 device device-ana-2',
      '3 device device-bo',
      '4 device device-bo',
    ]);
  });

  it('opens nothing of another authority to its administrator', async () => {
    expect(await openedTo('device-eve')).toEqual(['5 device device-eve', '5 conversation of-ana']);
  });
});
