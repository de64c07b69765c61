import { canonicalBytes } from './canonical-json.js';
import { H } from './hash.js';
import { toWords, typedWords } from './words.js';

const WORDS = 6;

/**
 * The six words of an enrolment (protocol 1.4): what the new device shows and the administrator types. EFF long list in
 * dice order, most significant word first.
 * @param input.enrolment - the body of `device.enrolled`
 * @throws what {@link canonicalBytes} refuses with
 */
export function deviceCode({ networkId, enrolment }: { networkId: Uint8Array; enrolment: unknown }): string[] {
  return toWords(H('comity/device-code/v1', networkId, canonicalBytes(enrolment)), WORDS);
}

/**
 * Whether what was typed is the device's code. Case and the space between words do not count; everything else does.
 * Never of a body of another type: whoever types the words signs the body, and means to enrol a device.
 */
export function isDeviceCode({
  typed,
  networkId,
  enrolment,
}: {
  typed: string;
  networkId: Uint8Array;
  enrolment: unknown;
}): boolean {
  if ((enrolment as { readonly type?: unknown } | null)?.type !== 'device.enrolled') return false;
  return typedWords(typed).join(' ') === deviceCode({ networkId, enrolment }).join(' ');
}
