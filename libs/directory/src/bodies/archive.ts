import { Bytes32Text, ConversationId, DeviceId } from '#contracts';
import { z } from 'zod';
import { aboutAuthority, distinct } from './fields.js';

/** An X-Wing public key, 1,216 bytes in unpadded base64url. */
export const XWingKey = z.string().regex(/^[A-Za-z0-9_-]{1621}[AQgw]$/);

/**
 * An archive: each epoch's secret will be split among `n` holders, any `k` of whom can bring it back (protocol 4.2).
 * Signed by two administrators or the authority key. A later one holds for later epochs; both can still be opened.
 * Without holders (`k`, `n` and `paper` 0) it ends the archive: later epochs are split among nobody.
 */
export const ArchiveDeclared = z
  .strictObject({
    type: z.literal('archive.declared'),
    ...aboutAuthority,
    k: z.int().min(0).max(16),
    n: z.int().min(0).max(16),
    /** X-Wing keys to which shares are wrapped; the place in the list, from 1, is the share's. */
    holders: distinct(XWingKey, 0, 16),
    /** The holders' Ed25519 keys, in the same order: they sign an opening. */
    signers: distinct(Bytes32Text, 0, 16),
    /** The place, from 1, of the holder whose keys are kept on paper. */
    paper: z.int().min(0).max(16),
  })
  .refine(({ k, n, holders, signers, paper }) => {
    const isEnd = n === 0 && k === 0 && paper === 0;
    return holders.length === n && signers.length === n && (isEnd || (k >= 2 && k <= n && paper >= 1 && paper <= n));
  });
export type ArchiveDeclared = z.infer<typeof ArchiveDeclared>;

/** An opening: notice comes before shares (protocol 4.3). Signed by k holders of the archive. */
export const ArchiveOpened = z.strictObject({
  type: z.literal('archive.opened'),
  ...aboutAuthority,
  /** `H("comity/body/v1", JCS(archive.declared body))`. */
  archive: Bytes32Text,
  /** The conversations that become readable, or all. */
  scope: z.union([z.literal('all'), distinct(ConversationId, 1, 1000)]),
  /** The device of this authority to which the shares are re-wrapped. */
  device: DeviceId,
});
export type ArchiveOpened = z.infer<typeof ArchiveOpened>;
