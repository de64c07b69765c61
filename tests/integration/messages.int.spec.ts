import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FramesPage, MessageStored } from '#contracts';
import { head0, nextHead, sha256 } from '#crypto/verify';
import { Archives } from '#relay/conversations/archives';
import { FrameFanOut } from '#relay/conversations/frame-fan-out';
import { SystemClock } from '#relay/platform/clock';
import { RateLimiter } from '#relay/platform/rate-limiter';
import { aPost, keepsArchive } from '../support/archive.js';
import { aNetwork, type AuthorityBuilder, type NetworkBuilder } from '../support/directory.js';
import { aMessageId, closeSockets, codeOfAnswer, Member, sealedBytes, TestConversation } from '../support/member.js';
import { aRelay, endRelays, type TestRelay } from '../support/relay.js';

let network: NetworkBuilder;
let relay: TestRelay;
let ana: Member;
let ben: Member;
let conversation: TestConversation;
let vl: AuthorityBuilder;

beforeAll(async () => {
  network = aNetwork();
  vl = network.anAuthority('vl-moj');
  const laptop = vl.anOfficer('ana').aDevice();
  const desktop = network.anAuthority('xk-moj').anOfficer('ben').aDevice();
  relay = await aRelay({ network });
  [ana, ben] = await Promise.all([Member.of(relay, laptop), Member.of(relay, desktop)]);
  conversation = await TestConversation.of(ana, ben);
}, 60_000);

afterAll(async () => {
  closeSockets();
  await endRelays();
});

const isStored = (answer: unknown): answer is MessageStored => codeOfAnswer(answer) === 'accepted';
const seqs = (frames: readonly (readonly [number, ...unknown[]])[]) => frames.map(([seq]) => seq);

