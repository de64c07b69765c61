import { newRecognitionKey, newSignatureKey, randomBytes, type SignatureKeyPair } from '#crypto';
import { toBase64url, toHex } from '#primitives';
import { concurrently } from './concurrently.js';
import type { BenchNetwork } from './network.js';

/** A device whose enrolment is logged. */
export interface EnrolledDevice {
  readonly id: string;
  readonly authority: string;
  readonly key: SignatureKeyPair;
}

/** What {@link enrol} made. */
export interface Enrolled {
  readonly devices: readonly EnrolledDevice[];
  /** A regional network whose coordinators are the officers of all devices, so that each may open a forum. */
  readonly region: string;
}

/** The most coordinators of a regional network: each authority here has one officer, and each officer is one. */
const MOST_AUTHORITIES = 32;
const YEAR = 365 * 86_400;

/** Notifies authorities and enrols devices, one officer an authority: neighbours belong to different authorities. */
export async function enrol(network: BenchNetwork, count: number): Promise<Enrolled> {
  const run = toHex(randomBytes(5));
  const { at } = await network.checkpoint();
  const numbers = Array.from({ length: Math.min(MOST_AUTHORITIES, count) }, (_, number) => number);
  const region = `region:bench-${run}`;
  const authorities = numbers.map((number) => `authority:bench-${run}-${number}`);
  const officers = numbers.map((number) => `officer-${run}-${number}`);
  const devices: EnrolledDevice[] = [];

  await concurrently(numbers, numbers.length, async (number) => {
    const subject = authorities[number] ?? '';
    const officer = officers[number] ?? '';
    const authorityKey = newSignatureKey();
    let prev = await network.state(notified(subject, authorityKey), '', [network.root]);
    const validity = { from: at - 1, until: at + YEAR };
    const appointed = { type: 'officer.appointed', subject, officer, roles: ['officer'], validity, fields: {} };
    prev = await network.state(appointed, prev, [authorityKey]);
    let approver = authorityKey;
    for (let place = number; place < count; place += numbers.length) {
      const id = `device-${run}-${String(place).padStart(5, '0')}`;
      const key = newSignatureKey();
      const signature = toBase64url(key.publicKey);
      const recognition = toBase64url(newRecognitionKey().publicKey);
      const body = { type: 'device.enrolled', subject, officer, device: id, kind: 'cli', signature, recognition, expiry: at + YEAR };
      prev = await network.state(body, prev, [key, approver]);
      // The officer's first device is approved by the authority, the later ones by the first.
      if (approver === authorityKey) approver = key;
      devices[place] = { id, authority: subject, key };
    }
  });
  const coordinators = numbers.map((number) => ({ authority: authorities[number] ?? '', officer: officers[number] ?? '' }));
  await network.state({ type: 'network.formed', subject: region, name: 'Bench', coordinators }, '', [network.root]);
  return { devices, region };
}

function notified(subject: string, key: SignatureKeyPair) {
  return {
    type: 'authority.notified',
    subject,
    state: subject.slice('authority:'.length),
    name: subject,
    functions: ['mutual-legal-assistance'],
    instruments: ['untoc'],
    reference: 'bench',
    date: '2026-01-01',
    keys: [toBase64url(key.publicKey)],
    threshold: 1,
  };
}
