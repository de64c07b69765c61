import {
  newRecognitionKey,
  newSignatureKey,
  randomBytes,
  type RecognitionKeyPair,
  type SignatureKeyPair,
} from '#crypto';
import { toBase64url, toHex } from '#primitives';
import { concurrently } from './concurrently.js';
import type { Notary } from './notary.js';

/** A device whose enrolment is logged. */
export interface EnrolledDevice {
  readonly id: string;
  readonly authority: string;
  readonly officer: string;
  readonly key: SignatureKeyPair;
  readonly recognition: RecognitionKeyPair;
}

/** What {@link enrol} made. */
export interface Enrolled {
  readonly devices: readonly EnrolledDevice[];
  /** A regional network whose coordinators are the first officer of each authority, so that they may open a forum. */
  readonly region: string;
}

/** The most coordinators of a regional network: each authority here has one officer, and each officer is one. */
const MOST_AUTHORITIES = 32;
const YEAR = 365 * 86_400;

/** How devices are spread. */
export interface Spread {
  /** How many authorities, at most 32; as many as there can be when absent. */
  readonly authorities?: number;
  /** How many devices an officer has; all of its authority's when absent. */
  readonly perOfficer?: number;
}

/** Notifies authorities, appoints officers and enrols devices: neighbours belong to different authorities. */
export async function enrol(network: Notary, count: number, spread: Spread = {}): Promise<Enrolled> {
  const { authorities: most = MOST_AUTHORITIES, perOfficer = count } = spread;
  const run = toHex(randomBytes(5));
  const { at } = await network.checkpoint();
  const numbers = Array.from({ length: Math.min(most, MOST_AUTHORITIES, count) }, (_, number) => number);
  const devices: EnrolledDevice[] = [];

  await concurrently(numbers, numbers.length, async (number) => {
    const subject = `authority:bench-${run}-${number}`;
    const authorityKey = newSignatureKey();
    let prev = await network.state(notified(subject, authorityKey), '', [network.root]);
    let [officer, approver, held] = ['', authorityKey, perOfficer];
    for (let place = number; place < count; place += numbers.length) {
      if (held === perOfficer) {
        [officer, approver, held] = [`officer-${run}-${place}`, authorityKey, 0];
        const validity = { from: at - 1, until: at + YEAR };
        const appointed = { type: 'officer.appointed', subject, officer, roles: ['officer'], validity, fields: {} };
        prev = await network.state(appointed, prev, [authorityKey]);
      }
      const id = `device-${run}-${String(place).padStart(5, '0')}`;
      const [key, recognition] = [newSignatureKey(), newRecognitionKey()];
      const keys = { signature: toBase64url(key.publicKey), recognition: toBase64url(recognition.publicKey) };
      const body = { type: 'device.enrolled', subject, officer, device: id, kind: 'cli', ...keys, expiry: at + YEAR };
      prev = await network.state(body, prev, [key, approver]);
      // The officer's first device is approved by the authority, the later ones by the first.
      if (held++ === 0) approver = key;
      devices[place] = { id, authority: subject, officer, key, recognition };
    }
  });
  const region = `region:bench-${run}`;
  const coordinators = devices.slice(0, numbers.length).map(({ authority, officer }) => ({ authority, officer }));
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
