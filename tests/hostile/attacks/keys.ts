import { systemClock } from '#cli/platform/environment';
import type { AgreementKey, DeviceId } from '#contracts';
import { AGREEMENT_KEY_LIFE, agreementMessage, newAgreementKey, sealGrant, type Given } from '#crypto';
import { fromBase64url, toBase64url, unixSeconds } from '#primitives';
import { bytesOf, outcomeOf } from '../../support/hostile-world.js';
import type { Signing } from '../../support/directory.js';
import { type Attack, type Scene } from './attack.js';

/** Alice begins an epoch while the relay bends the keys it serves her; what Bob can open of it afterwards. */
async function served(
  scene: Scene,
  bend: (keys: readonly AgreementKey[]) => readonly AgreementKey[] | Promise<readonly AgreementKey[]>,
): Promise<readonly string[]> {
  await scene.three();
  await scene.alice.sync();
  scene.cheat({ bend: { 'agreement-keys': async ({ keys }) => ({ keys: await bend(keys) }) } });
  return advanced(scene);
}

/** Alice begins an epoch: by adding, or removing, a second device of hers that nobody opened. */
async function advanced(scene: Scene): Promise<readonly string[]> {
  const spare = scene.alice.device.officer.devices[1] ?? scene.alice.device.officer.aDevice();
  scene.admit(spare);
  await scene.world.tell();
  await scene.alice.client.directory.sync();
  return [await outcomeOf(scene.alice.client.addDevices(scene.id, [spare.id]))];
}

/** A key of a device as it would publish it, signed by whomever. */
function aKeyOf(
  scene: Scene,
  device: DeviceId,
  by: Signing,
  over: { number?: number; from?: number; until?: number } = {},
): AgreementKey {
  const { number = 1, from = unixSeconds(systemClock) - 60, until = from + AGREEMENT_KEY_LIFE } = over;
  const { publicKey } = newAgreementKey();
  const { networkId } = scene.world.network;
  const key = 'signing' in by ? by.signing : by;
  const signature = key.sign(agreementMessage({ networkId, device, number, from, until, key: publicKey }));
  return { device, number, from, until, key: toBase64url(publicKey), signature: toBase64url(signature) };
}

/** Bob gives Alice's second device a false history. */
async function granted(scene: Scene, false_: (S: Uint8Array, id: string) => Given): Promise<undefined> {
  await scene.three();
  const second = await scene.world.secondDevice(scene.alice, scene.opened);
  scene.admit(second.device);
  const last = await scene.frame(-1);
  await scene.alice.client.parts.upkeep.syncDirectory();
  await scene.alice.client.addDevices(scene.id, [second.device.id]);
  scene.victims = [scene.alice, second];
  await second.sync();
  const { relay } = scene.bob.client.parts.context.surroundings;
  // Joining made it rotate; a grant is taken for the newest key alone.
  await scene.world.until(async () => ((await relay.keys([second.device.id]))[0]?.number ?? 0) > 1);
  const [key] = await relay.keys([second.device.id]);
  if (key === undefined) throw new Error('the second device has no key');
  const given = scene.on ? false_(last[2], last[4]) : { epochs: [], messages: [] };
  const place = { conversation: scene.id, granter: scene.bob.device.id, joiner: second.device.id, number: key.number };
  const grant = sealGrant({ ...place, publicKey: bytesOf(key.key), given });
  await scene.bob.client.parts.conversations.pull(scene.id);
  await relay.grant(scene.id, { joiner: second.device.id, number: key.number, grant: toBase64url(grant) });
  await second.client.parts.upkeep.takeGrants(scene.id);
  return undefined;
}

