import { describe, expect, it } from '@jest/globals';
import type { WireFrame } from '#contracts';
import { CodedError } from '#primitives';
import { exportsOf, fakeEvidence } from '../../../tests/support/fake-exports.js';
import { outcome, say, talking, texts } from '../../../tests/support/talking.js';
import { keys, type EpochRecord } from './conversation-state.js';
import { parseExport } from './export-file.js';
import type { AttachmentSource } from './export-attachment.js';
import type { ExportOptions, ExportProgress } from './export-gathering.js';
import { exportPage } from './export-html.js';
import { exportWords } from './export-words.js';

async function consulted() {
  const world = await talking();
  const { alice, bob, id, relay } = world;
  const first = await say(alice, id, 'on Tuesday');
  await bob.client.sync();
  await say(bob, id, 'agreed');
  await alice.client.sync();
  return { ...world, first, exports: exportsOf(relay, alice) };
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

const wordsOf = (messages: readonly { readonly json: unknown }[]): unknown[] =>
  messages.map(({ json }) => (json as { text?: string }).text);

describe('an export', () => {
  it('proves the words of everybody at their places, and no author', async () => {
    const { exports, id, relay, ana, network } = await consulted();
    const { verified } = await exports.make(id);
    expect(wordsOf(verified.messages)).toEqual(['on Tuesday', 'agreed']);
    expect(verified.messages.map(({ seq }) => seq)).toEqual([2, 3]);
    expect(verified.messages.some(({ signed }) => signed !== undefined)).toBe(false);
    expect(verified).toMatchObject({
      conversation: id,
      logged: { seq: 3, at: relay.time },
      network: { id: network.networkId, name: 'Practice network' },
    });
    expect(verified.account.people).toContainEqual(
      expect.objectContaining({ officer: ana.id, authorityName: 'Ministry of Justice' }),
    );
  });

  it('gives away no epoch secret, no statement of the roster and no relay time', async () => {
    const { exports, id, alice, relay } = await consulted();
    const { text } = await exports.make(id);
    const { store } = alice.client.parts.context.surroundings;
    const epochs = await store.range<EpochRecord>({ prefix: keys.epochs(id) });
    expect(epochs.length).toBeGreaterThan(0);
    for (const { value } of epochs) expect(text).not.toContain(value.E ?? 'none');
    expect(text).not.toContain('conversation.opened');
    expect(text).not.toContain('storedAt');
    expect(parseExport(text).messages.map(({ seq }) => seq)).toEqual([2, 3]);
    expect(relay.frames(id)).toHaveLength(3);
  });

  it('says who signed what its author put on the record, and of nothing else', async () => {
    const { exports, id, alice, north } = await consulted();
    await alice.client.say(id, 'our position', { onTheRecord: true });
    await alice.client.settle(id);
    const { verified } = await exports.make(id);
    expect(verified.messages.map(({ signed }) => signed?.authority)).toEqual([undefined, undefined, north.id]);
  });

  it('leaves out the words of what was withdrawn, and of its corrections', async () => {
    const { exports, id, alice, first } = await consulted();
    await alice.client.correct(id, first, 'on Wednesday');
    await alice.client.settle(id);
    expect(wordsOf((await exports.make(id)).verified.messages)).toEqual(['on Tuesday', 'agreed', 'on Wednesday']);
    await alice.client.withdraw(id, first);
    await alice.client.settle(id);
    const { verified } = await exports.make(id);
    expect(verified.messages.map(({ seq }) => seq)).toEqual([3, 5]);
    expect(verified.account.places.find(({ seq }) => seq === 2)).toMatchObject({ is: 'message', withdrawn: 5 });
  });

  it('of a part holds the frames from there on, and the words of the part alone', async () => {
    const { exports, id, alice } = await consulted();
    await say(alice, id, 'later');
    const { verified, text } = await exports.make(id, { from: 3, to: 3 });
    expect(wordsOf(verified.messages)).toEqual(['agreed']);
    expect(verified.frames.map(({ seq }) => seq)).toEqual([3, 4]);
    expect(parseExport(text).chain.before.seq).toBe(2);
  });

  it.each([
    [{ from: 3, to: 2 }, 'export.range'],
    [{ from: 0 }, 'export.range'],
    [{ to: 9 }, 'export.range'],
    [{ signal: { aborted: true } }, 'client.cancelled'],
  ])('with %j is refused by %s', async (options, code) => {
    const { exports, id } = await consulted();
    expect(await outcome(exports.make(id, options))).toBe(code);
  });

  it('tells how far it has come', async () => {
    const { exports, id } = await consulted();
    const told: ExportProgress[] = [];
    await exports.make(id, { onProgress: (progress) => told.push(progress) });
    expect(new Set(told.map(({ stage }) => stage))).toEqual(new Set(['record', 'frames', 'check']));
    expect(told.at(-1)).toEqual({ stage: 'check', done: 1, all: 1 });
  });

  it('waits until the record covers the last place, and no longer than two maps', async () => {
    const { relay, alice, id } = await consulted();
    const evidence = fakeEvidence(relay, alice);
    const behind = relay.map.get(`head ${id}`) ?? new Uint8Array(0);
    await say(alice, id, 'just now');
    const newest = relay.map.get(`head ${id}`) ?? new Uint8Array(0);
    let asked = 0;
    const late = (after: number) => ({
      ...evidence,
      head(conversation: typeof id) {
        relay.map.set(`head ${id}`, asked++ < after ? behind : newest);
        return evidence.head(conversation);
      },
    });
    expect((await exportsOf(relay, alice, late(3)).make(id)).verified.logged.seq).toBe(4);
    asked = 0;
    expect(await outcome(exportsOf(relay, alice, late(1000)).make(id))).toBe('record.behind');
  });

  it('is refused where the record holds another head than this device', async () => {
    const { relay, alice, id } = await consulted();
    const other = relay.map.get(`head ${id}`)?.slice() ?? new Uint8Array(0);
    other[other.length - 1] = (other.at(-1) ?? 0) ^ 1;
    relay.map.set(`head ${id}`, other);
    expect(await outcome(exportsOf(relay, alice).make(id))).toBe('record.map');
  });

  describe('of messages that carry files', () => {
    async function withFiles() {
      const world = await consulted();
      const { alice, id } = world;
      const attach = async (name: string, bytes: Uint8Array): Promise<void> => {
        const file = { name, length: bytes.length, bytes: pieces(bytes) };
        await alice.client.attachments.settle(await alice.client.attachments.attach(id, file, { text: 'enclosed' }));
        await alice.client.settle(id);
      };
      await attach('note.txt', new Uint8Array(3000).fill(65));
      await attach('larger.txt', new Uint8Array(9000).fill(66));
      const attachments: AttachmentSource = (item) => alice.client.attachments.ciphertext(item);
      return { ...world, attachments };
    }

    it('holds the files that are asked for, and proves that they are those', async () => {
      const { exports, id, attachments } = await withFiles();
      const { verified } = await exports.make(id, { attachments });
      expect(verified.messages.map(({ attachment }) => attachment?.bytes.length)).toEqual([
        undefined,
        undefined,
        3000,
        9000,
      ]);
      expect(verified.messages[2]?.attachment).toMatchObject({ name: 'note.txt', mediaType: 'text/plain' });
      const data = Buffer.from(new Uint8Array(3000).fill(65)).toString('base64');
      expect(exportPage(verified)).toContain(
        `<a download="note.txt" href="data:application/octet-stream;base64,${data}">`,
      );
    });

    it('says which files are left out, and why', async () => {
      const { exports, id, attachments } = await withFiles();
      const pages: string[] = [];
      const leftOut = async (options: ExportOptions): Promise<unknown[]> => {
        const { verified } = await exports.make(id, options);
        expect(verified.messages).toHaveLength(4);
        pages.push(exportPage(verified));
        return verified.account.places.map(({ attachment }) => attachment).filter((why) => why !== undefined);
      };
      expect(await leftOut({})).toEqual(['not-asked', 'not-asked']);
      expect(await leftOut({ attachments, mostAttachmentBytes: 5000 })).toEqual(['too-large']);
      expect(await leftOut({ attachments: () => Promise.resolve(undefined) })).toEqual(['unavailable', 'unavailable']);
      const altered = (): Promise<never> => Promise.reject(new CodedError('attachment.altered'));
      expect(await leftOut({ attachments: altered })).toEqual(['unavailable', 'unavailable']);
      const sentences = [
        exportWords.attachmentNotAsked,
        exportWords.attachmentTooLarge,
        exportWords.attachmentUnavailable,
      ];
      for (const [i, sentence] of sentences.entries())
        expect(pages[i]).toMatch(new RegExp(`larger\\.txt \\(9 kB\\).*${sentence}`, 's'));
    });

    it('refuses a file that is not the one its message names', async () => {
      const { exports, id, attachments } = await withFiles();
      const other: AttachmentSource = async (item) => (await attachments(item))?.fill(7, 100, 101);
      expect(await outcome(exports.make(id, { attachments: other }))).toBe('export.attachment');
    });
  });

  describe('of frames that this device holds no more', () => {
    async function forgetful() {
      const world = await consulted();
      const { store } = world.alice.client.parts.context.surroundings;
      for (const seq of [2, 3]) await store.write([{ key: keys.frame(world.id, seq), remove: true }]);
      return world;
    }

    it('fetches them again', async () => {
      const { exports, id, alice } = await forgetful();
      expect(wordsOf((await exports.make(id)).verified.messages)).toEqual(await texts(alice, id));
    });

    it.each<[string, (frames: readonly WireFrame[]) => readonly WireFrame[]]>([
      [
        'other bytes',
        (frames) => frames.map(([seq, kind, S, sender, id, , at]) => [seq, kind, S, sender, id, new Uint8Array(9), at]),
      ],
      ['other places', (frames) => frames.map(([seq, ...rest]) => [seq + 1, ...rest])],
      ['none', () => []],
    ])('refuses %s in their stead', async (_name, twist) => {
      const { exports, id, alice } = await forgetful();
      const frames = alice.relay.frames.bind(alice.relay);
      alice.relay.frames = async (conversation, after, limit) => {
        const page = await frames(conversation, after, limit);
        return after === 1 ? { ...page, frames: twist(page.frames) } : page;
      };
      expect(await outcome(exports.make(id))).toBe('export.frames');
    });
  });
});
