import { MediaType } from '#contracts';
import { z } from 'zod';
import { Day, PublicKeys, Threshold, Word, aboutAuthority, distinct, text } from './fields.js';

const reference = {
  /** Reference of the note or decision, as written on it. */
  reference: text(200),
  /** The day it bears. */
  date: Day,
};
const keys = { /** The authority keys, kept offline. */ keys: PublicKeys, threshold: Threshold };
const reachable = (body: { keys: string[]; threshold: number }): boolean => body.threshold <= body.keys.length;

/** A State (or regional organization) notified this central authority; a later one amends it whole. Signed by k roots. */
export const AuthorityNotified = z
  .strictObject({
    type: z.literal('authority.notified'),
    ...aboutAuthority,
    /** Code of the State or regional organization; never changes. */
    state: text(64),
    name: text(200),
    functions: distinct(Word, 1, 32),
    instruments: distinct(Word, 1, 32),
    ...reference,
    ...keys,
  })
  .refine(reachable);
export type AuthorityNotified = z.infer<typeof AuthorityNotified>;

/** Nothing of the authority is live until it is reinstated. Signed by k roots. */
export const AuthoritySuspended = z.strictObject({
  type: z.literal('authority.suspended'),
  ...aboutAuthority,
  ...reference,
});
export type AuthoritySuspended = z.infer<typeof AuthoritySuspended>;

/** Ends a suspension. Signed by k roots. */
export const AuthorityReinstated = z.strictObject({
  type: z.literal('authority.reinstated'),
  ...aboutAuthority,
  ...reference,
});
export type AuthorityReinstated = z.infer<typeof AuthorityReinstated>;

/** On the State's own notification; final, the id never returns. Signed by k roots. */
export const AuthorityWithdrawn = z.strictObject({
  type: z.literal('authority.withdrawn'),
  ...aboutAuthority,
  ...reference,
});
export type AuthorityWithdrawn = z.infer<typeof AuthorityWithdrawn>;

/** A compromised key: nothing of the authority is live until it is lifted. Signed by k roots. */
export const AuthorityFrozen = z.strictObject({ type: z.literal('authority.frozen'), ...aboutAuthority, ...reference });
export type AuthorityFrozen = z.infer<typeof AuthorityFrozen>;

/** Lifts a freeze. Signed by k roots, or by the authority key. */
export const AuthorityUnfrozen = z.strictObject({
  type: z.literal('authority.unfrozen'),
  ...aboutAuthority,
  ...reference,
});
export type AuthorityUnfrozen = z.infer<typeof AuthorityUnfrozen>;

/** New authority keys and threshold, whole. Signed by the old authority key, or by k roots. */
export const AuthorityKeyRotated = z
  .strictObject({ type: z.literal('authority.key-rotated'), ...aboutAuthority, ...keys })
  .refine(reachable);
export type AuthorityKeyRotated = z.infer<typeof AuthorityKeyRotated>;

/** The authority's rules for its own officers, whole. Signed by an administrator. */
export const AuthoritySettings = z.strictObject({
  type: z.literal('authority.settings'),
  ...aboutAuthority,
  /** Seconds without a touch after which a client locks. */
  idleLock: z
    .int()
    .min(30)
    .max(24 * 3600),
  /** Whether clients send read markers. */
  readMarkers: z.boolean(),
  /** The moves that leave only after a second officer's clearance. */
  clearance: distinct(Word, 0, 64),
  /** The highest marking that may be written here, in the authority's own word; empty: no limit. */
  highestMarking: z.string().max(64),
  /** Whether devices of kind `web` may be enrolled and are live. */
  webAllowed: z.boolean(),
  /** The media types of files that its officers may attach and open; absent: the usual ones. */
  attachmentTypes: distinct(MediaType, 0, 64).optional(),
});
export type AuthoritySettings = z.infer<typeof AuthoritySettings>;
