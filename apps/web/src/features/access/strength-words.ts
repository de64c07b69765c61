/**
 * Tries a second of somebody who has copied the disk: each costs 256 MiB and most of a second on one machine, so that this
 * takes some thousands of machines.
 */
const TRIES_A_SECOND = 10_000;
/** Fewer guesses than these are made within minutes by whoever has the disk. */
const FEWEST_GUESSES = 1e6;

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTH = 30 * DAY;
const YEAR = 365 * DAY;

/** How long a passphrase would hold, in the words of the catalogue: a key and its count. */
export interface Holding {
  readonly key: 'moments' | 'minutes' | 'hours' | 'days' | 'months' | 'years' | 'centuries';
  readonly count: number;
}

/** What the meter says. */
export interface Strength {
  readonly holding: Holding;
  /** From 0 to 4: how much of the meter is filled. */
  readonly level: 0 | 1 | 2 | 3 | 4;
  readonly isRefused: boolean;
  /** Why it is weak: a name of the catalogue. */
  readonly reason: string | undefined;
}

const SCALE: readonly { readonly from: number; readonly unit: number; readonly key: Holding['key'] }[] = [
  { from: 200 * YEAR, unit: 100 * YEAR, key: 'centuries' },
  { from: 2 * YEAR, unit: YEAR, key: 'years' },
  { from: 2 * MONTH, unit: MONTH, key: 'months' },
  { from: 2 * DAY, unit: DAY, key: 'days' },
  { from: 2 * HOUR, unit: HOUR, key: 'hours' },
  { from: 2 * MINUTE, unit: MINUTE, key: 'minutes' },
];

/** How long so many guesses take whoever has copied the disk. */
export function holdingOf(guesses: number): Holding {
  const seconds = guesses / TRIES_A_SECOND;
  const step = SCALE.find(({ from }) => seconds >= from);
  if (step === undefined) return { key: 'moments', count: 1 };
  return { key: step.key, count: rounded(seconds / step.unit) };
}

/** What the meter says of an estimate. */
export function strengthOf(guesses: number, reason: string | undefined): Strength {
  return {
    holding: holdingOf(guesses),
    level: guesses < FEWEST_GUESSES ? 0 : guesses < 1e9 ? 1 : guesses < 1e12 ? 2 : guesses < 1e15 ? 3 : 4,
    isRefused: guesses < FEWEST_GUESSES,
    reason,
  };
}

// An estimate has no more digits than one.
function rounded(count: number): number {
  const most = Math.min(count, 1_000);
  const unit = 10 ** Math.floor(Math.log10(most));
  return Math.floor(most / unit) * unit;
}
