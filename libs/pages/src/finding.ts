import type { OfficeHours } from './authority.js';
import { officeState } from './office-hours.js';

/** What authorities are looked for by; what is empty is not asked. */
export interface Wanted {
  readonly words: string;
  readonly state: string;
  /** All of them. */
  readonly functions: readonly string[];
  readonly instrument: string;
  readonly language: string;
  readonly channel: string;
  /** Id of a regional network. */
  readonly network: string;
  readonly openNow: boolean;
}

/** What an authority is found by. */
export interface Findable {
  readonly state: string;
  readonly functions: readonly string[];
  readonly instruments: readonly string[];
  readonly languages: readonly string[];
  readonly channels: readonly string[];
  /** Ids of the regional networks that it is in. */
  readonly networks: readonly string[];
  readonly hours: OfficeHours | undefined;
}

/**
 * Whether an authority is among those that are wanted.
 * @param texts - what its words may stand in
 * @param at - Unix seconds
 */
export function isWanted(one: Findable, texts: readonly string[], wanted: Wanted, at: number): boolean {
  return (
    (wanted.state === '' || one.state === wanted.state) &&
    wanted.functions.every((code) => one.functions.includes(code)) &&
    (wanted.instrument === '' || one.instruments.includes(wanted.instrument)) &&
    (wanted.language === '' || one.languages.includes(wanted.language)) &&
    (wanted.channel === '' || one.channels.includes(wanted.channel)) &&
    (wanted.network === '' || one.networks.includes(wanted.network)) &&
    (!wanted.openNow || isOpen(one.hours, at)) &&
    holdsAll(texts, wordsOf(wanted.words))
  );
}

/** Words to look for, in any script, without accents and capitals. */
export function wordsOf(text: string): string[] {
  return folded(text)
    .split(/\s+/u)
    .filter((word) => word !== '');
}

/** Whether the texts together hold every word. */
export function holdsAll(texts: readonly string[], wanted: readonly string[]): boolean {
  if (wanted.length === 0) return true;
  const whole = folded(texts.join('\n'));
  return wanted.every((word) => whole.includes(word));
}

function isOpen(hours: OfficeHours | undefined, at: number): boolean {
  if (hours === undefined) return false;
  const { is } = officeState(hours, at);
  return is === 'open' || is === 'closing';
}

function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}
