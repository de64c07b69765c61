import { z } from 'zod';
import { AuthorityId, Bytes32Text, DeviceId, UnixSeconds } from './ids.js';
import { limits } from './limits.js';
import { isStorable } from './text.js';

/** `POST /v1/look-up/tokens`: an administrator makes a token with which a program of the authority looks authorities up, and nothing else. */
export const LookUpTokenRequest = z.strictObject({
  /** What the program is called, for the list of tokens. */
  name: z.string().min(1).max(100).refine(isStorable),
  days: z.int().min(1).max(limits.lookUpTokenDays),
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
  by: DeviceId,
  at: UnixSeconds,
  until: UnixSeconds,
});
export type LookUpToken = z.infer<typeof LookUpToken>;

/** `GET /v1/look-up/tokens`: those of one's own authority, oldest first. `DELETE /v1/look-up/tokens/:id` ends one. */
export const LookUpTokens = z.strictObject({ tokens: z.array(LookUpToken).max(limits.lookUpTokens) });
/** As its schema parses it. */
export type LookUpTokens = z.infer<typeof LookUpTokens>;
