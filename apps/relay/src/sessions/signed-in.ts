import type { DeviceId } from '#contracts';

/** A session that was good when it was read; {@link SessionRegistry.check} says whether it still is. */
export interface SignedIn {
  /** base64url of the token's hash: names the session, opens nothing. */
  readonly session: string;
  readonly device: DeviceId;
  /** Unix seconds by the relay's clock. */
  readonly expiry: number;
}
