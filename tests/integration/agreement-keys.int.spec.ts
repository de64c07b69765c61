import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ml_kem768_x25519 } from '@noble/post-quantum/hybrid.js';
import type { AgreementKey, AgreementKeys, MapProof, Problem } from '#contracts';
import { AGREEMENT_KEY_LIFE, agreementMessage } from '#crypto/verify';
import { equalBytes, fromBase64url, toBase64url } from '#primitives';
import { SystemClock } from '#relay/platform/clock';
import { agreementValue, verifyMap } from '#tlog';
import { aNetwork, type DeviceBuilder, type NetworkBuilder, type OfficerBuilder } from '../support/directory.js';
import { aRelay, endRelays, type TestRelay } from '../support/relay.js';

let network: NetworkBuilder;
let ana: OfficerBuilder;
let laptop: DeviceBuilder;
let relay: TestRelay;
let token: string;

const codeIn = ({ body }: { body: unknown }) => (body as Problem).code;
const detailIn = ({ body }: { body: unknown }) => (body as Problem).detail;

const aKeyOf = (device: DeviceBuilder, number: number, change: Partial<AgreementKey> = {}): AgreementKey => {
  const from = change.from ?? Math.floor(new SystemClock().now() / 1000) - 600;
  const key = fromBase64url(change.key ?? toBase64url(ml_kem768_x25519.keygen().publicKey));
  const until = from + AGREEMENT_KEY_LIFE;
  const message = agreementMessage({ networkId: network.networkId, device: device.id, number, from, until, key });
  const signature = toBase64url(device.signing.sign(message));
  return { device: device.id, number, from, until, key: toBase64url(key), signature, ...change };
};
const publish = async (key: AgreementKey) => relay.post('/v1/agreement-keys', key, token);
const served = async (at: TestRelay, ...devices: DeviceBuilder[]) => {
  const answer = await at.post('/v1/agreement-keys/query', { devices: devices.map(({ id }) => id) }, token);
  return (answer.body as AgreementKeys).keys;
};
const becomesServed = async (at: TestRelay, device: DeviceBuilder, key: AgreementKey) =>
  at.until(async () => (await served(at, device))[0]?.signature === key.signature);

beforeAll(async () => {
  network = aNetwork();
  ana = network.anAuthority('vl-moj').anAdministrator('ana');
  laptop = ana.aDevice();
  relay = await aRelay({ network });
  token = await relay.signIn(laptop);
});

afterAll(endRelays);

describe('agreement keys', () => {
  it('are served to everyone once a cosigned map names them, and the rotated one next', async () => {
    const other = await aRelay({ beside: relay });
    const [first, second] = [aKeyOf(laptop, 1), aKeyOf(laptop, 2)];
    relay.witness.silent = true;
    expect((await publish(first)).status).toBe(204);
    expect(await served(relay, laptop)).toEqual([]);
    relay.witness.silent = false;
    await becomesServed(relay, laptop, first);
    expect((await publish(second)).status).toBe(204);
    await Promise.all([becomesServed(relay, laptop, second), becomesServed(other, laptop, second)]);
    await other.stop();
  });

  it('stand in the map under a logged root', async () => {
    const [key] = await served(relay, laptop);
    const value = agreementValue(key?.number ?? 0, fromBase64url(key?.key ?? ''));
    const { body } = await relay.get(`/v1/record/map?kind=agreement&id=${laptop.id}`, token);
    const proof = body as MapProof;
    expect(equalBytes(fromBase64url(proof.value), value)).toBe(true);
    const { root } = JSON.parse(proof.leaf) as { root: string };
    expect(() => {
      verifyMap({
        kind: 'agreement',
        id: laptop.id,
        value,
        siblings: proof.siblings.map(fromBase64url),
        root: fromBase64url(root),
      });
    }).not.toThrow();
  });

  it('are taken once: the same again changes nothing, another of that number or a lower one is refused', async () => {
    const third = aKeyOf(laptop, 3);
    expect([(await publish(third)).status, (await publish(third)).status]).toEqual([204, 204]);
    expect(codeIn(await publish(aKeyOf(laptop, 3)))).toBe('agreement-key.older');
    expect(codeIn(await publish(aKeyOf(laptop, 2)))).toBe('agreement-key.older');
    await becomesServed(relay, laptop, third);
  });

  it('are refused when unsigned, expired, of another life, or useless to seal to', async () => {
    const now = Math.floor(new SystemClock().now() / 1000);
    const refused = await Promise.all([
      publish(aKeyOf(laptop, 9, { signature: 'A'.repeat(86) })),
      publish(aKeyOf(laptop, 9, { from: now - AGREEMENT_KEY_LIFE - 10 })),
      publish(aKeyOf(laptop, 9, { until: now })),
      publish(aKeyOf(laptop, 9, { key: toBase64url(new Uint8Array(1216).fill(255)) })),
    ]);
    expect(refused.map(codeIn)).toEqual(Array(4).fill('agreement-key.refused'));
    expect(refused.map(detailIn)).toEqual([
      'agreement.signature',
      'agreement.expired',
      'agreement.life',
      'agreement.key',
    ]);
  });

  it("are refused when another device's", async () => {
    const phone = ana.aDevice('ana-phone');
    await relay.tell(network);
    expect(codeIn(await publish(aKeyOf(phone, 1)))).toBe('permission.denied');
    expect(await served(relay, phone)).toEqual([]);
  });
});
