import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ml_kem768_x25519 } from '@noble/post-quantum/hybrid.js';
import type { MapPlace, MapProof } from '#contracts';
import { AGREEMENT_KEY_LIFE, agreementMessage, readInteger, readLp } from '#crypto/verify';
import { fromBase64url, toBase64url, utf8 } from '#primitives';
import { SystemClock } from '#relay/platform/clock';
import { leafHash, parseVerifierKey, verifyCheckpoint, verifyInclusion, verifyMap } from '#tlog';
import { aNetwork, type DeviceBuilder, type NetworkBuilder } from '../support/directory.js';
import { aRelay, endRelays, type TestRelay } from '../support/relay.js';

let network: NetworkBuilder;
let laptop: DeviceBuilder;
let relay: TestRelay;
let token: string;

async function publish(number: number): Promise<void> {
  const from = Math.floor(new SystemClock().now() / 1000) - 600;
  const until = from + AGREEMENT_KEY_LIFE;
  const key = ml_kem768_x25519.keygen().publicKey;
  const message = agreementMessage({ networkId: network.networkId, device: laptop.id, number, from, until, key });
  const signature = toBase64url(laptop.signing.sign(message));
  const body = { device: laptop.id, number, from, until, key: toBase64url(key), signature };
  expect((await relay.post('/v1/agreement-keys', body, token)).status).toBe(204);
  await relay.until(async () => numberIn(await proof()) === number);
}

async function proof(since?: number): Promise<MapProof> {
  const after = since === undefined ? '' : `&since=${String(since)}`;
  return (await relay.get(`/v1/record/map?kind=agreement&id=${laptop.id}${after}`, token)).body as MapProof;
}

const numberIn = ({ value }: MapPlace) =>
  value === '' ? 0 : readInteger(readLp(fromBase64url(value), 2)[0] ?? utf8(''));
const previousOf = ({ leaf }: MapPlace) => (JSON.parse(leaf) as { previous?: number }).previous;

/** Proves every place of an answer, and returns the numbers in them, oldest first. */
function proved({ earlier = [], checkpoint, ...newest }: MapProof, since: number): number[] {
  const { logs, witnesses } = network.founding;
  const { size, root } = verifyCheckpoint(checkpoint, {
    log: parseVerifierKey(logs.audit),
    witnesses: witnesses.keys.map(parseVerifierKey),
    quorum: witnesses.quorum,
  });
  const places = [...earlier, newest];
  expect(places.map(previousOf)).toEqual([since, ...earlier.map(({ index }) => index)]);
  for (const { value, siblings, leaf, index, inclusion } of places) {
    verifyInclusion({ index, size, leafHash: leafHash(utf8(leaf)), proof: inclusion.map(fromBase64url), root });
    verifyMap({
      kind: 'agreement',
      id: laptop.id,
      value: fromBase64url(value),
      siblings: siblings.map(fromBase64url),
      root: fromBase64url((JSON.parse(leaf) as { root: string }).root),
    });
  }
  return places.map(numberIn);
}

beforeAll(async () => {
  network = aNetwork();
  laptop = network.anAuthority('vl-moj').anAdministrator('ana').aDevice();
  relay = await aRelay({ network });
  token = await relay.signIn(laptop);
});

afterAll(endRelays);

describe('the maps of the last minutes', () => {
  let looked: number;

  it('are shown to whoever looked before, each naming the one before it', async () => {
    await publish(1);
    looked = (await proof()).index;
    for (const number of [2, 3, 4]) await publish(number);
    const numbers = proved(await proof(looked), looked);
    expect(new Set(numbers)).toEqual(new Set([2, 3, 4]));
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  });

  it('are shown alike by another node, and after a restart', async () => {
    const other = await aRelay({ beside: relay });
    const there = await other.get(`/v1/record/map?kind=agreement&id=${laptop.id}&since=${String(looked)}`, token);
    expect(new Set(proved(there.body as MapProof, looked))).toEqual(new Set([2, 3, 4]));
    await other.stop();
    relay = await relay.again();
    token = await relay.signIn(laptop);
    await publish(5);
    expect(new Set(proved(await proof(looked), looked))).toEqual(new Set([2, 3, 4, 5]));
  });

  it('are swept, with what they held, when they are old', async () => {
    await relay.stop();
    await relay.sql('update map_leaf set at = at - 1000');
    relay = await relay.again();
    token = await relay.signIn(laptop);
    await publish(6);
    expect((await proof(looked)).earlier).toEqual([]);
    const past = await relay.sql<{ value: Buffer }>('select value from map_entry_past');
    expect(past.map(({ value }) => numberIn({ value: toBase64url(value) } as MapPlace))).toEqual([5]);
  });
});
