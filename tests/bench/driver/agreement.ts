import { setTimeout as sleep } from 'node:timers/promises';
import { type AgreementKeys, limits } from '#contracts';
import { AGREEMENT_KEY_LIFE, agreementMessage, newAgreementKey, sign } from '#crypto';
import { toBase64url } from '#primitives';
import type { EnrolledDevice } from './enrolment.js';
import type { Http } from './http.js';

const SERVED_WITHIN = 60_000;

/** The number of every key published here: a device's first. */
export const FIRST_NUMBER = 1;

/**
 * Publishes a device's first agreement key (protocol 2.5) and returns its public half. The private half is dropped:
 * these devices never open what is sealed to them.
 */
export async function publishKey(
  http: Http,
  { device, networkId, at, token }: { device: EnrolledDevice; networkId: Uint8Array; at: number; token: string },
): Promise<Uint8Array> {
  const { publicKey } = newAgreementKey();
  const place = { device: device.id, number: FIRST_NUMBER, from: at, until: at + AGREEMENT_KEY_LIFE };
  const message = agreementMessage({ ...place, networkId, key: publicKey });
  const signature = toBase64url(sign({ privateKey: device.key.privateKey, message }));
  await http.post('/v1/agreement-keys', { ...place, key: toBase64url(publicKey), signature }, token);
  return publicKey;
}

/** Settles once the relay serves the keys of all devices: each stands in a cosigned map. */
export async function untilServed(http: Http, devices: readonly string[], token: string): Promise<void> {
  const deadline = performance.now() + SERVED_WITHIN;
  for (let from = 0; from < devices.length; from += limits.agreementKeyQuery) {
    const asked = devices.slice(from, from + limits.agreementKeyQuery);
    for (;;) {
      const { keys } = await http.post<AgreementKeys>('/v1/agreement-keys/query', { devices: asked }, token);
      if (keys.length === asked.length) break;
      if (performance.now() > deadline)
        throw new Error(`the relay serves ${keys.length} of ${asked.length} agreement keys`);
      await sleep(100);
    }
  }
}
