import type { AgreementKey, DeviceId } from '#contracts';
import { sha256, verifyAgreementKey } from '#crypto/verify';
import type { DirectoryView } from '#directory';
import { codeOf, equalBytes, fromBase64url, toBase64url } from '#primitives';
import { agreementValue } from '#tlog';
import type { AgreementPins } from './agreement-pins.js';
import type { Finding } from './notices.js';
import { StoreBatch } from './store-batch.js';
import { newestCheckpoint, type Surroundings } from './surroundings.js';

/** Proofs of the map asked for at the same time. */
const AT_ONCE = 8;
/** A device that publishes keys one after the other is asked about again so often. */
const MOST_ASKED = 10;

/** A key that may be sealed to. */
export interface SealingKey {
  readonly number: number;
  /** X-Wing, 1,216 bytes. */
  readonly publicKey: Uint8Array;
  /** When the key began, cosignature time. */
  readonly from: number;
}

/** What keys are checked with: also by whoever has no device, and so no identity of its own. */
export type KeySurroundings = Pick<Surroundings, 'checks' | 'record' | 'store'> & {
  readonly directory: Pick<Surroundings['directory'], 'latest' | 'checkpoint'>;
  readonly relay: Pick<Surroundings['relay'], 'keys'>;
  readonly self: Pick<Surroundings['self'], 'networkId'>;
  readonly notices: Pick<Surroundings['notices'], 'prepare'>;
};

/**
 * The keys to seal to, by device; a device that is absent is dormant (protocol 2.5). Each key is signed by its device,
 * in its time, no lower than any number met before, and stands in the newest map. One that the relay served and that
 * fails is shown, and its device passed over.
 */
export async function sealingKeys(
  surroundings: KeySurroundings,
  pins: AgreementPins,
  devices: readonly DeviceId[],
): Promise<Map<DeviceId, SealingKey>> {
  const { relay, notices, directory } = surroundings;
  const view = directory.latest;
  const served = new Map((devices.length === 0 ? [] : await relay.keys(devices)).map((key) => [key.device, key]));
  const found = new Map<DeviceId, SealingKey>();
  const findings: Finding[] = [];
  const batch = new StoreBatch(surroundings.store);
  const queue = [...devices];
  const worker = async (): Promise<void> => {
    for (let device = queue.shift(); device !== undefined; device = queue.shift()) {
      let key = served.get(device);
      let finding = await faultOf(surroundings, pins, view, device, key);
      for (let asked = 0; asked < MOST_ASKED && isBehindMap(finding); asked++) {
        // Its owner may have published one between the relay's answer and the map's, and another since.
        const [newer] = await relay.keys([device]);
        if (newer?.device !== device || newer.number <= (key?.number ?? 0)) break;
        key = newer;
        finding = await faultOf(surroundings, pins, view, device, newer);
      }
      if (finding !== undefined) findings.push(finding);
      else if (key !== undefined && !isOver(surroundings, key)) {
        const publicKey = fromBase64url(key.key);
        found.set(device, { number: key.number, publicKey, from: key.from });
        pins.meet(batch, device, { number: key.number, hash: toBase64url(sha256(publicKey)), until: key.until });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const { writes, told } = notices.prepare(findings);
  await batch.write(writes);
  told();
  return found;
}

function isBehindMap(finding: Finding | undefined): boolean {
  return finding?.code === 'key.not-logged' || finding?.code === 'key.withheld';
}

async function faultOf(
  surroundings: KeySurroundings,
  pins: AgreementPins,
  view: DirectoryView,
  device: DeviceId,
  key: AgreementKey | undefined,
): Promise<Finding | undefined> {
  const { checks } = surroundings;
  if (key === undefined) return withheld(surroundings, pins, device);
  const finding = (code: Finding['code'], detail: string): Finding => ({
    code,
    device: key.device,
    detail,
    evidence: {
      device: key.device,
      number: key.number,
      from: key.from,
      until: key.until,
      key: key.key,
      signature: key.signature,
    },
  });
  const invalid = checks.failure('key.valid', () => invalidKey(surroundings, view, key));
  if (invalid !== undefined) return finding('key.refused', invalid);
  const older = checks.failure('key.pinned', () => olderThanMet(pins, key));
  const notLogged = await checks.failureOf('key.logged', () => differsFromMap(surroundings, key));
  if (older !== undefined) {
    // A number that only its own device has stated, while the record holds the key that is served.
    const isClaim = pins.of(device).hash === undefined && notLogged === undefined;
    return finding(isClaim ? 'key.overstated' : 'key.older', older);
  }
  return notLogged === undefined ? undefined : finding('key.not-logged', notLogged);
}

function invalidKey(surroundings: KeySurroundings, view: DirectoryView, key: AgreementKey): string | undefined {
  const deviceKey = view.device(key.device)?.signatureKey;
  if (deviceKey === undefined) return 'device.unknown';
  try {
    verifyAgreementKey({
      ...key,
      networkId: surroundings.self.networkId,
      key: fromBase64url(key.key),
      signature: fromBase64url(key.signature),
      deviceKey,
      at: newestCheckpoint(surroundings).at,
      seen: 0,
    });
    return undefined;
  } catch (error) {
    // A key whose time is over is no fraud: its device is dormant until it is back.
    return codeOf(error) === 'agreement.expired' ? undefined : (codeOf(error) ?? 'agreement.form');
  }
}

function isOver(surroundings: KeySurroundings, { from, until }: AgreementKey): boolean {
  const { at } = newestCheckpoint(surroundings);
  return at < from || at >= until;
}

function olderThanMet(pins: AgreementPins, key: AgreementKey): string | undefined {
  const pin = pins.of(key.device);
  if (key.number < pin.number) return `number ${String(key.number)} after ${String(pin.number)}`;
  const differs =
    key.number === pin.number && pin.hash !== undefined && pin.hash !== toBase64url(sha256(fromBase64url(key.key)));
  return differs ? 'another key of the same number' : undefined;
}

async function differsFromMap({ record }: KeySurroundings, key: AgreementKey): Promise<string | undefined> {
  const found = await record.lookUp('agreement', key.device);
  found.accept();
  const { value } = found;
  if (value === undefined) return 'missing';
  return equalBytes(value, agreementValue(key.number, fromBase64url(key.key))) ? undefined : 'another';
}

// A key that has not ended does not vanish, and one that has is served with its end. What was never in the record is
// the key of nobody: its device is dormant.
async function withheld(
  { checks, record, ...rest }: KeySurroundings,
  pins: AgreementPins,
  device: DeviceId,
): Promise<Finding | undefined> {
  const { until = 0, number } = pins.of(device);
  const { at } = newestCheckpoint(rest);
  const pinned = checks.failure('key.pinned', () => (until > at ? `number ${String(number)}` : undefined));
  const failure =
    pinned ??
    (await checks.failureOf('key.logged', async () =>
      (await record.lookUp('agreement', device)).value === undefined ? undefined : 'in the record',
    ));
  return failure === undefined ? undefined : { code: 'key.withheld', device, detail: failure };
}
