import type { Place } from '../../../desk/api/thread.js';

/** How far back a place that shows something is looked for. */
const REACH = 50;

/** Whether anything of a place is shown. */
function isShown(place: Place): boolean {
  return place.entry.is !== 'quiet' || place.notices.length > 0;
}

/** Whether a place is one that a reader steps to: a message, or what is not as it should be. */
export function isStop({ entry, notices }: Place): boolean {
  return entry.is === 'message' || entry.is === 'unreadable' || entry.is === 'refused' || notices.length > 0;
}

/** Whether a place begins a day in the reader's zone, as far as the places before it are at hand. */
export function beginsDay(at: (seq: number) => Place | undefined, place: Place): boolean {
  if (!isShown(place)) return false;
  for (let seq = place.seq - 1; seq > 0 && seq >= place.seq - REACH; seq--) {
    const before = at(seq);
    if (before === undefined) return false;
    if (isShown(before)) return localDay(before.entry.at) !== localDay(place.entry.at);
  }
  return true;
}

/** The place of the first message that somebody else wrote after a place, as far as it is at hand. */
export function firstNew(at: (seq: number) => Place | undefined, readTo: number, last: number): number | undefined {
  for (let seq = readTo + 1; seq <= last; seq++) {
    const entry = at(seq)?.entry;
    if (entry === undefined) return undefined;
    if (entry.is === 'message' && !entry.own) return seq;
  }
  return undefined;
}

/** The next place in a direction that a reader steps to; where it is not at hand yet, the first one that is missing. */
export function nextStop(
  at: (seq: number) => Place | undefined,
  from: number,
  direction: 1 | -1,
  last: number,
): number | undefined {
  for (let seq = from + direction; seq >= 1 && seq <= last; seq += direction) {
    const place = at(seq);
    if (place === undefined || isStop(place)) return seq;
  }
  return undefined;
}

function localDay(at: number): string {
  return new Date(at * 1000).toDateString();
}
