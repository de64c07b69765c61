import { codeOf } from '#primitives';
import type { Answers, Asked } from '../../support/cheating-relay.js';
import type { Attack, Scene } from './attack.js';

/** Three chunks of ciphertext and a part of a fourth. */
const FILE = 200_000;
const HEADER = 24;
const CHUNK = 65_536 + 17;

/** A part of a ciphertext as it is asked for. */
interface Part {
  readonly bytes: Uint8Array;
  readonly from: number;
  /** The true bytes of a part of the same attachment, or of one more of the same length. */
  readonly truly: (from: number, to: number, other?: boolean) => Promise<Uint8Array>;
}

/** Bob sends two files; the relay bends what Alice is given of the first. Answers the refusal, and how much was shown before. */
async function fetched(scene: Scene, bend: (part: Part) => Uint8Array | Promise<Uint8Array>): Promise<string[]> {
  const { alice, bob, id } = scene;
  const [first, second] = [await attached(scene, 1), await attached(scene, 2)];
  await alice.sync();
  const contents = await Promise.all([first, second].map((message) => bob.client.parts.views.message(id, message)));
  const [one, two] = contents.map((item) =>
    item?.content?.type === 'attachment' ? item.content.attachment : undefined,
  );
  if (one === undefined || two === undefined) throw new Error('nothing was attached');
  const truly: Part['truly'] = (from, to, other = false) =>
    alice.cheat.truly(`/v1/conversations/${id}/attachments/${other ? two : one}`, from, to);
  scene.cheat({
    bend: {
      'attachment.read': (bytes: Answers['attachment.read'], asked: Asked) =>
        bend({ bytes, from: Number(/bytes=(\d+)-/.exec(String(asked.body))?.[1]), truly }),
    },
  });
  let shown = 0;
  try {
    const file = await alice.client.attachments.fetch(id, first);
    for await (const bytes of file.read()) shown += bytes.length;
    return shown === FILE ? [] : [`${String(shown)} bytes`];
  } catch (error) {
    return [`${String(codeOf(error))} after ${shown === 0 ? 'nothing' : 'some bytes'}`];
  }
}

async function attached({ bob, id }: Scene, seed: number) {
  const content = Uint8Array.from({ length: FILE }, (_, at) => (at * seed) % 256);
  async function* bytes() {
    yield content;
  }
  const upload = await bob.client.attachments.attach(id, { name: 'annex.pdf', length: FILE, bytes: bytes() });
  const message = await bob.client.attachments.settle(upload);
  await bob.client.settle(id);
  if (message === undefined) throw new Error('nothing was sent');
  return message;
}

const withByte = (bytes: Uint8Array, at: number): Uint8Array =>
  bytes.map((byte, place) => (place === at ? byte ^ 1 : byte));

/** What a relay does to a file that one officer sends another (protocol 3.7). */
export const attachmentAttacks: readonly Attack[] = [
  {
    name: 'flips a bit near the end of a file',
    shows: 'attachment.altered after nothing',
    checks: ['attachment.whole'],
    run: (scene) => fetched(scene, ({ bytes, from }) => withByte(bytes, 190_000 - from)),
  },
  {
    name: 'ends a file with nothing',
    shows: 'attachment.altered after nothing',
    checks: ['attachment.whole'],
    run: (scene) => fetched(scene, ({ bytes, from }) => bytes.map((byte, at) => (from + at > 180_000 ? 0 : byte))),
  },
  {
    name: 'gives a chunk in the place of the next',
    shows: 'attachment.altered after nothing',
    checks: ['attachment.whole'],
    run: (scene) =>
      fetched(scene, async ({ bytes, from, truly }) => {
        const [second, third] = [HEADER + CHUNK, HEADER + 2 * CHUNK];
        const chunk = await truly(second, third);
        return bytes.map((byte, at) => chunk[from + at - third] ?? byte);
      }),
  },
  {
    name: 'gives another file of the same length',
    shows: 'attachment.altered after nothing',
    run: (scene) => fetched(scene, ({ bytes, from, truly }) => truly(from, from + bytes.length, true)),
  },
  {
    name: 'gives the end of another file',
    shows: 'attachment.altered after nothing',
    checks: ['attachment.whole'],
    run: (scene) =>
      fetched(scene, ({ bytes, from, truly }) =>
        from >= HEADER + CHUNK ? truly(from, from + bytes.length, true) : bytes,
      ),
  },
  {
    name: 'truncates a part of a file',
    shows: 'client.answer after nothing',
    run: (scene) => fetched(scene, ({ bytes }) => bytes.subarray(1)),
  },
  {
    name: 'appends to a part of a file',
    shows: 'client.answer after nothing',
    run: (scene) => fetched(scene, ({ bytes }) => Uint8Array.of(...bytes, 0)),
  },
];
