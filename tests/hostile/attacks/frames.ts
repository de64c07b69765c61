import { MessageId, type WireFrame } from '#contracts';
import { frameWith, namedFrame } from '../../support/cheating-relay.js';
import { outcomeOf } from '../../support/hostile-world.js';
import { type Attack, flippedBit, type Scene } from './attack.js';

const FORGED = MessageId.parse('01999999-0000-7000-8000-000000000001');

const isContent = ([, kind]: WireFrame): boolean => kind === 'content';
const contents = (frames: readonly WireFrame[]): WireFrame[] => frames.filter(isContent);
const statements = (frames: readonly WireFrame[]): WireFrame[] => frames.filter((frame) => !isContent(frame));

/** Bob says three things; Alice is shown what `bend` makes of them. */
async function shown(
  scene: Scene,
  bend: (frames: readonly WireFrame[]) => readonly WireFrame[],
  options = {},
): Promise<undefined> {
  await scene.three();
  await scene.shows(bend, options);
  await scene.alice.sync();
}

/** As {@link shown}, and the real head stands in the map by then. */
async function shownAndLogged(
  scene: Scene,
  bend: (frames: readonly WireFrame[]) => readonly WireFrame[],
): Promise<undefined> {
  await scene.three();
  await scene.world.logged(scene.id);
  await scene.shows(bend, { restated: true });
  await scene.alice.sync();
}

/** The relay stores a frame that nobody sent. */
async function placed(scene: Scene, frame: Partial<ReturnType<typeof namedFrame>>): Promise<undefined> {
  await scene.three();
  const last = namedFrame(await scene.frame(-1));
  if (scene.on) await scene.world.place(scene.id, { ...last, id: FORGED, ...frame });
  await scene.alice.sync();
}

/** Alice says something; its acknowledgement is bent. */
async function acknowledged(scene: Scene, rule: Parameters<Scene['cheat']>[0]): Promise<readonly string[]> {
  await scene.three();
  await scene.alice.sync();
  scene.cheat(rule);
  const outcome = await outcomeOf(scene.say(scene.alice, 'kept?'));
  await scene.alice.sync();
  return [outcome];
}

function swapped<Item>(items: readonly Item[], one: number, other: number): Item[] {
  return items.map((item, place) => items[place === one ? other : place === other ? one : place] ?? item);
}