describe('messages', () => {
  it('are acknowledged with their place and the hash of their bytes, and reach every member', async () => {
    const bytes = sealedBytes();
    const id = aMessageId();
    const answer = await ana.send(conversation, { id, bytes });
    expect(answer).toEqual({ seq: expect.any(Number), hash: sha256(bytes) });
    await relay.until(() =>
      Promise.resolve([ana, ben].every(({ pushed }) => pushed.some(([, , , , other]) => other === id))),
    );
    const frame = ben.pushed.find(([, , , , other]) => other === id);
    expect(frame?.slice(1, 6)).toEqual(['content', conversation.S, ana.id, id, bytes]);
  });

  it('are answered as the first time when the same bytes come again, also in one batch and after other frames', async () => {
    const message = { id: aMessageId(), bytes: sealedBytes() };
    const first = await Promise.all([ana.send(conversation, message), ana.send(conversation, message)]);
    await ana.send(conversation);
    const again = await ana.send(conversation, message);
    expect([first[1], again]).toEqual([first[0], first[0]]);
    const frames = await ben.pull(conversation.id);
    expect(frames.filter(([, , , , id]) => id === message.id)).toHaveLength(1);
  });

  it('are refused when other bytes come under an id that was used, also in one batch', async () => {
    const id = aMessageId();
    const answers = await Promise.all([ana.send(conversation, { id }), ana.send(conversation, { id })]);
    expect(answers.map(codeOfAnswer)).toEqual(['accepted', 'message.id-reused']);
    expect(codeOfAnswer(await ana.send(conversation, { id }))).toBe('message.id-reused');
    expect(codeOfAnswer(await ben.send(conversation, { id }))).toBe('accepted');
  });

  it('are recognized as repeats before their epoch is judged', async () => {
    const before = { id: conversation.id, S: conversation.S };
    const message = { id: aMessageId(), bytes: sealedBytes() };
    const first = await ana.send(before, message);
    await ben.reportUnreadable(conversation);
    await conversation.next(ben);
    expect(await ana.send(before, message)).toEqual(first);
    expect(codeOfAnswer(await ana.send(before, { id: message.id }))).toBe('message.id-reused');
    expect(codeOfAnswer(await ana.send(before))).toBe('conversation.epoch-stale');
    expect(codeOfAnswer(await ana.send(conversation))).toBe('accepted');
  });

  it('stand in one dense sequence with one chain of heads when two nodes write at once', async () => {
    const beside = await aRelay({ beside: relay });
    const far = await Member.of(beside, ben.device);
    await Promise.all(
      Array.from({ length: 20 }, async () =>
        Promise.all([ana.send(conversation), far.send(conversation), ben.send(conversation)]),
      ),
    );
    const [here, there] = [await ana.pull(conversation.id), await far.pull(conversation.id)];
    expect(seqs(here)).toEqual(here.map((_, index) => index + 1));
    expect(there).toEqual(here);
    const page = (await ana.ask('frames.fetch', [conversation.id, here.length, 1])) as FramesPage;
    const head = here.reduce(
      (before, [seq, kind, S, sender, id, bytes]) => nextHead(before, { seq, kind, S, sender, id, bytes }),
      head0(conversation.id),
    );
    expect([page.seq, page.head]).toEqual([here.length, head]);
    await beside.stop();
  });

  it('reach members on another node without being asked for', async () => {
    const beside = await aRelay({ beside: relay });
    const far = await Member.of(beside, ben.device);
    await relay.until(async () => {
      const id = aMessageId();
      await ana.send(conversation, { id });
      await new Promise((resolve) => setTimeout(resolve, 100));
      return far.pushed.some(([, , , , other]) => other === id);
    });
    await beside.stop();
  });

  it('are not lost when the relay ends between the commit and the fan-out', async () => {
    const fanOut = relay.app.get(FrameFanOut);
    const { content } = fanOut;
    fanOut.content = () => undefined;
    const id = aMessageId();
    const answer = await ana.send(conversation, { id });
    fanOut.content = content;
    expect(isStored(answer)).toBe(true);
    expect(ben.pushed.some(([, , , , other]) => other === id)).toBe(false);
    expect((await ben.pull(conversation.id)).some(([, , , , other]) => other === id)).toBe(true);
  });

  it('come in pages bounded in frames and in bytes', async () => {
    await Promise.all(
      Array.from({ length: 12 }, async () => ana.send(conversation, { bytes: sealedBytes(65_536 + 72) })),
    );
    const { seq } = (await ben.ask('frames.fetch', [conversation.id, 0, 1])) as FramesPage;
    const few = (await ben.ask('frames.fetch', [conversation.id, 3, 2])) as FramesPage;
    expect(seqs(few.frames)).toEqual([4, 5]);
    const large = (await ben.ask('frames.fetch', [conversation.id, seq - 12, 1000])) as FramesPage;
    expect(large.frames.length).toBe(8);
    expect((await ben.pull(conversation.id)).length).toBe(seq);
  });

  it.each([
    ['nothing', [], 'request.invalid'],
    ['text', ['hello'], 'request.invalid'],
    ['too few parts', [['x', new Uint8Array(32), 'y']], 'request.invalid'],
    ['two arguments', [[], []], 'request.invalid'],
    ['a map', [{ conversation: 'x' }], 'request.invalid'],
  ])('are refused as %s, and the connection is kept', async (_, args, code) => {
    expect(codeOfAnswer(await ana.ask('message.send', ...args))).toBe(code);
    expect(ana.socket?.connected).toBe(true);
  });

  it.each([
    ['another kind of id', 'conversation', 'not-an-id', 'request.invalid'],
    ['a short statement hash', 'statement', new Uint8Array(31), 'request.invalid'],
    ['a statement hash that is text', 'statement', 'x'.repeat(32), 'request.invalid'],
    ['an id in upper case', 'id', '019A0000-0000-7000-8000-0000000000A0', 'request.invalid'],
    ['an id of another version', 'id', '019a0000-0000-4000-8000-0000000000a0', 'request.invalid'],
    ['bytes that are text', 'bytes', 'x', 'request.invalid'],
    ['bytes of no bucket', 'bytes', new Uint8Array(1000), 'message.size'],
    ['no bytes', 'bytes', new Uint8Array(0), 'message.size'],
    ['too many bytes', 'bytes', new Uint8Array(65_537 + 72), 'message.too-large'],
  ])('are refused with %s', async (_, field, value, code) => {
    const right = { conversation: conversation.id, statement: conversation.S, id: aMessageId(), bytes: sealedBytes() };
    const { conversation: to, statement, id, bytes } = { ...right, ...Object.fromEntries([[field, value]]) };
    const before = await ana.pull(conversation.id);
    if (code === 'message.too-large') {
      // Beyond the bounds of a packet: the connection ends, and nothing is stored.
      await ana.ask('message.send', [to, statement, id, bytes]).catch(() => undefined);
      await ana.connect();
    } else expect(codeOfAnswer(await ana.ask('message.send', [to, statement, id, bytes]))).toBe(code);
    expect((await ana.pull(conversation.id)).length).toBe(before.length);
  });

  it.each([
    ['a cursor below zero', ['$', -1, 10]],
    ['a limit of nothing', ['$', 0, 0]],
    ['a limit beyond the page', ['$', 0, 1001]],
    ['a cursor with a fraction', ['$', 0.5, 10]],
    ['a foreign id', ['x', 0, 10]],
  ])('are not fetched with %s', async (_, [id, ...rest]) => {
    const answer = await ana.ask('frames.fetch', [id === '$' ? conversation.id : id, ...rest]);
    expect(codeOfAnswer(answer)).toBe('request.invalid');
  });

  it('are neither taken from nor given to a device that is not in the roster', async () => {
    const eve = await Member.of(relay, await another('ze-moj', 'eve'));
    expect(codeOfAnswer(await eve.send(conversation))).toBe('conversation.unknown');
    expect(codeOfAnswer(await eve.ask('frames.fetch', [conversation.id, 0, 10]))).toBe('conversation.unknown');
    await ana.send(conversation);
    await ben.send(conversation);
    expect(eve.pushed).toEqual([]);
  });

  it('are refused in a conversation that does not exist', async () => {
    const nowhere = TestConversation.unopened(ana);
    expect(codeOfAnswer(await ana.send(nowhere))).toBe('conversation.unknown');
    expect(codeOfAnswer(await ana.ask('frames.fetch', [nowhere.id, 0, 10]))).toBe('conversation.unknown');
  });
});

