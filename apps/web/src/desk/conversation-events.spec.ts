import { describe, expect, it } from '@jest/globals';
import type { RosterItem } from '#client';
import { AuthorityId, DeviceId, OfficerId } from '#contracts';
import type { Change } from '#roster';
import type { Person } from './api/parties.js';
import { eventsOf } from './conversation-events.js';
import type { People } from './people.js';

const marenia = AuthorityId.parse('authority:marenia');
const esmere = AuthorityId.parse('authority:esmere');

// A device is called after its officer and a number: `ana-1`.
const person = (officer: string): Person => ({
  officer,
  name: officer,
  party: { id: marenia, state: 'QM', name: 'Marenia', ours: true, side: 'ours' },
  expert: false,
});
const people = {
  ofDevice: (device: string) => person(device.split('-')[0]!),
  person: ({ officer }: { officer: string }) => person(officer),
  party: (id: string) => ({ id, state: 'QP', name: id, ours: false, side: 'third' }),
  approvers: () => [person('petra')],
  authorityOf: () => marenia,
  deviceKind: () => 'web',
} as unknown as People;

const added = (device: string): Change => ({
  type: 'device.added',
  authority: marenia,
  capacity: 'party',
  device: DeviceId.parse(device),
});
const removed = (device: string): Change => ({ type: 'device.removed', device: DeviceId.parse(device) });
const events = (author: string, ...changes: Change[]) => {
  const sender = { device: DeviceId.parse(`${author}-1`), officer: OfficerId.parse(author), authority: marenia };
  return eventsOf(people, { sender, changes } as unknown as RosterItem, ({ device }) =>
    device === 'old-1' ? 'revoked' : undefined,
  );
};
const told = (author: string, ...changes: Change[]) =>
  events(author, ...changes).map((event) => ('person' in event ? [event.is, event.person.name] : [event.is]));

describe('eventsOf', () => {
  it('says that keys were changed when nothing else was', () => {
    expect(told('ana')).toEqual([['keys-changed']]);
  });

  it('tells an opening in one event, with everybody else who is in it', () => {
    const policy: Change = { type: 'policy.set', kind: 'consultation', history: 'all', retention: 0 };
    const [opened, ...more] = events('ana', policy, added('ana-1'), added('ben-1'), added('ben-2'));
    expect(more).toEqual([]);
    expect(opened).toEqual({
      is: 'opened',
      kind: 'consultation',
      with: [person('ben')],
      history: 'all',
      retention: 0,
    });
  });

  it('tells the devices of an officer together, and an own further device apart from a colleague', () => {
    expect(told('ana', added('ben-1'), added('ben-2'), added('ana-2'))).toEqual([
      ['joined', 'ben'],
      ['joined-anew', 'ana'],
    ]);
    expect(events('ana', added('ben-1'), added('ben-2'))).toEqual([
      { is: 'joined', person: person('ben'), devices: ['web', 'web'], approvedBy: [person('petra')] },
    ]);
  });

  it('tells who left from who was removed, once each, and why', () => {
    expect(told('ana', removed('ana-1'), removed('ana-2'))).toEqual([['left', 'ana']]);
    expect(events('ana', removed('old-1'))).toEqual([{ is: 'removed', person: person('old'), standing: 'revoked' }]);
  });

  it('tells a third party with its officers', () => {
    const party: Change = { type: 'party.added', authority: esmere, capacity: 'party' };
    expect(told('ana', party, added('chi-1'))).toEqual([['joined', 'chi'], ['party-added']]);
  });

  it('tells every other change by a name of its own', () => {
    expect(
      told(
        'ana',
        { type: 'policy.changed', retention: 30 },
        { type: 'moderator.added', officer: OfficerId.parse('ben') },
        { type: 'conversation.closed' },
        { type: 'conversation.reopened' },
      ),
    ).toEqual([['policy-changed'], ['moderator-added', 'ben'], ['closed'], ['reopened']]);
  });
});
