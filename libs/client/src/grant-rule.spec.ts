import { describe, expect, it } from '@jest/globals';
import type { AuthorityId, DeviceId } from '#contracts';
import type { Change, Roster, RosterDevice } from '#roster';
import type { RosterItem } from './conversation-item.js';
import type { EpochRecord } from './conversation-state.js';
import { allowedFrom } from './grant-rule.js';

const DAY = 86_400;
const [north, east] = ['authority:north' as AuthorityId, 'authority:east' as AuthorityId];
const device = (authority: AuthorityId, capacity: RosterDevice['capacity'] = 'party') =>
  ({ id: 'device-new' as DeviceId, authority, capacity, officer: 'x' as never, since: 9 }) satisfies RosterDevice;
const joins = (authority: AuthorityId, capacity: RosterDevice['capacity'] = 'party'): Change => ({
  type: 'party.added',
  authority,
  capacity,
});
const leaves = (authority: AuthorityId): Change => ({ type: 'party.removed', authority, capacity: 'party' });
const opens: Change = { type: 'device.added', authority: north, capacity: 'party', device: 'device-ana' as DeviceId };

/** Statements at the places 1, 11, 21, … a day apart, each with its changes. */
function history(...changes: Change[][]) {
  const statements = changes.map(
    (made, epoch) => ({ is: 'roster', epoch, seq: epoch * 10 + 1, changes: made }) as unknown as RosterItem,
  );
  const epochs = changes.map((_, epoch) => ({ epoch, seq: epoch * 10 + 1, at: epoch * DAY }) as EpochRecord);
  return { epochs, statements };
}

function limit(rule: Roster['history'], who: RosterDevice, ...changes: Change[][]) {
  const { epochs, statements } = history(...changes);
  return allowedFrom({ history: rule } as Roster, who, epochs, statements);
}

describe('the history a device may be given', () => {
  it('is all its own party could read, from the opening on', () => {
    expect(limit('from-joining', device(north), [opens], [], [])).toEqual({ fromSeq: 1, wholeEpochs: true });
  });

  it('begins where its party joined', () => {
    expect(limit('from-joining', device(east), [opens], [joins(east)], [])).toEqual({ fromSeq: 11, wholeEpochs: true });
  });

  it('begins where its party joined for the last time', () => {
    expect(limit('from-joining', device(east), [opens], [joins(east)], [leaves(east)], [joins(east)]).fromSeq).toBe(31);
  });

  it('is not cut when the time of its party is changed', () => {
    expect(
      limit('from-joining', device(east, 'expert'), [opens], [joins(east, 'expert')], [joins(east, 'expert')]).fromSeq,
    ).toBe(11);
  });

  it('is everything where the rule says all', () => {
    expect(limit('all', device(east), [opens], [], [joins(east)]).fromSeq).toBe(0);
  });

  it('reaches back so many days before its party joined where the rule says days', () => {
    expect(limit('days:1', device(east), [opens], [], [], [joins(east)]).fromSeq).toBe(21);
    expect(limit('days:30', device(east), [opens], [], [], [joins(east)]).fromSeq).toBe(1);
  });

  it('is given message by message to an expert or a desk', () => {
    expect(limit('all', device(east, 'desk'), [opens]).wholeEpochs).toBe(false);
  });

  it('is nothing for a party that never joined', () => {
    expect(limit('from-joining', device(east), [opens]).fromSeq).toBe(Number.MAX_SAFE_INTEGER);
  });
});
