import { systemClock } from '#cli/platform/environment';
import { AuthorityId, DeviceId, MessageId, OfficerId } from '#contracts';
import { toBase64url, utf8, unixSeconds } from '#primitives';
import type { Change } from '#roster';
import { aKey } from '../../support/directory.js';
import { outcomeOf } from '../../support/hostile-world.js';
import type { Attack, Scene } from './attack.js';
import { falseMessage, falseStatement, type FalseStatement } from './forgery.js';

const GHOST = aKey("the relay's own device");
const NOBODY = 'A'.repeat(86);
/** Time of a processor that refusing a statement takes at most, what else the process does meanwhile included, microseconds. */
const MOST_WORK = 3_000_000;
/** Whatever the machine does besides, milliseconds. */
const LONGEST = 30_000;

/** The relay stores a false statement of Bob's, and then what he truly says. */
async function stated(
  scene: Scene,
  make: (scene: Scene) => Promise<FalseStatement> | FalseStatement,
): Promise<undefined> {
  await scene.three();
  await scene.alice.sync();
  if (scene.on) await scene.world.place(scene.id, await falseStatement(scene, await make(scene)));
  await scene.alice.sync();
}

/** The relay stores bytes as a statement. */
async function given(scene: Scene, bytes: () => Uint8Array): Promise<readonly string[]> {
  await scene.three();
  await scene.alice.sync();
  if (scene.on) {
    const frame = await falseStatement(scene);
    await scene.world.place(scene.id, { ...frame, bytes: bytes() });
  }
  const [before, started] = [process.cpuUsage(), performance.now()];
  await scene.alice.sync();
  const { user, system } = process.cpuUsage(before);
  if (performance.now() - started > LONGEST) return ['took too long'];
  return user + system > MOST_WORK ? ['cost too much'] : [];
}

const added = (scene: Scene, device: string): Change => ({
  type: 'device.added',
  authority: scene.world.north.id,
  capacity: 'party',
  device: DeviceId.parse(device),
});

/** An authority that is in the directory and not in the conversation. */
function partyAdded(): Change {
  return { type: 'party.added', authority: AuthorityId.parse('authority:secretariat'), capacity: 'party' };
}

