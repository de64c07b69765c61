import { ApplicationId } from '#contracts';
import { applicationSecrets, type ApplicationSecrets } from '#crypto';
import { compareBytes, equalBytes, fromBase64url, fromHex, toBase64url } from '#primitives';
import { refuse } from './errors.js';

const LINK = /^(https?:\/\/[^/?#]+)\/apply#([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{43})$/;
// Crockford's: without letters that are taken for digits.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Characters of a reference, five bits each. */
const CHARACTERS = 12;
const ID_BITS = 256;

/** What a private link says: where, in which network, and the secret that is the application. */
export interface ApplicationLink {
  /** Scheme, host and port of the relay. */
  readonly relay: string;
  readonly networkId: Uint8Array;
  /** 32 bytes: whoever has them reads, answers and withdraws the application. */
  readonly secret: Uint8Array;
}

/** The private link; its fragment never reaches the relay. */
export function applicationLink({ relay, networkId, secret }: ApplicationLink): string {
  return `${relay}/apply#${toBase64url(networkId)}.${toBase64url(secret)}`;
}

/** A private link taken apart; spaces and line ends in it, which e-mail puts there, are passed over. @throws `application.link` */
export function parseApplicationLink(text: string): ApplicationLink {
  const [, relay, network, secret] = LINK.exec(text.replaceAll(/\s+/g, '')) ?? [];
  if (relay === undefined || network === undefined || secret === undefined) return notOne();
  try {
    return { relay, networkId: fromBase64url(network), secret: fromBase64url(secret) };
  } catch (error) {
    return notOne(error);
  }
}

/** What the link's secret comes to. @throws `network.other` where the link is of another network */
export function linkSecrets({ networkId, secret }: ApplicationLink, network: Uint8Array): ApplicationSecrets {
  if (!equalBytes(networkId, network)) refuse('network.other', 'the link is of another network than this relay serves');
  return applicationSecrets({ networkId, secret });
}

/** The name of an application as it is read out and written in letters: sixty bits of its id. */
export function applicationReference(id: string): string {
  let bits = 0n;
  for (const byte of fromBase64url(id).subarray(0, 8)) bits = (bits << 8n) | BigInt(byte);
  const characters = Array.from({ length: CHARACTERS }, (_, place) => {
    const five = (bits >> (64n - 5n * BigInt(place + 1))) & 31n;
    return ALPHABET[Number(five)] ?? '';
  });
  return characters.join('').replaceAll(/(.{4})(?=.)/g, '$1-');
}

/** The ids of which one is meant, from the first to the last of them. */
export interface ApplicationIds {
  readonly from: ApplicationId;
  readonly to: ApplicationId;
}

/** The ids whose reference begins so, as people type it; undefined where none does. */
export function idsOfReference(beginning: string): ApplicationIds | undefined {
  const fives = Array.from(beginning.toUpperCase().replaceAll('-', ''), (character) => ALPHABET.indexOf(character));
  if (fives.length === 0 || fives.length > CHARACTERS || fives.includes(-1)) return undefined;
  const bits = fives.map((five) => five.toString(2).padStart(5, '0')).join('');
  return { from: idOf(bits.padEnd(ID_BITS, '0')), to: idOf(bits.padEnd(ID_BITS, '1')) };
}

/** Whether an id is one of these. */
export function isAmong(id: ApplicationId, { from, to }: ApplicationIds): boolean {
  const bytes = fromBase64url(id);
  return compareBytes(fromBase64url(from), bytes) <= 0 && compareBytes(bytes, fromBase64url(to)) <= 0;
}

function idOf(bits: string): ApplicationId {
  const hex = BigInt(`0b${bits}`).toString(16);
  return ApplicationId.parse(toBase64url(fromHex(hex.padStart(ID_BITS / 4, '0'))));
}

function notOne(cause?: unknown): never {
  return refuse('application.link', 'this is not the private link of an application', cause);
}