/** What the relay does with keys, wraps, grants and consents. */
export const keyAttacks: readonly Attack[] = [
  {
    name: "serves Alice's own key as Bob's",
    shows: 'key.refused',
    checks: ['key.valid', 'key.logged'],
    run: (scene) =>
      served(scene, async (keys) => {
        const [own] = await scene.bob.client.parts.context.surroundings.relay.keys([scene.alice.device.id]);
        return keys.map((key) => (own === undefined ? key : { ...own, device: key.device }));
      }),
  },
  {
    name: 'serves a key of its own making',
    shows: 'key.refused agreement.signature',
    checks: ['key.valid', 'key.logged', 'key.pinned'],
    run: (scene) =>
      served(scene, (keys) => keys.map((key) => aKeyOf(scene, key.device, scene.alice.device, { number: key.number }))),
  },
  {
    name: 'serves a key without a signature',
    shows: 'key.refused agreement.signature',
    checks: ['key.valid'],
    run: (scene) =>
      served(scene, (keys) => keys.map((key) => ({ ...key, signature: toBase64url(new Uint8Array(64)) }))),
  },
  {
    name: 'serves a key that a thief of the signature key made',
    shows: 'key.not-logged another',
    checks: ['key.logged'],
    run: (scene) =>
      served(scene, (keys) =>
        keys.map((key) => aKeyOf(scene, key.device, scene.bob.device, { number: key.number + 1 })),
      ),
  },
  {
    name: 'serves a key that has ended',
    shows: 'key.not-logged another',
    checks: ['key.logged', 'key.pinned'],
    run: (scene) =>
      served(scene, (keys) =>
        keys.map((key) =>
          aKeyOf(scene, key.device, scene.bob.device, {
            number: key.number,
            from: 1_000_000,
            until: 1_000_000 + AGREEMENT_KEY_LIFE,
          }),
        ),
      ),
  },
  {
    name: 'serves an older key than it has served',
    shows: 'key.older',
    checks: ['key.pinned', 'key.logged'],
    run: async (scene) => {
      await scene.three();
      await scene.alice.sync();
      const { relay } = scene.bob.client.parts.context.surroundings;
      const [old] = await relay.keys([scene.bob.device.id]);
      await scene.bob.client.rotateKey();
      await scene.world.until(async () => (await relay.keys([scene.bob.device.id]))[0]?.number !== old?.number);
      await scene.bob.client.parts.upkeep.tendKeys();
      // Sealing to the newest pins it.
      const first = await advanced(scene);
      scene.cheat({
        bend: {
          'agreement-keys': ({ keys }) => ({ keys: keys.map((key) => (key.device === old?.device ? old : key)) }),
        },
      });
      const spare = scene.alice.device.officer.devices[1];
      const second =
        spare === undefined ? 'no device' : await outcomeOf(scene.alice.client.removeDevices(scene.id, [spare.id]));
      return [...first, second];
    },
  },
  {
    name: 'withholds a key that it has served',
    shows: 'key.withheld',
    checks: ['key.pinned', 'key.logged'],
    run: async (scene) => {
      await scene.three();
      await scene.alice.sync();
      const first = await advanced(scene);
      scene.cheat({
        bend: {
          'agreement-keys': ({ keys }) => ({ keys: keys.filter(({ device }) => device !== scene.bob.device.id) }),
        },
      });
      const spare = scene.alice.device.officer.devices[1];
      const second =
        spare === undefined ? 'no device' : await outcomeOf(scene.alice.client.removeDevices(scene.id, [spare.id]));
      return [...first, second];
    },
  },
  {
    name: 'offers a key of another suite',
    shows: 'client.answer',
    run: (scene) =>
      served(scene, (keys) => keys.map((key) => ({ ...key, suite: 2, key: toBase64url(new Uint8Array(32)) }))),
  },
  {
    name: "serves another's wrap",
    shows: 'wrap.refused',
    checks: ['wrap.included'],
    run: (scene) => wrapped(scene, (honest, others) => ({ ...honest, ...others })),
  },
  {
    name: 'serves a wrap of another epoch',
    shows: 'wrap.refused',
    checks: ['wrap.included'],
    run: async (scene) => {
      await scene.three();
      await scene.alice.sync();
      const { relay } = scene.alice.client.parts.context.surroundings;
      const old = await relay.wrap(scene.id, 0);
      await scene.advance();
      scene.cheat({ bend: { wrap: () => old } });
      await scene.alice.sync();
      return undefined;
    },
  },
  {
    name: 'serves a wrap altered in one bit',
    shows: 'wrap.refused',
    checks: ['wrap.included'],
    run: (scene) =>
      wrapped(scene, (honest) => {
        const wrap = fromBase64url(honest.wrap).slice();
        wrap[100] = (wrap[100] ?? 0) ^ 1;
        return { ...honest, wrap: toBase64url(wrap) };
      }),
  },
  {
    name: 'proves a wrap in a list with one more recipient',
    shows: 'wrap.refused',
    checks: ['wrap.included'],
    run: (scene) =>
      wrapped(scene, (honest) => ({ ...honest, proof: [...honest.proof, toBase64url(new Uint8Array(32))] })),
  },
  {
    name: 'withholds a wrap',
    shows: 'wrap.refused wrap.unknown',
    run: async (scene) => {
      const { Refused } = await import('../../support/cheating-relay.js');
      return wrapped(scene, () => new Refused('wrap.unknown'));
    },
  },
  {
    name: 'delivers a grant of a secret that is not the epoch',
    shows: 'grant.refused another secret',
    checks: ['grant.secret'],
    run: (scene) => granted(scene, (S) => ({ epochs: [{ S, E: new Uint8Array(32).fill(4) }], messages: [] })),
  },
  {
    name: 'delivers a grant of a key that opens nothing',
    shows: 'grant.refused the key opens nothing',
    checks: ['grant.opens'],
    run: (scene) =>
      granted(scene, (S, id) => ({
        epochs: [],
        messages: [{ S, sender: scene.bob.device.id, id, K: new Uint8Array(32).fill(4) }],
      })),
  },
  {
    name: 'delivers a grant of a message that was never said',
    shows: 'grant.refused unknown message',
    checks: ['grant.opens'],
    run: (scene) =>
      granted(scene, (S) => ({
        epochs: [],
        messages: [
          { S, sender: scene.bob.device.id, id: '01999999-0000-7000-8000-000000000003', K: new Uint8Array(32).fill(4) },
        ],
      })),
  },
  {
    name: 'asks for history with a key older than the joining',
    shows: 'grant.no-key',
    checks: ['grant.fresh-key'],
    run: async (scene) => {
      await scene.three();
      await scene.alice.sync();
      const second = await scene.world.secondDevice(scene.alice);
      scene.admit(second.device);
      const { relay } = scene.alice.client.parts.context.surroundings;
      const [old] = await relay.keys([second.device.id]);
      // Cosignature time moves on before the joining.
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await scene.world.until(async () => {
        await scene.alice.client.parts.upkeep.syncDirectory();
        return (scene.alice.client.directory.checkpoint?.at ?? 0) > (old?.from ?? 0);
      });
      await scene.alice.client.addDevices(scene.id, [second.device.id]);
      if (!scene.on) return undefined;
      return [await outcomeOf(scene.alice.client.parts.giving.giveNow(scene.id, second.device.id))];
    },
  },
  {
    name: 'offers a consent that nobody signed',
    shows: 'consent.missing',
    checks: ['consent.valid'],
    run: async (scene) => {
      await scene.alice.sync();
      const { alice, bob, id } = scene;
      const asked = await alice.client.propose(id, { type: 'policy.changed', retention: 30 });
      if (asked === undefined) throw new Error('no consent is needed');
      await bob.client.parts.conversations.pull(id);
      if (scene.on) {
        const expiry = (alice.client.directory.checkpoint?.at ?? 0) + 3600;
        await bob.client.parts.outbox.add(id, {
          type: 'consent.given',
          asked,
          device: bob.device.id,
          expiry,
          signature: 'A'.repeat(86),
        });
        await bob.client.settle(id);
      } else {
        await bob.client.consent(id, asked);
      }
      await alice.client.parts.conversations.pull(id);
      return [await outcomeOf(alice.client.enact(id, asked))];
    },
  },
];

interface Wrap {
  readonly wrap: string;
  readonly proof: readonly string[];
}

/** Bob begins an epoch; Alice's wrap of it is bent. */
async function wrapped(scene: Scene, bend: (honest: Wrap, others: Wrap) => unknown): Promise<undefined> {
  await scene.three();
  await scene.alice.sync();
  await scene.advance();
  const { epoch } = await scene.bob.epoch(scene.id);
  const others = await scene.bob.client.parts.context.surroundings.relay.wrap(scene.id, epoch);
  scene.cheat({ bend: { wrap: (honest) => bend(honest, others) } });
  await scene.alice.sync();
  return undefined;
}
