import { AuthorityId, Bytes32Text, RegionId, UnixSeconds } from '#contracts';
import { parseVerifierKey, type NoteKeyType } from '#tlog';
import { z } from 'zod';

/** `prev`: the base64url hash of the latest body about the same subject, empty in the subject's first statement. */
export const Prev = z.union([z.literal(''), Bytes32Text]);

/** What the body of every statement about the network begins with, beside its `type`. */
export const aboutNetwork = { subject: z.literal('network'), prev: Prev };

/** The same about one authority: its officers and devices stand under it. */
export const aboutAuthority = { subject: AuthorityId, prev: Prev };

/** The same about one regional network. */
export const aboutRegion = { subject: RegionId, prev: Prev };

/** Text of 1 to `most` UTF-16 units. */
export const text = (most: number) => z.string().min(1).max(most);

/** A lower-case word of at most 64 characters: the name of a function, an instrument, a move. */
export const Word = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/);

/** A day, `2026-03-01`. */
export const Day = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/);

const verifierKeyText = (type: NoteKeyType) =>
  z
    .string()
    .max(400)
    .refine((key) => {
      try {
        return parseVerifierKey(key).type === type;
      } catch {
        return false;
      }
    });

/** A log's verifier key as text (c2sp.org/signed-note). */
export const LogKeyText = verifierKeyText('ed25519');

/** A witness's verifier key as text (c2sp.org/tlog-cosignature). */
export const WitnessKeyText = verifierKeyText('cosignature');

/** At least `least` and at most `most` values, none twice. */
export const distinct = <Item extends z.ZodType<string>>(item: Item, least: number, most: number) =>
  z
    .array(item)
    .min(least)
    .max(most)
    .refine((items) => new Set(items).size === items.length);

/** Ed25519 public keys, 1 to 32, of which a threshold signs. */
export const PublicKeys = distinct(Bytes32Text, 1, 32);

/** How many of the keys beside it sign. */
export const Threshold = z.int().min(1).max(32);

/** From when (inclusive) to when (exclusive) something holds, Unix seconds. */
export const Validity = z
  .strictObject({ from: UnixSeconds, until: UnixSeconds })
  .refine(({ from, until }) => from < until);
export type Validity = z.infer<typeof Validity>;

/** A personal field: only its commitment (protocol 1.3), and who is entitled to its value. */
export const PersonalField = z.strictObject({ commitment: Bytes32Text, visible: z.enum(['everyone', 'members']) });
export type PersonalField = z.infer<typeof PersonalField>;

/** A person's name, telephone and e-mail, never in the clear; the key is the commitment's label. */
export const PersonalFields = z.strictObject({
  name: PersonalField.optional(),
  telephone: PersonalField.optional(),
  email: PersonalField.optional(),
});
export type PersonalFields = z.infer<typeof PersonalFields>;

/** An officer as named from outside its authority. */
export const OfficerOf = <Officer extends z.ZodType>(officer: Officer) =>
  z.strictObject({ authority: AuthorityId, officer });
