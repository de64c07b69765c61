import { Bytes32Text, DeviceId, OfficerId, UnixSeconds } from '#contracts';
import { z } from 'zod';
import { aboutAuthority } from './fields.js';

/** What a device runs, in its own words. */
export const DeviceKind = z.enum(['cli', 'desktop', 'web']);
export type DeviceKind = z.infer<typeof DeviceKind>;

/**
 * A device of an officer. Signed by the device itself and: the officer's first ever, by an administrator; a later one,
 * by a live device of the officer, or, where none lives, by two administrators or the authority key.
 */
export const DeviceEnrolled = z.strictObject({
  type: z.literal('device.enrolled'),
  ...aboutAuthority,
  officer: OfficerId,
  device: DeviceId,
  kind: DeviceKind,
  /** Ed25519 public key. */
  signature: Bytes32Text,
  /** X25519 public key. */
  recognition: Bytes32Text,
  /** When it stops being live, Unix seconds. */
  expiry: UnixSeconds,
});
export type DeviceEnrolled = z.infer<typeof DeviceEnrolled>;

/** Final; `prev` may be empty. Signed by the officer or an administrator. */
export const DeviceRevoked = z.strictObject({ type: z.literal('device.revoked'), ...aboutAuthority, device: DeviceId });
export type DeviceRevoked = z.infer<typeof DeviceRevoked>;
