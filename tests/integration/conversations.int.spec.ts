import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import type { ConversationList, DeviceId, FramesPage, Grants, MapProof, MessageId, WrapResponse } from '#contracts';
import { head0, nextHead } from '#crypto/verify';
import { equalBytes, fromBase64url, toBase64url, utf8 } from '#primitives';
import { Checkpointer } from '#relay/audit/checkpointer';
import { StatementBudget } from '#relay/conversations/statement-budget';
import { SystemClock } from '#relay/platform/clock';
import { verifyWrap } from '#roster';
import { headValue } from '#tlog';
import { aNetwork, type NetworkBuilder, type OfficerBuilder } from '../support/directory.js';
import {
  addedOf,
  closeSockets,
  codeOfAnswer,
  detailOfAnswer,
  Member,
  openingOf,
  removedOf,
  type SubmissionTwist,
  TestConversation,
} from '../support/member.js';
import { aRelay, endRelays, type TestRelay } from '../support/relay.js';

let network: NetworkBuilder;
let relay: TestRelay;
let vl: OfficerBuilder;
let xk: OfficerBuilder;
let ana: Member;
let abe: Member;
let ben: Member;

beforeAll(async () => {
  network = aNetwork();
  vl = network.anAuthority('vl-moj').anOfficer('ana');
  xk = network.anAuthority('xk-moj').anOfficer('ben');
  const devices = [vl.aDevice(), vl.authority.anOfficer('abe').aDevice(), xk.aDevice()] as const;
  relay = await aRelay({ network, environment: { COMITY_STATEMENTS_PER_HOUR: '500' } });
  [ana, abe, ben] = await Promise.all([
    Member.of(relay, devices[0]),
    Member.of(relay, devices[1]),
    Member.of(relay, devices[2]),
  ]);
}, 60_000);

afterAll(async () => {
  closeSockets();
  await endRelays();
});

async function aNewMember(officer: OfficerBuilder, options?: { dormant?: boolean }): Promise<Member> {
  const device = officer.aDevice(`device-${String(network.entries.length)}`);
  await relay.tell(network);
  return Member.of(relay, device, options);
}

const listOf = async (member: Member) => {
  const { body } = await member.relay.get('/v1/conversations', member.token);
  return (body as ConversationList).conversations;
};
const wrapOf = async (member: Member, { id }: TestConversation, epoch: number) =>
  relay.get(`/v1/conversations/${id}/epochs/${String(epoch)}/wrap`, member.token);
const aThousandMessagesIn = async ({ S }: TestConversation) =>
  relay.sql('update epoch set seq = -999 where statement = $1', [Buffer.from(S)]);
const verdict = async (
  conversation: TestConversation,
  author: Member,
  changes: Parameters<TestConversation['next']>[1] = [],
  twist: SubmissionTwist = {},
) => {
  const answer = await conversation.submit(author, await conversation.submission(author, changes, twist));
  return [codeOfAnswer(answer), detailOfAnswer(answer)];
};