/** What the relay does to statements and rosters, alone or with Bob's signature. */
export const statementAttacks: readonly Attack[] = [
  {
    name: 'adds a device of its own, signed by nobody in the roster',
    shows: 'statement.refused roster.signature',
    checks: ['statement.allowed'],
    run: (scene) => stated(scene, () => ({ changes: [added(scene, 'ghost')], by: GHOST })),
  },
  {
    name: "adds, with Bob's signature, a device to Alice's side",
    shows: 'statement.refused roster.device-refused',
    checks: ['statement.allowed'],
    run: (scene) => stated(scene, () => ({ changes: [added(scene, 'ghost')] })),
  },
  {
    name: "adds, with Bob's signature, a true device of Alice's side",
    shows: 'statement.refused roster.device-refused',
    checks: ['statement.allowed'],
    run: (scene) =>
      stated(scene, async () => {
        const device = scene.world.aDevice(scene.world.north, 'ida');
        await scene.world.tell();
        await scene.bob.client.parts.upkeep.syncDirectory();
        return { changes: [added(scene, device.id)] };
      }),
  },
  {
    name: "removes, with Bob's signature, Alice's device",
    shows: 'statement.refused roster.device-refused',
    checks: ['statement.allowed'],
    run: (scene) => stated(scene, () => ({ changes: [{ type: 'device.removed', device: scene.alice.device.id }] })),
  },
  {
    name: 'adds a party without consent',
    shows: 'statement.refused consent.missing',
    checks: ['statement.allowed'],
    run: (scene) => stated(scene, () => ({ changes: [partyAdded()] })),
  },
  {
    name: 'adds a party by a forged consent',
    shows: 'statement.refused consent.signature',
    checks: ['statement.allowed'],
    run: (scene) =>
      stated(scene, () => ({
        changes: [partyAdded()],
        consents: [
          { change: 0, device: scene.alice.device.id, expiry: unixSeconds(systemClock) + 600, signature: NOBODY },
        ],
      })),
  },
  {
    name: 'names a moderator where there is none',
    shows: 'statement.refused roster.kind',
    checks: ['statement.allowed'],
    run: (scene) =>
      stated(scene, () => ({ changes: [{ type: 'moderator.added', officer: OfficerId.parse(scene.bob.officer) }] })),
  },
  {
    name: 'closes the conversation without consent',
    shows: 'statement.refused consent.missing',
    checks: ['statement.allowed'],
    run: (scene) => stated(scene, () => ({ changes: [{ type: 'conversation.closed' }] })),
  },
  {
    name: 'skips an epoch',
    shows: 'statement.refused roster.epoch',
    checks: ['statement.allowed'],
    run: (scene) => stated(scene, () => ({ body: { epoch: 7 } })),
  },
  {
    name: 'sends a statement that does not follow from the last',
    shows: 'statement.refused roster.stale',
    checks: ['statement.allowed'],
    run: (scene) => stated(scene, () => ({ body: { previous: toBase64url(new Uint8Array(32).fill(9)) } })),
  },
  {
    name: 'offers another suite',
    shows: 'statement.refused roster.suite',
    run: (scene) => stated(scene, () => ({ body: { suite: 2 } })),
  },
  {
    name: 'states a directory that is not the log',
    shows: 'statement.refused roster.directory',
    checks: ['statement.allowed'],
    run: (scene) =>
      stated(scene, async () => {
        const { directory } = scene.bob.client;
        const { size, at } = directory.checkpoint ?? { size: 0, at: 0 };
        return { body: { directory: { size, at, root: toBase64url(new Uint8Array(32).fill(3)) } } };
      }),
  },
  {
    name: 'states an older directory than the last statement',
    shows: 'statement.refused roster.directory-older',
    checks: ['statement.allowed'],
    run: (scene) =>
      stated(scene, () => {
        const { directory } = scene.bob.client;
        const at = directory.checkpoint?.at ?? 0;
        return { body: { directory: { size: 3, at, root: toBase64url(directory.root(3) ?? new Uint8Array(32)) } } };
      }),
  },
  {
    name: 'states a time that no witness gave',
    shows: 'statement.pending',
    run: (scene) =>
      stated(scene, () => {
        const { directory } = scene.bob.client;
        const { size, root, at } = directory.checkpoint ?? { size: 0, root: new Uint8Array(32), at: 0 };
        return { body: { directory: { size, root: toBase64url(root), at: at + 86_400 } } };
      }),
  },
  {
    name: 'knows frames that came later',
    shows: 'statement.refused statement.after',
    checks: ['statement.after'],
    run: (scene) => stated(scene, () => ({ body: { after: 99 } })),
  },
  {
    name: 'puts a statement under another frame id',
    shows: 'statement.refused statement.frame',
    checks: ['statement.frame'],
    run: async (scene) => {
      await scene.three();
      await scene.alice.sync();
      const frame = await falseStatement(scene);
      if (scene.on)
        await scene.world.place(scene.id, { ...frame, id: MessageId.parse('01999999-0000-7000-8000-000000000002') });
      await scene.alice.sync();
      return undefined;
    },
  },
  {
    name: "gives another conversation's statement",
    shows: 'statement.refused statement.frame',
    run: async (scene) => {
      await scene.three();
      await scene.alice.sync();
      const { id: own } = scene;
      const other = await scene.bob.client.open({
        kind: 'consultation',
        with: [{ authority: scene.world.north.id, officers: [scene.alice.officer] }],
      });
      const [opening] = await scene.world.frames(other);
      if (opening === undefined) throw new Error('no opening');
      const [, kind, S, sender, id, bytes] = opening;
      if (scene.on) await scene.world.place(own, { kind, S, sender, id, bytes });
      await scene.alice.sync();
      return undefined;
    },
  },
  {
    name: 'sends one statement to half of the members and another to the others',
    shows: 'head.not-logged',
    checks: ['head.logged'],
    run: async (scene) => {
      await scene.three();
      await scene.alice.sync();
      const forAlice = await falseStatement(scene);
      await scene.advance();
      await scene.world.logged(scene.id);
      await scene.shows(
        (frames) => [
          ...frames.slice(0, -1),
          [0, forAlice.kind, forAlice.S, forAlice.sender, forAlice.id, forAlice.bytes, 1] as const,
        ],
        { restated: true },
      );
      await scene.alice.sync();
      return undefined;
    },
  },
  {
    name: 'gives a statement with 65,536 changes',
    shows: 'statement.refused',
    run: (scene) =>
      given(scene, () =>
        utf8(`{"body":{"changes":[${Array.from({ length: 65_536 }, () => '{}').join(',')}]},"signature":"${NOBODY}"}`),
      ),
  },
  {
    name: 'gives a statement of deep JSON',
    shows: 'statement.refused json.deep',
    run: (scene) => given(scene, () => utf8('['.repeat(100_000) + ']'.repeat(100_000))),
  },
  {
    name: 'gives a statement with a key twice',
    shows: 'statement.refused json.not-canonical',
    run: (scene) => given(scene, () => utf8('{"body":{},"body":{},"signature":""}')),
  },
  {
    name: 'gives a consent where a statement is expected',
    shows: 'statement.refused roster.field',
    run: (scene) => given(scene, () => utf8(`{"change":0,"device":"ghost","expiry":1,"signature":"${NOBODY}"}`)),
  },
  {
    name: 'gives a statement of the directory where one of a roster is expected',
    shows: 'statement.refused roster.field',
    run: (scene) => given(scene, () => utf8(scene.world.network.entries[0]?.statement ?? '')),
  },
  {
    name: "delivers a removed device's message",
    shows: 'content.stranger',
    checks: ['content.sender'],
    run: async (scene) => {
      const bea = await scene.world.officer(scene.world.south);
      scene.admit(bea.device);
      await scene.bob.client.parts.upkeep.syncDirectory();
      await scene.bob.client.addDevices(scene.id, [bea.device.id]);
      await bea.sync();
      await scene.alice.sync();
      await scene.bob.client.removeDevices(scene.id, [bea.device.id]);
      scene.members.delete(bea.device.id);
      const { S } = await scene.bob.epoch(scene.id);
      const late = await falseMessage(scene, { content: { type: 'text', text: 'after my removal' } }, scene.bob);
      if (scene.on)
        await scene.world.place(scene.id, {
          ...late,
          S: new Uint8Array(Buffer.from(S, 'base64url')),
          sender: bea.device.id,
        });
      await scene.alice.sync();
      return undefined;
    },
  },
  {
    name: "delivers a revoked device's message",
    shows: 'content.after-revocation',
    checks: ['content.revoked'],
    run: async (scene) => {
      await scene.three();
      await scene.watched();
      const late = await falseMessage(scene, { content: { type: 'text', text: 'after my revocation' } });
      if (!scene.on) return undefined;
      scene.bob.device.isRevoked();
      await scene.world.tell();
      await scene.world.place(scene.id, late);
      await scene.alice.sync();
      return undefined;
    },
  },
  {
    name: 'has Alice seal to a device that was revoked',
    shows: 'without Bob',
    checks: ['seal.evicted'],
    run: async (scene) => {
      await scene.three();
      await scene.alice.sync();
      if (!scene.on) return undefined;
      scene.bob.device.isRevoked();
      await scene.world.tell();
      await scene.alice.client.directory.sync();
      await outcomeOf(scene.say(scene.alice, 'not for Bob'));
      const sealed = (await scene.world.frames(scene.id)).at(-1);
      const { S, devices } = await scene.alice.epoch(scene.id);
      const isOwn = sealed?.[1] === 'content' && sealed[3] === scene.alice.device.id && toBase64url(sealed[2]) === S;
      return isOwn && !devices.includes(scene.bob.device.id) ? ['without Bob'] : ['with Bob'];
    },
  },
  {
    name: "hides a revocation behind yesterday's checkpoint",
    shows: 'directory.stale',
    checks: ['seal.fresh'],
    run: async (scene) => {
      await scene.three();
      await scene.alice.sync();
      let held: unknown;
      scene.cheat({ bend: { 'directory.checkpoint': (now) => (held ??= now) } });
      await scene.alice.client.directory.sync();
      if (scene.on) {
        // A day goes by; the device was revoked in the morning.
        scene.alice.later(86_400);
      }
      return [await outcomeOf(scene.say(scene.alice, 'is anybody new?'))];
    },
  },
];
