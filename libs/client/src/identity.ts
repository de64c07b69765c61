import { newRecognitionKey, newSignatureKey } from '#crypto';
import {
  DeviceId,
  type AuthorityId as Authority,
  type DeviceId as Device,
  OfficerId,
  type OfficerId as Officer,
} from '#contracts';
import { networkIdOf, parseStatement } from '#directory';
import { fromBase64url, toBase64url, toHex } from '#primitives';
import { randomBytes } from '#crypto/verify';
import { z } from 'zod';
import { refuse } from './errors.js';
import { Invitation } from './invitation.js';
import type { Store, StoreWrite } from './store.js';

/** The kinds of a device; `web` signs alone where two signatures are asked only beside another kind (protocol 1.1). */
export type DeviceKind = 'cli' | 'desktop' | 'web';

/** Who this store belongs to. Private keys leave it for signing only. */
export interface Identity {
  readonly invitation: Invitation;
  readonly networkId: Uint8Array;
  readonly authority: Authority;
  readonly officer: Officer;
  readonly device: Device;
  readonly kind: DeviceKind;
  /** Unix seconds. */
  readonly expiry: number;
  /** Ed25519. */
  readonly signatureKey: { readonly publicKey: Uint8Array; readonly privateKey: Uint8Array };
  /** X25519. */
  readonly recognitionKey: { readonly publicKey: Uint8Array; readonly privateKey: Uint8Array };
}

const StoredIdentity = z.strictObject({
  invitation: Invitation,
  device: DeviceId,
  kind: z.enum(['cli', 'desktop', 'web']),
  expiry: z.int(),
  signatureSeed: z.string(),
  recognitionKey: z.string(),
});

const IDENTITY = 'identity';

/** The id of whoever is to be appointed, or sponsored: random, and used once. */
export function newOfficerId(as: 'officer' | 'expert' = 'officer'): OfficerId {
  return OfficerId.parse(`${as}-${toHex(randomBytes(8))}`);
}

/** A fresh identity for an invitation: its keys are made here and its id is used once. */
export function newIdentity(
  invitation: Invitation,
  kind: DeviceKind,
  expiry: number,
): { identity: Identity; writes: StoreWrite[] } {
  const signatureSeed = randomBytes(32);
  const recognitionKey = newRecognitionKey();
  const stored: z.infer<typeof StoredIdentity> = {
    invitation,
    device: DeviceId.parse(`device-${toHex(randomBytes(12))}`),
    kind,
    expiry,
    signatureSeed: toBase64url(signatureSeed),
    recognitionKey: toBase64url(recognitionKey.privateKey),
  };
  return { identity: identityOf(stored), writes: [{ key: IDENTITY, value: stored }] };
}

/** The identity of a store. @throws `identity.absent` */
export async function loadIdentity(store: Store): Promise<Identity> {
  const stored = await store.get<unknown>(IDENTITY);
  if (stored === undefined) return refuse('identity.absent', 'this device has not been set up');
  return identityOf(StoredIdentity.parse(stored));
}

function identityOf(stored: z.infer<typeof StoredIdentity>): Identity {
  const { invitation, device, kind, expiry } = stored;
  return {
    invitation,
    networkId: networkIdOf(parseStatement(invitation.founding).body),
    authority: invitation.authority,
    officer: invitation.officer,
    device,
    kind,
    expiry,
    signatureKey: newSignatureKey(fromBase64url(stored.signatureSeed)),
    recognitionKey: newRecognitionKey(fromBase64url(stored.recognitionKey)),
  };
}
