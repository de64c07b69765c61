import { systemClock } from '#cli/platform/environment';
import type { AuditLeaves, DirectoryEntries, MapProof } from '#contracts';
import { entryBytes, statementHash, type LogEntry } from '#directory';
import { fromBase64url, toBase64url, unixSeconds } from '#primitives';
import { leafHash, headValue, MerkleTree } from '#tlog';
import type { Asked, Rule } from '../../support/cheating-relay.js';
import { forgedNote, type Colluders } from '../../support/hostile-logs.js';
import { outcomeOf } from '../../support/hostile-world.js';
import { type Attack, type Scene } from './attack.js';
import { anotherRecord, loggedIndex } from './another-record.js';

/** The relay shows Alice a directory log of its own making, signed with its own key and cosigned by its witness. */
function anotherDirectory(
  entries: readonly LogEntry[],
  colluders: Colluders = {},
  withheld: readonly number[] = [],
): Rule {
  const tree = new MerkleTree(entries.map(({ subject, statementHash: hash }) => leafHash(entryBytes(subject, hash))));
  const from = (path: string): number => Number(new URL(path, 'http://relay').searchParams.get('from'));
  const limit = (path: string): number => Number(new URL(path, 'http://relay').searchParams.get('limit'));
  const page = (path: string) => entries.slice(from(path), from(path) + limit(path));
  return {
    instead: {
      'directory.checkpoint': () => ({ note: forgedNote('directory', tree, colluders) }),
      'directory.entries': ({ path }): DirectoryEntries => ({
        entries: page(path).map(({ subject, statementHash: hash }) => ({ subject, statement: toBase64url(hash) })),
      }),
      'directory.statements': ({ path }) => ({
        statements: page(path).flatMap(({ statement = '' }, place) => {
          const index = from(path) + place;
          return withheld.includes(index) ? [] : [{ index, statement, openings: [] }];
        }),
      }),
    },
  };
}

const entryOf = (subject: string, statement: string): LogEntry => ({
  subject,
  statementHash: statementHash(statement),
  statement,
});

/** The directory that Alice holds, and after it what `more` says. */
async function directoryWith(
  scene: Scene,
  more: (scene: Scene) => readonly LogEntry[],
  colluders?: Colluders,
  withheld?: (size: number) => number[],
): Promise<readonly string[]> {
  await scene.three();
  await scene.alice.sync();
  const entries = scene.world.network.entries.slice(0, scene.alice.client.directory.checkpoint?.size ?? 0);
  scene.cheat(anotherDirectory([...entries, ...more(scene)], colluders, withheld?.(entries.length)));
  return [await outcomeOf(scene.alice.client.parts.upkeep.syncDirectory())];
}

/** Alice's question about the conversation's logged head. */
function recordOf(scene: Scene) {
  const { record } = scene.alice.client.parts.context.surroundings;
  return { lookUp: async () => record.lookUp('head', scene.id) };
}

/** The relay bends a proof of the map, or the checkpoint with it. */
async function mapped(scene: Scene, rule: () => Rule | Promise<Rule>): Promise<readonly string[]> {
  await scene.three();
  await scene.watched();
  scene.cheat(await rule());
  return [await outcomeOf(recordOf(scene).lookUp())];
}

const flippedText = (text: string): string => {
  const bytes = fromBase64url(text).slice();
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  return toBase64url(bytes);
};

