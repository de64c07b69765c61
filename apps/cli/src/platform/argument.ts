import { AuthorityId, DeviceId, mediaTypes, OfficerId, RegionId } from '#contracts';
import { canonicalJson } from '#crypto';
import { isDay } from '#pages';
import { CodedError, utf8 } from '#primitives';
import { HistoryRule } from '#roster';
import { InvalidArgumentError } from 'commander';
import type { z } from 'zod';

/** Canonical JSON bytes of a text that certainly fit a message, beside what every message carries (protocol 3.6). */
const TEXT_BYTES = 60_000;

/** Reads a whole number of an option, within bounds; for commander. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= least && value <= most)) {
      throw new InvalidArgumentError(`It is a whole number from ${least} to ${most}.`);
    }
    return value;
  };
}

/** Reads the origin of a relay: scheme, host and port; for commander. */
export function relayOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search + url.hash !== '') {
    throw new InvalidArgumentError('It is a scheme, host and port, such as https://relay.example:7420.');
  }
  if (url.username !== '' || url.password !== '') throw new InvalidArgumentError('It holds no name and no password.');
  return url.origin;
}

/** Reads a day of the calendar, such as 2026-03-01; for commander. */
export function calendarDay(text: string): string {
  if (!isDay(text)) throw new InvalidArgumentError('It is a day such as 2026-03-01.');
  return text;
}

/** Reads `on` or `off`; for commander. */
export function onOrOff(text: string): boolean {
  if (text !== 'on' && text !== 'off') throw new InvalidArgumentError('It is on or off.');
  return text === 'on';
}

/** Reads the name of a move, or nothing; for commander. */
export function settingWord(text: string): string {
  if (text !== '' && !/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(text))
    throw new InvalidArgumentError('It is lower-case letters, digits and hyphens.');
  return text;
}

/** Reads the ending of file names whose type is known, or `usual`, or nothing; for commander. */
export function fileEnding(text: string): string {
  const ending = text.toLowerCase().replace(/^\./, '');
  if (ending !== '' && ending !== 'usual' && !Object.hasOwn(mediaTypes, ending))
    throw new InvalidArgumentError(`It is one of ${Object.keys(mediaTypes).join(', ')}.`);
  return ending;
}

const formOf =
  <Schema extends z.ZodType>(schema: Schema, form: string) =>
  (text: string): z.output<Schema> => {
    const parsed = schema.safeParse(text);
    if (!parsed.success) throw new InvalidArgumentError(`It is ${form}.`);
    return parsed.data;
  };

/** Reads an authority's id; for commander. */
export const authorityId = formOf(AuthorityId, '"authority:" and lower-case letters, digits and hyphens');

/** Reads a device's id; for commander. */
export const deviceId = formOf(DeviceId, 'the id of a device, such as "comity device list" shows');

/** Reads an officer's id; for commander. */
export const officerId = formOf(OfficerId, 'the id of an officer, such as "comity directory show" shows');

/** Reads a regional network's id; for commander. */
export const regionId = formOf(RegionId, '"region:" and lower-case letters, digits and hyphens');

/** An officer, with the authority they are of. */
export interface OfficerOfAuthority {
  readonly authority: AuthorityId;
  readonly officer: OfficerId;
}

/** Reads an officer with their authority, such as `authority:marenia-justice/officer-1f00aa11bb22cc33`; for commander. */
export function officerOf(text: string): OfficerOfAuthority {
  const [authority = '', officer = '', ...more] = text.split('/');
  if (more.length > 0) throw new InvalidArgumentError('It is the id of an authority, "/", and the id of an officer.');
  return { authority: authorityId(authority), officer: officerId(officer) };
}

/** Reads what joiners may be given of the past; for commander. */
export const historyRule = formOf(HistoryRule, 'from-joining, all, or days: and a number');

/** Reads the days after which messages are to be deleted, 0 for never; for commander. */
export const retentionDays = wholeNumber(0, 36_500);

/** A text as it may be sent. @throws `usage.invalid` when it is empty, or too long for one message */
export function messageText(text: string): string {
  if (text.trim() === '') throw new CodedError('usage.invalid', 'there is no text: write it after the conversation');
  if (/\p{Cs}/u.test(text)) throw new CodedError('usage.invalid', 'the text is not valid Unicode: write it again');
  const { length } = utf8(canonicalJson(text));
  if (length > TEXT_BYTES) {
    throw new CodedError(
      'usage.invalid',
      `the text takes ${length} bytes and a message holds ${TEXT_BYTES}: send it in parts`,
    );
  }
  return text;
}
