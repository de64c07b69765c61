import { z } from 'zod';
import { DeviceId, SignatureText, UnixSeconds, type ConversationId } from '#contracts';
import { lp, verifySignature } from '#crypto/verify';
import { changeHash, type Change } from './change.js';
import { refuse } from './errors.js';

/** How far after a statement's `at` a consent may expire: 7 days. */
export const CONSENT_SECONDS = 7 * 86_400;

/** A consent as a statement carries it: the place of its change in `changes`, who gave it, until when (protocol 2.3). */
export const Consent = z.strictObject({
  change: z.int().nonnegative(),
  device: DeviceId,
  expiry: UnixSeconds,
  signature: SignatureText,
});
export type Consent = z.infer<typeof Consent>;

/** What a consent says: to which change, in which conversation, until when. */
export type ConsentTerms = {
  readonly networkId: Uint8Array;
  readonly conversation: ConversationId;
  /** Unix seconds. */
  readonly expiry: number;
  readonly change: Change;
};

/** The bytes a consenting device signs: lp("comity/consent/v1", networkId, conversation, expiry, change hash) (protocol 2.3). */
export function consentMessage(terms: ConsentTerms): Uint8Array {
  return lp('comity/consent/v1', terms.networkId, terms.conversation, terms.expiry, changeHash(terms.change));
}

/**
 * Checks one consent by itself; that it is used once, and by whom it may be given, is judged in replay.
 * @param given - `deviceKey` 32 bytes, `signature` 64 bytes, `at` the carrying statement's time: at < expiry <= at + 7 days
 * @throws `consent.expired`, `consent.signature`
 */
export function verifyConsent(
  given: ConsentTerms & { readonly deviceKey: Uint8Array; readonly signature: Uint8Array; readonly at: number },
): void {
  if (given.expiry <= given.at || given.expiry > given.at + CONSENT_SECONDS) refuse('consent.expired');
  if (!verifySignature(given.signature, consentMessage(given), given.deviceKey)) refuse('consent.signature');
}