/** What the relay does to its two logs and the map, with its own keys and a witness that colludes. */
export const logAttacks: readonly Attack[] = [
  {
    name: 'appends a device of its own to an officer of Alice',
    shows: 'no ghost',
    run: async (scene) => {
      const { officer } = scene.alice.device;
      const ghost = officer.aNewDevice('ghost');
      const outcome = await directoryWith(scene, () => {
        const statement = scene.world.network.signed(ghost.enrolment, ghost, ghost);
        return [entryOf(officer.authority.id, statement)];
      });
      const known = scene.alice.client.directory.latest.device(ghost.id);
      return scene.on ? [known === undefined && outcome[0] === 'done' ? 'no ghost' : 'ghost'] : outcome;
    },
  },
  {
    name: 'appends an old appointment again',
    shows: 'directory.fault directory.refused',
    run: (scene) =>
      directoryWith(scene, ({ world }) => {
        const appointed = world.network.entries.find(
          ({ subject, statement }) => subject === world.north.id && statement?.includes('officer.appointed'),
        );
        return appointed === undefined ? [] : [appointed];
      }),
  },
  {
    name: 'misfiles a statement under another subject',
    shows: 'directory.fault directory.refused',
    run: (scene) =>
      directoryWith(scene, ({ world }) => {
        const appointed = world.network.entries.find(
          ({ subject, statement }) => subject === world.north.id && statement?.includes('officer.appointed'),
        );
        return appointed === undefined ? [] : [{ ...appointed, subject: world.south.id }];
      }),
  },
  {
    name: "withholds the bytes of a statement about Bob's authority",
    shows: 'directory.pending',
    run: async (scene) => {
      await directoryWith(
        scene,
        ({ world }) => [entryOf(world.south.id, `{"body":{"subject":"${world.south.id}"},"signatures":[]}`)],
        {},
        (size) => [size],
      );
      return [await outcomeOf(scene.say(scene.alice, 'sealed to whom?'))];
    },
  },
  {
    name: 'alters the bytes of a statement',
    shows: 'directory.pending',
    run: async (scene) => {
      await directoryWith(scene, ({ world }) => [
        { subject: world.south.id, statementHash: new Uint8Array(32).fill(5), statement: '{}' },
      ]);
      return [await outcomeOf(scene.say(scene.alice, 'sealed to whom?'))];
    },
  },
  {
    name: 'shows Alice another directory than she holds',
    shows: 'directory.fault directory.forked',
    run: async (scene) => {
      await scene.three();
      await scene.alice.sync();
      const entries = scene.world.network.entries.slice(0, scene.alice.client.directory.checkpoint?.size ?? 0);
      const forged = entries.map((entry, place) =>
        place === 4 ? { ...entry, statementHash: new Uint8Array(32) } : entry,
      );
      scene.cheat(anotherDirectory(forged));
      return [await outcomeOf(scene.alice.client.parts.upkeep.syncDirectory())];
    },
  },
  {
    name: 'shows Alice a shorter directory than she holds',
    shows: 'directory.fault directory.rolled-back',
    run: async (scene) => {
      await scene.three();
      await scene.alice.sync();
      const ago = unixSeconds(systemClock) - 600;
      scene.cheat(anotherDirectory(scene.world.network.entries.slice(0, 5), { at: ago }));
      return [await outcomeOf(scene.alice.client.parts.upkeep.syncDirectory())];
    },
  },
  {
    name: 'shows a directory that no witness cosigned',
    shows: 'directory.fault directory.checkpoint',
    run: (scene) => directoryWith(scene, ({ world }) => [entryOf(world.north.id, '{}')], { witness: false }),
  },
  {
    name: 'shows a directory that it did not sign',
    shows: 'directory.fault directory.checkpoint',
    run: (scene) => directoryWith(scene, ({ world }) => [entryOf(world.north.id, '{}')], { log: false }),
  },
  {
    name: 'omits an entry of the directory',
    shows: 'directory.fault directory.forked',
    run: async (scene) => {
      await scene.three();
      await scene.alice.sync();
      if (scene.on) scene.world.aDevice(scene.world.north, 'nia');
      await scene.world.tell();
      scene.cheat({
        bend: {
          'directory.entries': ({ entries }) => ({
            entries: entries.map((entry, place) =>
              place === 0 ? { ...entry, statement: toBase64url(new Uint8Array(32)) } : entry,
            ),
          }),
        },
      });
      return [await outcomeOf(scene.alice.client.parts.upkeep.syncDirectory())];
    },
  },
  {
    name: 'shows Alice one directory and Bob another',
    shows: 'context.directory-differs',
    checks: ['context.directory'],
    run: async (scene) => {
      await scene.three();
      await scene.alice.sync();
      const held = scene.world.network.entries.slice(0, scene.alice.client.directory.checkpoint?.size ?? 0);
      if (scene.on) scene.world.aDevice(scene.world.north, 'uma');
      await scene.world.tell();
      const { length } = scene.world.network.entries;
      const forged = Array.from({ length: length - held.length }, (): LogEntry => entryOf('region:none', '{}'));
      scene.cheat(anotherDirectory([...held, ...forged]));
      await scene.alice.client.parts.upkeep.syncDirectory();
      await scene.bob.client.parts.upkeep.syncDirectory();
      await scene.say(scene.bob, 'I see another log');
      await scene.alice.client.parts.conversations.pull(scene.id);
      return undefined;
    },
  },
  {
    name: 'bends the value of the map',
    shows: 'record.fault record.map',
    run: (scene) =>
      mapped(scene, () => ({ bend: { 'record.map': (proof) => ({ ...proof, value: flippedText(proof.value) }) } })),
  },
  {
    name: 'bends a sibling of the map',
    shows: 'record.fault record.map',
    run: (scene) =>
      mapped(scene, () => ({
        bend: {
          'record.map': (proof) => ({
            ...proof,
            siblings: proof.siblings.map((one) => (one === '' ? one : flippedText(one))),
          }),
        },
      })),
  },
  {
    name: 'rewrites the leaf of the map',
    shows: 'record.fault record.map',
    run: (scene) =>
      mapped(scene, () => ({
        bend: { 'record.map': (proof) => ({ ...proof, leaf: proof.leaf.replace('map.moved', 'map.other') }) },
      })),
  },
  {
    name: "shows yesterday's map with its own checkpoint",
    shows: 'record.fault record.rolled-back',
    run: async (scene) => {
      await scene.three();
      await scene.watched();
      const { lookUp } = recordOf(scene);
      let old: unknown;
      scene.alice.cheat.rule = { bend: { 'record.map': (proof) => (old ??= proof) } };
      await lookUp();
      // Four minutes go by.
      const { state } = await scene.alice.client.parts.conversations.begun(scene.id);
      const colluders = { at: unixSeconds(systemClock) + 240 };
      scene.alice.cheat.rule = scene.on
        ? await anotherRecord(scene, [headValue(state.seq, fromBase64url(state.head))], { colluders })
        : {};
      if (scene.on) scene.alice.later(240);
      await lookUp();
      scene.cheat({ bend: { 'record.map': () => old } });
      return [await outcomeOf(lookUp())];
    },
  },
  {
    name: 'shows a map that its witness has not seen for two minutes',
    shows: 'record.fault record.stale',
    run: (scene) => {
      let first: unknown;
      return mapped(scene, () => {
        if (scene.on) scene.alice.later(600);
        return { bend: { 'record.map': (proof) => (first ??= proof) } };
      });
    },
  },
  {
    name: 'gives a leaf that does not stand in the record',
    shows: 'record.fault record.leaf',
    run: async (scene) => {
      await scene.three();
      await scene.watched();
      const ended = (leaf: string): string => leaf.replace('session.opened', 'session.ended');
      scene.cheat({
        bend: { 'record.leaves': (answer) => ({ leaves: (answer as AuditLeaves).leaves.map(ended) }) },
      });
      return [await outcomeOf(scene.alice.client.leaves.list())];
    },
  },
  {
    name: 'shows a record that no witness cosigned',
    shows: 'record.fault record.checkpoint',
    run: (scene) =>
      mapped(scene, () => anotherRecord(scene, [headValue(9, new Uint8Array(32))], { colluders: { witness: false } })),
  },
  {
    name: 'shows a record with a leaf rewritten',
    shows: 'record.fault record.forked',
    run: (scene) => mapped(scene, () => anotherRecord(scene, [headValue(9, new Uint8Array(32))], { from: 3 })),
  },
  {
    name: 'logs another head for Alice than for Bob',
    shows: 'head.not-logged',
    checks: ['head.logged'],
    run: async (scene) => {
      const { base, seq } = await twoMore(scene);
      scene.cheat(await anotherRecord(scene, [headValue(seq, new Uint8Array(32).fill(6))], { base }));
      await scene.alice.client.parts.upkeep.watch();
      return undefined;
    },
  },
  {
    name: 'shows Alice a second record, and later the first',
    shows: 'record.fault record.forked',
    run: async (scene) => {
      await scene.three();
      await scene.watched();
      const { state } = await scene.alice.client.parts.conversations.begun(scene.id);
      scene.cheat(await anotherRecord(scene, [headValue(state.seq, fromBase64url(state.head))]));
      await scene.alice.client.parts.upkeep.watch();
      scene.alice.cheat.rule = {};
      await scene.say(scene.bob, 'and four');
      await scene.say(scene.bob, 'and five');
      await scene.world.logged(scene.id);
      return [await outcomeOf(recordOf(scene).lookUp())];
    },
  },
  {
    name: 'logs one map for Alice and another for Bob in turn',
    shows: 'head.not-logged',
    checks: ['head.logged'],
    run: async (scene) => {
      const own = await twoMore(scene);
      const other = headValue(own.seq - 1, new Uint8Array(32).fill(6));
      scene.cheat(await anotherRecord(scene, [other, headValue(own.seq, own.head)], { base: own.base }));
      await scene.alice.client.parts.upkeep.watch();
      return undefined;
    },
  },
  {
    name: 'logs a map in which the conversation stood still for Bob, and one for Alice, in turn',
    shows: 'record.fault record.alternates',
    run: async (scene) => {
      const own = await twoMore(scene);
      const still = headValue(1, await headAt(scene, 1));
      scene.cheat(await anotherRecord(scene, [still, headValue(own.seq, own.head)], { base: own.base }));
      return [await outcomeOf(recordOf(scene).lookUp())];
    },
  },
  {
    name: 'does not show Alice the map that it logged for Bob between two of hers',
    shows: 'record.fault record.chain',
    run: async (scene) => {
      const own = await twoMore(scene);
      const other = headValue(own.seq - 1, new Uint8Array(32).fill(6));
      const { instead } = await anotherRecord(scene, [other, headValue(own.seq, own.head)], { base: own.base });
      const hiding = async (asked: Asked) => {
        const { earlier, ...proof } = (await instead!['record.map']!(asked)) as MapProof;
        return { ...proof, earlier: earlier?.slice(0, -1) };
      };
      scene.cheat({ instead: { ...instead, 'record.map': hiding } });
      return [await outcomeOf(recordOf(scene).lookUp())];
    },
  },
  {
    name: 'logs for each of Alice and Bob as if the maps of the other were none',
    shows: 'record.fault record.chain',
    run: async (scene) => {
      const own = await twoMore(scene);
      const other = headValue(own.seq - 1, new Uint8Array(32).fill(6));
      scene.cheat(
        await anotherRecord(scene, [other, headValue(own.seq, own.head)], { base: own.base, isSkipping: true }),
      );
      await scene.alice.client.parts.upkeep.watch();
      return [await outcomeOf(scene.alice.client.record.check.run())];
    },
  },
  {
    name: 'shows frames and never logs them',
    shows: 'tail.unlogged',
    checks: ['tail.logged'],
    run: async (scene) => {
      await scene.three();
      await scene.watched();
      await scene.alice.client.parts.upkeep.watch();
      const { state } = await scene.alice.client.parts.conversations.begun(scene.id);
      const now = unixSeconds(systemClock);
      const before = await anotherRecord(scene, [headValue(state.seq - 1, await headAt(scene, state.seq - 1))], {
        colluders: { at: now + 400 },
      });
      scene.cheat(before);
      if (scene.on) scene.alice.later(390);
      await scene.alice.client.parts.upkeep.watch();
      return undefined;
    },
  },
  {
    name: "logs another key in the place of Alice's",
    shows: 'own-key.differs',
    checks: ['own-key.logged'],
    run: async (scene) => {
      await scene.three();
      await scene.watched();
      scene.cheat({
        bend: {
          'record.map': (proof, { path }) =>
            path.includes('kind=agreement') ? { ...proof, value: '', siblings: [] } : proof,
        },
      });
      await scene.alice.client.parts.upkeep.tendKeys();
      return undefined;
    },
  },
];

/** Alice has looked; Bob says two things more, which she reads and has not looked for in the record. */
async function twoMore(scene: Scene) {
  await scene.three();
  await scene.watched();
  const base = await loggedIndex(scene);
  await scene.say(scene.bob, 'and four', 'and five');
  await scene.alice.client.parts.conversations.pull(scene.id);
  const { state } = await scene.alice.client.parts.conversations.begun(scene.id);
  return { base, seq: state.seq, head: fromBase64url(state.head) };
}

async function headAt(scene: Scene, seq: number): Promise<Uint8Array> {
  const { headsOf } = await import('../../support/hostile-world.js');
  const { head0 } = await import('#crypto/verify');
  return headsOf(head0(scene.id), await scene.world.frames(scene.id))[seq - 1] ?? head0(scene.id);
}
