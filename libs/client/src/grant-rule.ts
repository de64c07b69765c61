import type { Roster, RosterDevice } from '#roster';
import type { RosterItem } from './conversation-item.js';
import type { EpochRecord } from './conversation-state.js';

const DAY = 86_400;

/** How much of the past a device may be given. */
export interface HistoryLimit {
  /** The first place that may become readable. */
  readonly fromSeq: number;
  /** Whether epochs may be given whole; single messages only to experts and desks (protocol 4.1). */
  readonly wholeEpochs: boolean;
}

/**
 * What the history rule allows a device of the roster: a new device of a party sees what its party could see since it
 * joined, and before that what the conversation's rule gives to joiners (protocol 2.2, 4.1).
 * @param epochs - in order
 * @param statements - the statements that took effect, in order
 */
export function allowedFrom(
  roster: Roster,
  device: RosterDevice,
  epochs: readonly EpochRecord[],
  statements: readonly RosterItem[],
): HistoryLimit {
  const wholeEpochs = device.capacity === 'party';
  if (roster.history === 'all') return { fromSeq: 0, wholeEpochs };
  const joined = joiningOf(device, statements);
  if (!roster.history.startsWith('days:') || joined === undefined)
    return { fromSeq: joined?.seq ?? Number.MAX_SAFE_INTEGER, wholeEpochs };
  const days = Number(roster.history.slice('days:'.length));
  const joinedAt = epochs.find(({ epoch }) => epoch === joined.epoch)?.at ?? 0;
  // Time is a cosignature's: an epoch that began within the days lies within them wholly.
  const within = epochs.find(({ at }) => at >= joinedAt - days * DAY);
  return { fromSeq: Math.min(within?.seq ?? joined.seq, joined.seq), wholeEpochs };
}

/** The statement with which the device's party came in, for the last time; a party whose time is changed stays in. */
function joiningOf(device: RosterDevice, statements: readonly RosterItem[]): RosterItem | undefined {
  let joined: RosterItem | undefined;
  for (const statement of statements) {
    for (const change of statement.changes) {
      if (change.type !== 'party.added' && change.type !== 'party.removed' && change.type !== 'device.added') continue;
      if (change.authority !== device.authority || change.capacity !== device.capacity) continue;
      if (change.type === 'party.removed') joined = undefined;
      else if (change.type === 'party.added' || statement.epoch === 0) joined ??= statement;
    }
  }
  return joined;
}
