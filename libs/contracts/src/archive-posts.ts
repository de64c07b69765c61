import { z } from 'zod';
import { Bytes32Text } from './ids.js';

/** A share wrapped to its holder, 1,225 bytes in unpadded base64url. */
const ShareWrap = z.string().regex(/^[A-Za-z0-9_-]{1633}[AQgw]$/);

/** What an `archive` frame holds, canonical JSON: an epoch's shares in the order of their holders (protocol 4.2). */
export const PostedShares = z.strictObject({
  /** `H("comity/body/v1", JCS(archive.declared body))`. */
  archive: Bytes32Text,
  shares: z
    .array(z.strictObject({ commitment: Bytes32Text, wrap: ShareWrap }))
    .min(2)
    .max(16),
});
export type PostedShares = z.infer<typeof PostedShares>;
