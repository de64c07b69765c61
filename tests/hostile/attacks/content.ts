import { limits } from '#contracts';
import { newSignatureKey } from '#crypto';
import { headsOf, hashText } from '../../support/hostile-world.js';
import { frameWith } from '../../support/cheating-relay.js';
import { type Attack, flippedBit, type Scene } from './attack.js';
import { falseMessage, type FalseMessage } from './forgery.js';
import { head0 } from '#crypto/verify';

/** A cheating Bob seals something; the relay stores it. */
async function sealed(
  scene: Scene,
  twist: FalseMessage | ((scene: Scene) => Promise<FalseMessage>),
  { saidByBob = false } = {},
): Promise<undefined> {
  await scene.three();
  await scene.alice.sync();
  if (scene.on) {
    await scene.world.place(
      scene.id,
      await falseMessage(scene, typeof twist === 'function' ? await twist(scene) : twist),
    );
    if (saidByBob) scene.said.add(`${scene.bob.officer}: sealed by hand`);
  }
  await scene.watched();
}

/** What Alice said, as Bob names it to change it. */
async function aboutAlice(scene: Scene): Promise<{ message: string; hash: string }> {
  await scene.say(scene.alice, 'Tuesday');
  const frame = await scene.frame(-1);
  return { message: frame[4], hash: hashText(frame[5]) };
}

/** What a cheating member does with its true keys, the relay helping. */
export const contentAttacks: readonly Attack[] = [
  {
    name: 'writes as Bob without his recognition key',
    shows: 'content.unauthenticated',
    checks: ['content.author'],
    run: (scene) => sealed(scene, { tags: (count) => Array.from({ length: count }, () => new Uint8Array(32)) }),
  },
  {
    name: "withdraws Alice's message",
    shows: 'content.not-the-author target.author',
    checks: ['content.directive'],
    run: (scene) => sealed(scene, async () => ({ content: { type: 'withdrawal', ...(await aboutAlice(scene)) } })),
  },
  {
    name: "corrects Alice's message",
    shows: 'content.not-the-author target.author',
    checks: ['content.directive'],
    run: (scene) =>
      sealed(scene, async () => ({ content: { type: 'correction', ...(await aboutAlice(scene)), text: 'Wednesday' } })),
  },
  {
    name: 'notes a message that was never said',
    shows: 'content.not-the-author target.other',
    checks: ['content.directive'],
    run: (scene) =>
      sealed(scene, async () => ({
        content: { type: 'noted', ...(await aboutAlice(scene)), hash: hashText(new Uint8Array(8)) },
      })),
  },
  {
    name: 'signs as on the record with another key',
    shows: 'content.record-refused',
    checks: ['content.record'],
    run: (scene) => sealed(scene, { recordKey: newSignatureKey().privateKey }, { saidByBob: true }),
  },
  {
    name: 'seals what is no content',
    shows: 'content.malformed content.type',
    run: (scene) => sealed(scene, { content: { type: 'text', text: 'more', more: true } }),
  },
  {
    name: 'claims another head than the relay logged',
    shows: 'context.sender-differs',
    checks: ['context.head'],
    run: (scene) => sealed(scene, { context: { seq: 1, head: new Uint8Array(32).fill(1) } }, { saidByBob: true }),
  },
  {
    name: 'claims another directory',
    shows: 'context.directory-differs',
    checks: ['context.directory'],
    run: (scene) => sealed(scene, { context: { root: new Uint8Array(32).fill(2) } }, { saidByBob: true }),
  },
  {
    name: 'claims a directory that nobody else has',
    shows: 'context.directory-unproven',
    checks: ['context.directory'],
    run: (scene) => sealed(scene, { context: { size: 100_000 } }, { saidByBob: true }),
  },
  {
    name: 'claims to know frames that came later',
    shows: 'context.impossible',
    checks: ['context.order'],
    run: (scene) => sealed(scene, { context: { seq: 99 } }, { saidByBob: true }),
  },
  {
    name: 'gives two readers two texts under one id',
    shows: 'head.not-logged',
    checks: ['head.logged'],
    run: async (scene) => {
      await scene.three();
      const mine = await falseMessage(scene, { content: { type: 'text', text: 'we agree' } });
      const others = await falseMessage(scene, { content: { type: 'text', text: 'we refuse' } });
      if (scene.on) await scene.world.place(scene.id, { ...others, id: mine.id });
      await scene.world.logged(scene.id);
      const honest = await scene.world.frames(scene.id);
      const bent = honest.map((frame, place) =>
        place === honest.length - 1 && scene.on ? frameWith(frame, { bytes: mine.bytes }) : frame,
      );
      scene.said.add(`${scene.bob.officer}: we agree`);
      const head = headsOf(head0(scene.id), bent).at(-1);
      scene.cheat({
        bend: {
          'frames.fetch': (page, asked) =>
            scene.isAsked(asked)
              ? { ...page, frames: bent.filter(([seq]) => seq > (asked.body as [string, number])[1]), head }
              : page,
        },
      });
      await scene.alice.sync();
      return undefined;
    },
  },
  {
    name: 'varies inputs and watches what the client does',
    shows: 'nothing to be learnt',
    run: async (scene) => {
      await scene.three();
      await scene.alice.sync();
      if (!scene.on) return undefined;
      const behaviours = new Set<string>();
      const honest = await falseMessage(scene);
      // Each part of the seal, and each part of the plaintext behind it: authenticators, context, padding.
      const length = honest.bytes.length;
      for (const at of [0, 12, 24, 40, 56, 60, 80, length >> 1, length - 17, length - 8, length - 1]) {
        const frame = flippedBit(
          [0, 'content', honest.S, honest.sender, honest.id, honest.bytes, 0],
          8 * at + (at % 8),
        );
        const made = await falseMessage(scene);
        await scene.world.place(scene.id, { ...made, bytes: frame[5] });
        const passed: string[] = [];
        scene.alice.cheat.onPassed = (hook) => passed.push(hook);
        const before = (await scene.alice.notices()).length;
        await scene.alice.client.parts.conversations.pull(scene.id);
        scene.alice.cheat.onPassed = () => undefined;
        const found = (await scene.alice.notices()).slice(before).map(({ code, detail }) => `${code} ${detail ?? ''}`);
        behaviours.add(JSON.stringify([passed, found]));
      }
      return behaviours.size === 1 && [...behaviours][0]?.includes('content.unopened seal.refused') === true
        ? ['nothing to be learnt']
        : [...behaviours];
    },
  },
  {
    name: 'measures the lengths of what is said',
    shows: 'six lengths',
    run: async (scene) => {
      const texts = [1, 60, 130, 200, 400, 900, 1500, 1900, 3800, 9000, 15_000, 40_000].map((length) =>
        'x'.repeat(length),
      );
      await scene.say(scene.bob, ...texts);
      await scene.alice.sync();
      if (!scene.on) return undefined;
      const buckets = [256, 1024, 2048, 4096, 16_384, 65_536].map((bucket) => bucket + limits.frameBytes - 65_536);
      const lengths = (await scene.world.frames(scene.id)).slice(1).map(([, , , , , bytes]) => bytes.length);
      return [lengths.every((length) => buckets.includes(length)) ? 'six lengths' : lengths.join()];
    },
  },
];
