import { MessageId, type WireFrame } from '#contracts';
import { keepsArchive } from '../../support/archive.js';
import { frameWith, namedFrame, Refused } from '../../support/cheating-relay.js';
import { outcomeOf, type HostileWorld } from '../../support/hostile-world.js';
import type { Attack, Scene } from './attack.js';

const FORGED = MessageId.parse('01999999-0000-7000-8000-000000000002');
const isPost = ([, kind]: WireFrame): boolean => kind === 'archive';
const declared = new WeakMap<HostileWorld, Promise<void>>();

/** Both sides keep an archive from now on, Bob has begun an epoch since, and posted its secret. */
async function archived(scene: Scene): Promise<WireFrame> {
  const { world, bob } = scene;
  let told = declared.get(world);
  if (told === undefined) {
    for (const authority of [world.north, world.south]) keepsArchive(authority);
    declared.set(world, (told = world.tell()));
  }
  await told;
  await bob.client.parts.upkeep.syncDirectory();
  await scene.advance();
  await scene.three();
  const found = (await world.frames(scene.id)).findLast(isPost);
  if (found === undefined) throw new Error('Bob has not posted');
  return found;
}

/** The relay stores one more post, which `bend` makes of Bob's. */
async function placed(scene: Scene, bend: (post: string) => string): Promise<undefined> {
  const post = namedFrame(await archived(scene));
  const bytes = Buffer.from(bend(Buffer.from(post.bytes).toString()));
  if (scene.on) await scene.world.place(scene.id, { ...post, id: FORGED, bytes });
  await scene.alice.sync();
}

interface Shares {
  readonly archive: string;
  readonly shares: readonly { readonly commitment: string; readonly wrap: string }[];
}

function swapped(post: string): string {
  const { archive, shares } = JSON.parse(post) as Shares;
  return JSON.stringify({ archive, shares: [...shares].reverse() });
}

function flipped(post: string): string {
  const at = post.indexOf('"wrap":"') + 8;
  return post.slice(0, at) + (post[at] === 'A' ? 'B' : 'A') + post.slice(at + 1);
}

/** What the relay, or a member, does to what goes into an archive: false posts, swapped shares, posts that are kept back. */
export const archiveAttacks: readonly Attack[] = [
  {
    name: "posts a share that is not one of the epoch's secret",
    shows: 'archive.false',
    checks: ['archive.post'],
    run: (scene) => placed(scene, flipped),
  },
  {
    name: 'posts the shares of two holders in one another’s place',
    shows: 'archive.false',
    checks: ['archive.post'],
    run: (scene) => placed(scene, swapped),
  },
  {
    name: 'shows another post than was sent',
    shows: 'archive.false',
    checks: ['archive.post'],
    run: async (scene) => {
      await archived(scene);
      await scene.shows((frames) =>
        frames.map((frame) =>
          isPost(frame) ? frameWith(frame, { bytes: Buffer.from(flipped(Buffer.from(frame[5]).toString())) }) : frame,
        ),
      );
      await scene.alice.sync();
    },
  },
  {
    name: 'leaves a post out',
    shows: 'frames.gap',
    checks: ['frame.dense'],
    run: async (scene) => {
      await archived(scene);
      await scene.shows((frames) => frames.filter((frame) => !isPost(frame)), { numbered: false });
      await scene.alice.sync();
    },
  },
  {
    name: 'acknowledges another post than it was sent',
    shows: 'ack.false other bytes',
    checks: ['ack.hash'],
    run: async (scene) => {
      await archived(scene);
      scene.cheat({ bend: { 'archive.post': (stored) => ({ ...stored, hash: new Uint8Array(32) }) } });
      await outcomeOf(scene.say(scene.alice, 'to be kept'));
      await scene.alice.sync();
    },
  },
  {
    name: 'takes no posts of an authority, for more than an hour',
    shows: 'archive.withheld permission.denied',
    run: async (scene) => {
      await archived(scene);
      scene.cheat({ instead: { 'archive.post': () => new Refused('permission.denied') } });
      const { directory } = scene.alice.client.parts.context.surroundings;
      const { checkpoint } = directory;
      if (checkpoint === undefined) throw new Error('no directory');
      await scene.alice.sync();
      // Nobody waits an hour: the directory was cosigned later, as far as she knows.
      Object.defineProperty(directory, 'checkpoint', { get: () => ({ ...checkpoint, at: checkpoint.at + 4000 }) });
      await scene.alice.client.parts.upkeep.minute().catch(() => undefined);
    },
  },
];
