import type { RosterItem } from '#client';
import type { Change, ChangeOf } from '#roster';
import type { ThreadEvent } from './api/thread.js';
import type { People } from './people.js';

type Standing = (change: ChangeOf<'device.removed'>) => string | undefined;
type Joined = Extract<ThreadEvent, { is: 'joined' | 'joined-anew' }>;

/** What a statement changed, as a thread tells it: devices by their officers, the opening in one sentence. */
export function eventsOf(people: People, { changes, sender }: RosterItem, standing: Standing): ThreadEvent[] {
  if (changes.length === 0) return [{ is: 'keys-changed' }];
  const joined = joinedOf(people, changes, sender.officer);
  const [policy] = changes;
  if (policy?.type === 'policy.set') {
    const others = joined.map(({ person }) => person).filter(({ officer }) => officer !== sender.officer);
    const { kind, history, retention } = policy;
    return [{ is: 'opened', kind, with: others, history, retention }];
  }
  const rest = changes.flatMap((change) => {
    if (change.type === 'device.added') return [];
    if (change.type !== 'device.removed') return [eventOf(people, change)];
    const removed = people.ofDevice(change.device);
    const isLeft = removed.officer === sender.officer;
    const person = isLeft ? people.ofDevice(change.device, sender.authority) : removed;
    return [{ is: isLeft ? ('left' as const) : ('removed' as const), person, standing: standing(change) }];
  });
  return [...joined, ...onceEach(rest)];
}

/** One change as a thread tells it, whether made or asked for. */
export function eventOf(people: People, change: Change): ThreadEvent {
  switch (change.type) {
    case 'device.added': {
      const approvedBy = people.approvers(change.device);
      return { is: 'joined', person: people.ofDevice(change.device, change.authority), devices: [], approvedBy };
    }
    case 'device.removed':
      return { is: 'removed', person: people.ofDevice(change.device), standing: undefined };
    case 'party.added':
    case 'party.removed':
      return {
        is: change.type === 'party.added' ? 'party-added' : 'party-removed',
        party: people.party(change.authority),
        capacity: change.capacity,
        until: change.type === 'party.added' ? change.until : undefined,
      };
    case 'policy.set':
      return { is: 'opened', kind: change.kind, with: [], history: change.history, retention: change.retention };
    case 'policy.changed':
      return { is: 'policy-changed', history: change.history, retention: change.retention };
    case 'moderator.added':
    case 'moderator.removed':
      return {
        is: change.type === 'moderator.added' ? 'moderator-added' : 'moderator-removed',
        person: people.person({ officer: change.officer, authority: people.authorityOf(change.officer) }),
      };
    case 'conversation.closed':
      return { is: 'closed' };
    case 'conversation.reopened':
      return { is: 'reopened' };
  }
}

function joinedOf(people: People, changes: readonly Change[], author: string | undefined): Joined[] {
  const found = new Map<string, Joined>();
  for (const change of changes) {
    if (change.type !== 'device.added') continue;
    const person = people.ofDevice(change.device, change.authority);
    const key = person.officer ?? change.device;
    const before = found.get(key);
    const approvers = people.approvers(change.device);
    const known = before?.approvedBy ?? [];
    const further = approvers.filter(({ officer }) => known.every((one) => one.officer !== officer));
    found.set(key, {
      is: person.officer === author ? 'joined-anew' : 'joined',
      person,
      devices: [...(before?.devices ?? []), people.deviceKind(change.device)],
      approvedBy: [...known, ...further],
    });
  }
  return [...found.values()];
}

/** An officer who goes with several devices goes once. */
function onceEach(events: readonly ThreadEvent[]): ThreadEvent[] {
  return events.filter(
    (event, place) =>
      !('person' in event) ||
      events.findIndex(
        (one) => one.is === event.is && 'person' in one && one.person.officer === event.person.officer,
      ) === place,
  );
}
