import { z } from 'zod';
import { AuthorityId, Bytes32Text, DeviceId, UnixSeconds } from './ids.js';
import { limits } from './limits.js';
import { isStorable } from './text.js';

/**
 * What a token reads: `directory`, with which a program looks authorities up; `record`, with which an auditor of the authority
 * reads the audit log, and of it what is opened to the authority's administrators but for conversations.
 */
export const TokenScope = z.enum(['directory', 'record']);
/** One of them. */
export type TokenScope = z.infer<typeof TokenScope>;

/** `POST /v1/look-up/tokens`: an administrator makes a token that reads one thing, and does nothing else. */
export const LookUpTokenRequest = z.strictObject({
  /** What the program is called, or the auditor, for the list of tokens. */
  name: z.string().min(1).max(100).refine(isStorable),
  days: z.int().min(1).max(limits.lookUpTokenDays),
  /** `directory` unless said otherwise. */
  reads: TokenScope.optional(),
});
export type LookUpTokenRequest = z.infer<typeof LookUpTokenRequest>;

/** The answer: the token is told this once, and kept as its hash alone. */
export const LookUpTokenMade = z.strictObject({ id: Bytes32Text, token: Bytes32Text, until: UnixSeconds });
/** As its schema parses it. */
export type LookUpTokenMade = z.infer<typeof LookUpTokenMade>;

/** A token as the list has it. */
export const LookUpToken = z.strictObject({
  id: Bytes32Text,
  authority: AuthorityId,
  name: z.string().max(100),
  reads: TokenScope,
  by: DeviceId,
  at: UnixSeconds,
  until: UnixSeconds,
  /** When it was used last, within an hour; absent where it never was. */
  usedAt: UnixSeconds.optional(),
});
export type LookUpToken = z.infer<typeof LookUpToken>;

/** `GET /v1/look-up/tokens`: those of one's own authority, oldest first. `DELETE /v1/look-up/tokens/:id` ends one. */
export const LookUpTokens = z.strictObject({ tokens: z.array(LookUpToken).max(limits.lookUpTokens) });
/** As its schema parses it. */
export type LookUpTokens = z.infer<typeof LookUpTokens>;
