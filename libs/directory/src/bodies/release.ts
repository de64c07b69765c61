import { Bytes32Text } from '#contracts';
import { z } from 'zod';
import { aboutNetwork, text } from './fields.js';

/** A release of the software: what was built, by hash. Signed by k release keys. A version is published once. */
export const ReleasePublished = z.strictObject({
  type: z.literal('release.published'),
  ...aboutNetwork,
  /** Semantic version, `1.2.3` or `1.2.3-rc.1`. */
  version: z.string().regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}(?:-[0-9a-z.-]{1,32})?$/),
  artefacts: z
    .array(z.strictObject({ name: text(200), /** Of the artefact's bytes, base64url. */ sha256: Bytes32Text }))
    .min(1)
    .max(256),
});
export type ReleasePublished = z.infer<typeof ReleasePublished>;
