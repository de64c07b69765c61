import { z } from 'zod';
import { DeviceId, SignatureText, UnixSeconds } from './ids.js';
import { limits } from './limits.js';

/** An X-Wing public key (1,216 bytes, base64url) signed by its device (protocol 2.5). */
export const AgreementKey = z.strictObject({
  device: DeviceId,
  number: z.int().positive(),
  from: UnixSeconds,
  until: UnixSeconds,
  key: z.string().length(1622),
  signature: SignatureText,
});
export type AgreementKey = z.infer<typeof AgreementKey>;

/** `POST /v1/agreement-keys/query`: the newest logged key of each device; a device without one is left out (dormant). */
export const AgreementKeyQuery = z.strictObject({ devices: z.array(DeviceId).min(1).max(limits.agreementKeyQuery) });
/** The answer: the keys that are there, in no order. From the relay: each is checked before anything is sealed to it. */
export const AgreementKeys = z.strictObject({ keys: z.array(AgreementKey).max(limits.agreementKeyQuery) });
/** As {@link AgreementKeys} parses it. */
export type AgreementKeys = z.infer<typeof AgreementKeys>;