async function another(authority: string, officer: string) {
  const device = network.anAuthority(authority).anOfficer(officer).aDevice();
  await relay.tell(network);
  return device;
}

describe('archive posts', () => {
  let talk: TestConversation;
  let before: Uint8Array;
  let archive: string;
  const post = (by: Member, S: Uint8Array, bytes: Uint8Array, id = aMessageId()): Promise<unknown> =>
    by.ask('archive.post', [talk.id, S, id, bytes]);

  beforeAll(async () => {
    talk = await TestConversation.of(ana, ben);
    before = talk.S;
    keepsArchive(vl);
    await relay.tell(network);
    archive = network.directory.latest.authority(vl.id)?.archives.at(-1)?.id ?? '';
    await ben.reportUnreadable(talk);
    await talk.next(ana);
  }, 60_000);

  it('of the archive that held when the epoch began are stored as what they are, and reach every member', async () => {
    const [id, bytes] = [aMessageId(), aPost(archive)];
    const answer = await post(ana, talk.S, bytes, id);
    expect(answer).toEqual({ seq: expect.any(Number), hash: sha256(bytes) });
    expect(await post(ana, talk.S, bytes, id)).toEqual(answer);
    const frame = (await ben.pull(talk.id)).find(([, , , , other]) => other === id);
    expect(frame?.slice(1, 6)).toEqual(['archive', talk.S, ana.id, id, bytes]);
    expect(codeOfAnswer(await ana.send(talk))).toBe('accepted');
  });

  it('are stored of an epoch that is over', async () => {
    await ben.reportUnreadable(talk);
    await talk.next(ben);
    const past = talk.S;
    await ben.reportUnreadable(talk);
    await talk.next(ben);
    expect(codeOfAnswer(await post(ana, past, aPost(archive)))).toBe('accepted');
    expect(codeOfAnswer(await ana.send({ id: talk.id, S: past }))).toBe('conversation.epoch-stale');
  });

  it('are stored once of a device, also where two come at once; a repeat is answered as the first time', async () => {
    const bytes = aPost(archive);
    const ids = [aMessageId(), aMessageId()];
    const { length } = await ana.pull(talk.id);
    const answers = await Promise.all(ids.map((one) => post(ana, talk.S, bytes, one)));
    expect(answers.map(codeOfAnswer).toSorted()).toEqual(['accepted', 'permission.denied']);
    const first = answers.findIndex(isStored);
    const id = ids[first] ?? aMessageId();
    relay.app.get(Archives).forget(ana.id, { conversation: talk.id, statement: talk.S, archive, id });
    expect(codeOfAnswer(await post(ana, talk.S, bytes))).toBe('permission.denied');
    expect(await post(ana, talk.S, bytes, id)).toEqual(answers[first]);
    expect((await ana.pull(talk.id)).length).toBe(length + 1);
  });

  it.each([
    ['an epoch before the declaration', () => post(ana, before, aPost(archive))],
    ['an epoch there is not', () => post(ana, new Uint8Array(32), aPost(archive))],
    ['another archive', () => post(ana, talk.S, aPost())],
    ['another number of holders', () => post(ana, talk.S, aPost(archive, 4))],
    ["another authority's", () => post(ben, talk.S, aPost(archive))],
  ])('are refused of %s', async (_, act) => {
    const { length } = await ana.pull(talk.id);
    expect(codeOfAnswer(await act())).toBe('permission.denied');
    expect((await ana.pull(talk.id)).length).toBe(length);
  });

  it('are refused of a device that sends too many', async () => {
    const [limiter, clock] = [relay.app.get(RateLimiter), relay.app.get(SystemClock)];
    const [now, at] = [clock.now.bind(clock), clock.now()];
    clock.now = () => at;
    try {
      for (let n = 0; n < 120; n++) {
        try {
          limiter.take(`archive ${ben.id}`, 120);
        } catch {
          break;
        }
      }
      expect(codeOfAnswer(await post(ben, talk.S, aPost(archive)))).toBe('rate.limited');
    } finally {
      clock.now = now;
    }
  });
});