describe('conversations', () => {
  it('open with a statement that is the first frame, and are listed by their members', async () => {
    const conversation = TestConversation.unopened(ana);
    const submission = await conversation.submission(ana, openingOf('direct', ana, ben));
    const answer = await conversation.submit(ana, submission);
    conversation.accept(submission);
    const [frame] = await ben.pull(conversation.id);
    expect(frame?.slice(0, 4)).toEqual([1, 'statement', conversation.S, ana.id]);
    expect(frame?.[5]).toEqual(utf8(submission.statement));
    const head = nextHead(head0(conversation.id), {
      seq: 1,
      kind: 'statement',
      S: conversation.S,
      sender: ana.id,
      id: frame?.[4] ?? '',
      bytes: utf8(submission.statement),
    });
    expect(answer.body).toEqual({ seq: 1, head: toBase64url(head) });
    const listed = { id: conversation.id, kind: 'direct', seq: 1, epoch: 0 };
    expect(await listOf(ben)).toContainEqual(listed);
    expect((await listOf(abe)).some(({ id }) => id === conversation.id)).toBe(false);
    await relay.until(() => Promise.resolve(ben.events.includes('conversation.joined')));
  });

  it('answer a statement that comes again with its first place, and refuse another under its id', async () => {
    const conversation = TestConversation.unopened(ana);
    const opening = await conversation.submission(ana, openingOf('direct', ana, ben));
    const answers = await Promise.all([conversation.submit(ana, opening), conversation.submit(ana, opening)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers[1].body).toEqual(answers[0].body);
    conversation.accept(opening);
    await ana.send(conversation);
    expect((await conversation.submit(ana, opening)).body).toEqual(answers[0].body);
    const { id } = (JSON.parse(opening.statement) as { body: { id: MessageId } }).body;
    expect(await verdict(conversation, ana, [addedOf(abe)], { id })).toEqual(['message.id-reused', undefined]);
    expect(codeOfAnswer(await ana.send(conversation, { id }))).toBe('message.id-reused');
  });

  it('have one winner when statements race on two nodes, and nobody is stuck', async () => {
    const beside = await aRelay({ beside: relay, environment: { COMITY_STATEMENTS_PER_HOUR: '500' } });
    const far = await Member.of(beside, ben.device);
    const conversation = await TestConversation.of(ana, ben, abe);
    const budgets = [relay, beside].map(({ app }) => jest.spyOn(app.get(StatementBudget), 'refuseCauseless'));
    for (const budget of budgets) budget.mockResolvedValue(undefined);
    for (let round = 0; round < 5; round++) {
      const authors = [ana, far, abe];
      // An author names a directory no older than the last winner's, which may have been the other node's newest.
      await Promise.all([relay, beside].map(({ app }) => app.get(Checkpointer).follow()));
      const submissions = await Promise.all(authors.map(async (author) => conversation.submission(author, [])));
      const answers = await Promise.all(
        submissions.map(async (submission, i) => conversation.submit(authors[i] ?? ana, submission)),
      );
      expect(answers.map(codeOfAnswer).toSorted()).toEqual([
        'accepted',
        'conversation.epoch-stale',
        'conversation.epoch-stale',
      ]);
      const winner = submissions[answers.findIndex(({ status }) => status === 201)];
      if (winner !== undefined) conversation.accept(winner);
      await Promise.all([ana.send(conversation), far.send(conversation)]);
    }
    const frames = await far.pull(conversation.id);
    expect(frames.map(([seq]) => seq)).toEqual(frames.map((_, i) => i + 1));
    expect(frames.filter(([, kind]) => kind === 'statement')).toHaveLength(6);
    expect(await ana.pull(conversation.id)).toEqual(frames);
    for (const budget of budgets) budget.mockRestore();
    await beside.stop();
  }, 30_000);

  it('have one opening when two are made for one id', async () => {
    const conversation = TestConversation.unopened(ana);
    const openings = await Promise.all(
      [1, 2].map(async () => conversation.submission(ana, openingOf('direct', ana, ben))),
    );
    const answers = await Promise.all(openings.map(async (opening) => conversation.submit(ana, opening)));
    expect(answers.map(codeOfAnswer).toSorted()).toEqual(['accepted', 'conversation.exists']);
  });

  it('take an advance only with a cause', async () => {
    const conversation = await TestConversation.of(ana, ben);
    expect(await verdict(conversation, ana)).toEqual(['conversation.cause', undefined]);
    await conversation.next(ana, [addedOf(abe)]);
    expect(await verdict(conversation, ana)).toEqual(['conversation.cause', undefined]);
    await conversation.next(ben, [removedOf(ben)]);
    expect(codeOfAnswer(await ana.send(conversation))).toBe('conversation.epoch-stale');
    await conversation.next(ana);
    expect(codeOfAnswer(await ana.send(conversation))).toBe('accepted');
  });

  it('take an advance after a thousand messages', async () => {
    const conversation = await TestConversation.of(ana, ben);
    await relay.sql('update epoch set seq = -998 where statement = $1', [Buffer.from(conversation.S)]);
    expect(await verdict(conversation, ana)).toEqual(['conversation.cause', undefined]);
    await aThousandMessagesIn(conversation);
    expect(await verdict(conversation, ana)).toEqual(['accepted', undefined]);
  });

  it('refuse what is not judged right, each by its code', async () => {
    const conversation = await TestConversation.of(ana, ben);
    const at = relay.app.get(Checkpointer).time;
    const change = [addedOf(abe)];
    expect(await verdict(conversation, ana, change, { signer: ben.device })).toEqual([
      'statement.refused',
      'roster.signature',
    ]);
    expect(await verdict(conversation, ana, change, { author: ben.id })).toEqual(['permission.denied', 'author']);
    expect(await verdict(conversation, ana, change, { suite: 2 })).toEqual(['statement.refused', 'roster.suite']);
    expect(await verdict(conversation, ana, change, { agreement: 0 })).toEqual(['statement.refused', 'roster.field']);
    expect(await verdict(conversation, ben, change)).toEqual(['statement.refused', 'roster.device-refused']);
    const size = { size: 10_000, root: toBase64url(randomBytes(32)), at };
    expect(await verdict(conversation, ana, change, { directory: size })).toEqual([
      'statement.pending',
      'roster.pending',
    ]);
    const later = { ...(await directoryNow()), at: at + 3600 };
    expect(await verdict(conversation, ana, change, { directory: later })).toEqual([
      'statement.refused',
      'roster.directory',
    ]);
    expect(codeOfAnswer(await conversation.submit(ana, { statement: '{"a": 1}', wraps: [] }))).toBe(
      'statement.refused',
    );
  });
});

async function directoryNow() {
  const { body } = await relay.get('/v1/directory/checkpoint');
  const [, size, root] = (body as { note: string }).note.split('\n');
  return { size: Number(size), root: toBase64url(Buffer.from(root ?? '', 'base64')) };
}

describe('heads', () => {
  it('stand in the logged map soon after a frame', async () => {
    const conversation = await TestConversation.of(ana, ben);
    await ana.send(conversation);
    const { seq, head } = (await ben.ask('frames.fetch', [conversation.id, 0, 1])) as FramesPage;
    const value = toBase64url(headValue(seq, head));
    await relay.until(async () => {
      const { body } = await relay.get(`/v1/record/map?kind=head&id=${conversation.id}`, ben.token);
      return (body as Partial<MapProof>).value === value;
    });
  });
});

describe('wraps', () => {
  it('are given to their own device with a proof, and to no other', async () => {
    const conversation = await TestConversation.of(ana, ben, abe);
    const { devices = [], wraps } = conversation.roster ?? {};
    const numbers = new Set<string>();
    for (const member of [ana, ben, abe]) {
      const { number, wrap, proof } = (await wrapOf(member, conversation, 0)).body as WrapResponse;
      verifyWrap({
        device: member.id,
        number,
        wrap: fromBase64url(wrap),
        proof: proof.map(fromBase64url),
        devices: devices.map(({ id }) => id),
        root: wraps ?? new Uint8Array(),
      });
      numbers.add(wrap);
    }
    expect(numbers.size).toBe(3);
    const stranger = await aNewMember(xk);
    expect(codeOfAnswer(await wrapOf(stranger, conversation, 0))).toBe('wrap.unknown');
    expect(codeOfAnswer(await wrapOf(ana, conversation, 1))).toBe('wrap.unknown');
  });

  it.each([
    ['one is missing', (wraps: Wraps) => wraps.slice(1), 'wrap.count'],
    ['two are swapped', (wraps: Wraps) => wraps.toReversed(), 'wrap.count'],
    ['one more comes', (wraps: Wraps) => [...wraps, ...wraps.slice(-1)], 'wrap.count'],
    [
      'one is another than was named',
      (wraps: Wraps) => wraps.map((w) => ({ ...w, wrap: toBase64url(randomBytes(1224)) })),
      'wrap.not-included',
    ],
    ['one is empty', (wraps: Wraps) => wraps.map((w) => ({ device: w.device, wrap: '' })), 'wrap.not-included'],
    ['one is short', (wraps: Wraps) => wraps.map((w) => ({ ...w, wrap: 'AAAA' })), 'wrap.length'],
    ['one names another key', (wraps: Wraps) => wraps.map((w) => ({ ...w, number: 7 })), 'wrap.number'],
    ['one names none', (wraps: Wraps) => wraps.map(({ device, wrap }) => ({ device, wrap })), 'wrap.number'],
  ])('are refused when %s', async (_, swap, detail) => {
    const conversation = TestConversation.unopened(ana);
    expect(await verdict(conversation, ana, openingOf('direct', ana, ben), { swap })).toEqual([
      'conversation.wraps',
      detail,
    ]);
  });

  it('are empty for a dormant device, which asks for an advance when it is back', async () => {
    const sleeper = await aNewMember(xk, { dormant: true });
    const conversation = await TestConversation.of(ana, ben, sleeper);
    expect((await wrapOf(sleeper, conversation, 0)).body).toMatchObject({ wrap: '' });
    expect(await verdict(conversation, ana)).toEqual(['conversation.cause', undefined]);
    await sleeper.publishKey(1);
    await relay.until(() => Promise.resolve(ana.events.includes('conversation.advance-due')));
    await conversation.next(ana);
    expect((await wrapOf(sleeper, conversation, 1)).body).toMatchObject({ number: 1 });
  });
});

describe('unreadable wraps', () => {
  it('are reported by a signature, once, and make an advance due', async () => {
    const conversation = await TestConversation.of(ana, ben, abe);
    abe.events.length = 0;
    expect((await ben.reportUnreadable(conversation)).status).toBe(204);
    expect((await ben.reportUnreadable(conversation)).status).toBe(204);
    await relay.until(() => Promise.resolve(abe.events.includes('conversation.advance-due')));
    await conversation.next(abe);
    const before = { id: conversation.id, S: new Uint8Array(randomBytes(32)) };
    expect(codeOfAnswer(await ben.reportUnreadable(before))).toBe('conversation.epoch-stale');
  });

  it('are not believed without the signature, a wrap of that number, or a seat', async () => {
    const conversation = await TestConversation.of(ana, ben);
    expect(codeOfAnswer(await ben.reportUnreadable(conversation, 1, ana.device))).toBe('permission.denied');
    expect(codeOfAnswer(await ben.reportUnreadable(conversation, 2))).toBe('wrap.unknown');
    expect(codeOfAnswer(await abe.reportUnreadable(conversation))).toBe('conversation.unknown');
    expect(await verdict(conversation, ana)).toEqual(['conversation.cause', undefined]);
  });

  it('make their author wait a day after two', async () => {
    const conversation = await TestConversation.of(ana, ben);
    await ben.reportUnreadable(conversation);
    await conversation.next(ana);
    await ben.reportUnreadable(conversation);
    expect(await verdict(conversation, ana)).toEqual(['rate.limited', 'unreadable']);
    await TestConversation.of(ana, ben);
    await conversation.next(ben);
    await relay.sql('update unreadable_report set stored_at = stored_at - 86401');
    expect(await verdict(conversation, ana, [addedOf(abe)])).toEqual(['accepted', undefined]);
  });
});

describe('members', () => {
  it('read up to their removal and no further', async () => {
    const conversation = await TestConversation.of(ana, ben, abe);
    await ana.send(conversation);
    const { seq } = await conversation.next(ana, [removedOf(abe)]);
    await ana.send(conversation);
    const frames = await abe.pull(conversation.id);
    expect(frames.map(([place]) => place)).toEqual([1, 2, 3]);
    const page = (await abe.ask('frames.fetch', [conversation.id, 3, 10])) as FramesPage;
    const expected = frames.reduce(
      (head, [place, kind, S, sender, id, bytes]) => nextHead(head, { seq: place, kind, S, sender, id, bytes }),
      head0(conversation.id),
    );
    expect([page.seq, equalBytes(page.head, expected)]).toEqual([seq, true]);
    expect((await listOf(abe)).find(({ id }) => id === conversation.id)).toEqual({
      id: conversation.id,
      kind: 'direct',
      seq,
      epoch: 1,
      until: seq,
    });
    expect(codeOfAnswer(await abe.send(conversation))).toBe('permission.denied');
    expect(abe.pushed.some(([place, , S]) => place > seq && equalBytes(S, conversation.S))).toBe(false);
    await conversation.next(ana, [addedOf(abe)]);
    expect((await abe.pull(conversation.id)).length).toBe(5);
  });

  it('that are strangers learn nothing of a conversation', async () => {
    const conversation = await TestConversation.of(ana, ben);
    expect(await verdict(conversation, abe, [addedOf(abe)])).toEqual(['conversation.unknown', undefined]);
    expect(codeOfAnswer(await abe.send(conversation))).toBe('conversation.unknown');
    const taken = TestConversation.unopened(abe);
    Object.assign(taken, { id: conversation.id });
    expect(await verdict(taken, abe, openingOf('direct', abe, ben))).toEqual(['statement.refused', 'roster.opening']);
  });
});

describe('evictions', () => {
  it('are due once a device is revoked: its sockets end, and 60 s later content waits for an advance', async () => {
    const leaver = await aNewMember(xk);
    const conversation = await TestConversation.of(ana, ben, leaver);
    await ana.send(conversation);
    leaver.device.isRevoked();
    await relay.tell(network);
    await relay.until(() => Promise.resolve(leaver.socket?.connected === false));
    expect(leaver.events).toContain('session.ended');
    expect(codeOfAnswer(await ana.send(conversation))).toBe('accepted');
    const clock = relay.app.get(SystemClock);
    const now = clock.now.bind(clock);
    clock.now = () => now() + 61_000;
    try {
      expect(codeOfAnswer(await ana.send(conversation))).toBe('conversation.eviction-due');
      await conversation.next(ana, [removedOf(leaver)]);
      expect(codeOfAnswer(await ana.send(conversation))).toBe('accepted');
    } finally {
      clock.now = now;
    }
  });
});

describe('grants', () => {
  const grantsOf = async (member: Member, { id }: TestConversation) =>
    ((await relay.get(`/v1/conversations/${id}/grants`, member.token)).body as Grants).grants;
  const give = async (from: Member, { id }: TestConversation, joiner: DeviceId, number = 1, grant = 'AAAA') =>
    relay.post(`/v1/conversations/${id}/grants`, { joiner, number, grant }, from.token);

  it('wait for their joiner alone, until it has stored them', async () => {
    const conversation = await TestConversation.of(ana, ben, abe);
    const grant = toBase64url(randomBytes(100_000));
    expect((await give(ana, conversation, abe.id, 1, grant)).status).toBe(204);
    expect(await grantsOf(abe, conversation)).toEqual([{ granter: ana.id, number: 1, grant }]);
    expect(await grantsOf(ben, conversation)).toEqual([]);
    await relay.until(() => Promise.resolve(abe.events.includes('grant.stored')));
    const path = `/v1/conversations/${conversation.id}/grants/${ana.id}/1`;
    expect((await relay.call('DELETE', path, undefined, ben.token)).status).toBe(204);
    expect(await grantsOf(abe, conversation)).toHaveLength(1);
    expect((await relay.call('DELETE', path, undefined, abe.token)).status).toBe(204);
    expect(await grantsOf(abe, conversation)).toEqual([]);
  });

  it('are refused for a device that is revoked and still in the roster', async () => {
    const leaver = await aNewMember(xk);
    const conversation = await TestConversation.of(ana, ben, leaver);
    expect((await give(ana, conversation, leaver.id)).status).toBe(204);
    leaver.device.isRevoked();
    await relay.tell(network);
    const answer = await give(ana, conversation, leaver.id);
    expect([codeOfAnswer(answer), detailOfAnswer(answer)]).toEqual(['grant.refused', 'joiner']);
  });

  it('are refused from and for outsiders, for another key, and in another spelling', async () => {
    const conversation = await TestConversation.of(ana, ben);
    expect(codeOfAnswer(await give(abe, conversation, ben.id))).toBe('conversation.unknown');
    expect(codeOfAnswer(await give(ana, conversation, abe.id))).toBe('grant.refused');
    expect(codeOfAnswer(await give(ana, conversation, ana.id))).toBe('grant.refused');
    expect(codeOfAnswer(await give(ana, conversation, ben.id, 2))).toBe('grant.refused');
    expect(codeOfAnswer(await give(ana, conversation, ben.id, 1, 'AAA'))).toBe('accepted');
    expect(codeOfAnswer(await give(ana, conversation, ben.id, 1, 'AAB'))).toBe('request.invalid');
  });
});

type Wraps = Parameters<NonNullable<SubmissionTwist['swap']>>[0];