/** What the relay does to the sequence of frames: order, loss, repetition, rewriting, acknowledgements. */
export const frameAttacks: readonly Attack[] = [
  {
    name: 'delivers 3, 1, 2',
    shows: 'frames.gap',
    checks: ['frame.dense'],
    run: (scene) =>
      shown(scene, (frames) => [...statements(frames), ...contents(frames).slice(2), ...contents(frames).slice(0, 2)], {
        numbered: false,
      }),
  },
  {
    name: 'drops one',
    shows: 'frames.gap',
    checks: ['frame.dense'],
    run: (scene) => shown(scene, (frames) => frames.filter((_, place) => place !== 2), { numbered: false }),
  },
  {
    name: 'drops one and numbers the rest anew',
    shows: 'head.not-logged',
    checks: ['head.logged', 'tail.whole'],
    run: async (scene) => {
      await scene.three();
      await scene.world.logged(scene.id);
      const last = await scene.frame(-1);
      await scene.shows((frames) => [...frames.filter((_, place) => place !== 2), last], { restated: true });
      await scene.alice.sync();
    },
  },
  {
    name: 'drops the last two',
    shows: 'tail.cut',
    checks: ['tail.whole'],
    run: (scene) => shownAndLogged(scene, (frames) => frames.slice(0, -2)),
  },
  {
    name: "drops one sender's",
    shows: 'tail.cut',
    checks: ['tail.whole'],
    run: async (scene) => {
      await scene.alice.sync();
      await scene.say(scene.alice, 'zero');
      await shownAndLogged(scene, (frames) =>
        frames.filter((frame) => !(isContent(frame) && frame[3] === scene.bob.device.id)),
      );
    },
  },
  {
    name: 'takes back the end it had shown',
    shows: 'tail.cut',
    checks: [],
    run: async (scene) => {
      await scene.three();
      await scene.alice.sync();
      await scene.shows((frames) => frames.slice(0, -1), { restated: true });
      await scene.alice.client.parts.conversations.pull(scene.id);
    },
  },
  {
    name: 'says that there is more and withholds it',
    shows: 'frames.gap withheld',
    checks: [],
    run: async (scene) => {
      await scene.three();
      scene.cheat({ bend: { 'frames.fetch': (page) => ({ ...page, frames: [] }) } });
      await scene.alice.sync();
    },
  },
  {
    name: 'hides the conversation',
    shows: 'conversation.hidden',
    checks: [],
    run: async (scene) => {
      await scene.alice.sync();
      scene.cheat({
        bend: {
          conversations: ({ conversations }) => ({ conversations: conversations.filter(({ id }) => id !== scene.id) }),
        },
      });
      await scene.alice.sync();
    },
  },
  {
    name: 'replays a frame within its epoch',
    shows: 'frames.repeated',
    checks: ['frame.once'],
    run: (scene) => shown(scene, (frames) => [...frames, ...frames.slice(-1)]),
  },
  {
    name: 'replays a frame after a restart',
    shows: 'frames.repeated',
    checks: ['frame.once'],
    run: async (scene) => {
      await scene.three();
      await scene.alice.sync();
      scene.alice = await scene.alice.restarted();
      await scene.alice.sync();
      await scene.shows((frames) => [...frames, ...frames.slice(-1)]);
      await scene.alice.client.parts.conversations.pull(scene.id);
    },
  },
  {
    name: 'replays a frame to a second device',
    shows: 'frames.repeated',
    checks: ['frame.once'],
    run: async (scene) => {
      const second = await scene.world.secondDevice(scene.alice, scene.opened);
      scene.admit(second.device);
      await scene.alice.sync();
      await scene.alice.client.addDevices(scene.id, [second.device.id]);
      scene.victims = [scene.alice, second];
      await scene.bob.client.parts.upkeep.syncDirectory();
      await scene.three();
      await scene.shows((frames) => [...frames, ...frames.slice(-1)], { victim: second });
      await second.sync();
    },
  },
  {
    name: 'alters the bytes of a frame',
    shows: 'head.differs',
    checks: ['frame.head'],
    run: (scene) => shown(scene, (frames) => frames.map((frame, place) => (place === 3 ? flippedBit(frame) : frame))),
  },
  {
    name: 'alters the bytes of a frame, and the head with them',
    shows: 'head.not-logged',
    checks: ['head.logged'],
    run: (scene) =>
      shownAndLogged(scene, (frames) => frames.map((frame, place) => (place === 3 ? flippedBit(frame) : frame))),
  },
  {
    name: 'swaps the sender of a frame',
    shows: 'content.unopened seal.refused',
    run: (scene) =>
      shown(
        scene,
        (frames) =>
          frames.map((frame, place) => (place === 3 ? frameWith(frame, { sender: scene.bob.spare.id }) : frame)),
        { restated: true },
      ),
  },
  {
    name: 'swaps two frames and their numbers',
    shows: 'head.not-logged',
    checks: ['head.logged'],
    run: (scene) => shownAndLogged(scene, (frames) => swapped(frames, 1, 2)),
  },
  {
    name: 'swaps two frames before it has logged them',
    shows: 'context.relay-forked',
    checks: ['context.head'],
    run: async (scene) => {
      await shown(scene, (frames) => swapped(frames, 1, 2), { restated: true });
      await scene.watched();
    },
  },
  {
    name: 'states other times',
    shows: 'order kept',
    checks: [],
    run: async (scene) => {
      await shown(scene, (frames) => frames.map((frame) => frameWith(frame, { storedAt: 2_000_000_000 - frame[0] })));
      const texts = await scene.alice.shown(scene.id);
      return scene.on && texts.map((text) => text.split(': ')[1]).join() === 'one,two,three'
        ? ['order kept']
        : ['done'];
    },
  },
  {
    name: 'sends other bytes for a place it had filled',
    shows: 'frames.rewritten',
    checks: ['frame.held'],
    run: async (scene) => {
      await scene.three();
      await scene.alice.sync();
      const last = await scene.frame(-1);
      await scene.alice.client.parts.conversations.pushed(scene.id, [scene.on ? flippedBit(last) : last]);
      return undefined;
    },
  },
  {
    name: "places a frame under the device's own name",
    shows: 'device.cloned',
    checks: ['frame.own'],
    run: (scene) => placed(scene, { sender: scene.alice.device.id }),
  },
  {
    name: 'places a frame of a device outside the roster',
    shows: 'content.stranger',
    checks: ['content.sender'],
    run: async (scene) => placed(scene, { sender: 'ghost' }),
  },
  {
    name: 'moves a ciphertext to another conversation of the same members',
    shows: 'content.wrong-epoch',
    checks: ['content.epoch'],
    run: async (scene) => {
      const frame = await ofAnother(scene);
      if (scene.on) await scene.world.place(scene.id, frame);
      await scene.alice.sync();
      return undefined;
    },
  },
  {
    name: 'moves a ciphertext to another conversation and renames its epoch',
    shows: 'content.unopened seal.refused',
    run: async (scene) => {
      const frame = await ofAnother(scene);
      const { S } = await scene.bob.epoch(scene.id);
      if (scene.on) await scene.world.place(scene.id, { ...frame, S: new Uint8Array(Buffer.from(S, 'base64url')) });
      await scene.alice.sync();
      return undefined;
    },
  },
  {
    name: 'places a message of an epoch that is over',
    shows: 'content.wrong-epoch',
    checks: ['content.epoch'],
    run: async (scene) => {
      await scene.three();
      const old = namedFrame(await scene.frame(-1));
      await scene.advance();
      if (scene.on) await scene.world.place(scene.id, { ...old, id: FORGED });
      await scene.alice.sync();
      return undefined;
    },
  },
  {
    name: 'gives a statement as content',
    shows: 'content.unopened seal.refused',
    run: async (scene) => placed(scene, { bytes: (await scene.frame(0))[5] }),
  },
  {
    name: 'gives content as a statement',
    shows: 'statement.refused json.invalid',
    run: async (scene) => placed(scene, { kind: 'statement' }),
  },
  {
    name: 'gives content as an archive post',
    shows: 'nothing opened',
    checks: [],
    run: async (scene) => {
      await scene.three();
      const last = await scene.frame(-1);
      await scene.shows((frames) => [...frames.slice(0, -1), frameWith(last, { kind: 'archive' })], { restated: true });
      if (scene.on) scene.said.delete(`${scene.bob.officer}: three`);
      await scene.alice.sync();
      return [scene.on && (await scene.alice.shown(scene.id)).length === 2 ? 'nothing opened' : 'done'];
    },
  },
  {
    name: "gives a message the id of its sender's statement",
    shows: 'frames.repeated',
    checks: ['frame.once'],
    run: async (scene) => {
      await scene.advance();
      await scene.three();
      const statement = await scene.frame(1);
      await scene.shows(
        (frames) => frames.map((frame, place) => (place === 3 ? frameWith(frame, { id: statement[4] }) : frame)),
        { restated: true },
      );
      await scene.alice.sync();
      return undefined;
    },
  },
  {
    name: 'acknowledges other bytes',
    shows: 'ack.false other bytes',
    checks: ['ack.hash'],
    run: (scene) =>
      acknowledged(scene, { bend: { 'message.send': (stored) => ({ ...stored, hash: new Uint8Array(32) }) } }),
  },
  {
    name: 'acknowledges a place that holds another frame',
    shows: 'ack.false another frame',
    checks: ['ack.place'],
    run: (scene) => acknowledged(scene, { bend: { 'message.send': (stored) => ({ ...stored, seq: 1 }) } }),
  },
  {
    name: 'acknowledges and does not store',
    shows: 'tail.cut acknowledged and gone',
    checks: [],
    run: async (scene) => {
      const { sha256 } = await import('#crypto');
      return acknowledged(scene, {
        instead: {
          'message.send': ({ body }) => ({
            seq: 5,
            hash: sha256((body as [string, Uint8Array, string, Uint8Array])[3]),
          }),
        },
      });
    },
  },
];

/** A message of Bob's in another conversation with Alice. */
async function ofAnother(scene: Scene) {
  const other = await scene.bob.client.open({
    kind: 'consultation',
    with: [{ authority: scene.world.north.id, officers: [scene.alice.officer] }],
  });
  await scene.bob.say(other, 'elsewhere');
  const frame = (await scene.world.frames(other)).at(-1);
  if (frame === undefined) throw new Error('nothing was said');
  return namedFrame(frame);
}
