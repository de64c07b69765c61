import type { OfficeRules } from '../../desk/api/settings.js';

const MINUTE = 60;
const MOST_MINUTES = 1440;
const MOST_MARKING = 64;
const MOST_WORDS = 64;
// As the directory's own words: an act of a case is named so.
const WORD = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;

/** The rules as they stand in the fields of a form. */
export interface TypedRules extends Pick<OfficeRules, 'readMarkers' | 'webAllowed'> {
  /** Minutes. */
  readonly idle: string;
  readonly marking: string;
  /** Words with commas between. */
  readonly clearance: string;
}

/** What may be wrong in such a form. */
export type WrongRule = 'idle' | 'marking' | 'clearance';

/** Rules as they are typed. */
export function typedRules({ idleLock, highestMarking, clearance, ...rules }: OfficeRules): TypedRules {
  return {
    readMarkers: rules.readMarkers,
    webAllowed: rules.webAllowed,
    idle: String(idleLock / MINUTE),
    marking: highestMarking,
    clearance: clearance.join(', '),
  };
}

/** What was typed as rules, or what of it is none. */
export function readRules(typed: TypedRules): {
  readonly stated: OfficeRules | undefined;
  readonly wrong: readonly WrongRule[];
} {
  const minutes = Number(typed.idle.trim());
  const idleLock = Math.round(minutes * MINUTE);
  const highestMarking = typed.marking.trim();
  const words = typed.clearance.split(',').map((word) => word.trim().toLowerCase());
  const clearance = [...new Set(words.filter((word) => word !== ''))].sort();
  const wrong: WrongRule[] = [];
  if (!(minutes >= 0.5 && minutes <= MOST_MINUTES) || typed.idle.trim() === '') wrong.push('idle');
  if (highestMarking.length > MOST_MARKING) wrong.push('marking');
  if (clearance.length > MOST_WORDS || clearance.some((word) => !WORD.test(word))) wrong.push('clearance');
  const { readMarkers, webAllowed } = typed;
  return {
    stated: wrong.length > 0 ? undefined : { idleLock, readMarkers, clearance, highestMarking, webAllowed },
    wrong,
  };
}
