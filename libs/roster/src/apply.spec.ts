import { describe, expect, it } from '@jest/globals';
import { codeOf, toBase64url } from '#primitives';
import {
  aConversationOf,
  added,
  anUnopenedConversation,
  aRosterDirectory,
  device,
  moderatorAdded,
  NORTH,
  officer,
  partyAdded,
  policy,
  proposed,
  removed,
  ROSTER_NOW,
  rosterNetworkId,
  VL,
  XK,
  ZE,
  DESK,
  type ConversationUnderTest,
} from '../../../tests/support/roster.js';
import { replay, type Change } from './index.js';

const aPair = (): ConversationUnderTest =>
  aConversationOf('ana', [policy('direct'), added(VL, 'ana'), added(XK, 'ben')]);

describe('the opening of a conversation', () => {
  it('gives the roster its changes say', () => {
    const { roster, conversation, statements } = aConversationOf('ana', [
      policy('consultation', { history: 'days:30', retention: 365 }),
      added(XK, 'ben'),
      added(VL, 'ana'),
    ]);
    expect(roster).toMatchObject({
      conversation,
      kind: 'consultation',
      region: undefined,
      history: 'days:30',
      retention: 365,
      closed: false,
      parties: [
        { authority: VL, capacity: 'party', until: undefined },
        { authority: XK, capacity: 'party', until: undefined },
      ],
      devices: [
        { id: device('ana'), authority: VL, capacity: 'party', officer: officer('ana'), since: 0 },
        { id: device('ben'), authority: XK, capacity: 'party', officer: officer('ben'), since: 0 },
      ],
      moderators: [],
      epoch: 0,
      previous: undefined,
      author: device('ana'),
      sealed: true,
      at: ROSTER_NOW,
    });
    const [statement] = statements;
    expect(roster?.S).toEqual(statement?.S);
    expect(roster?.secret && toBase64url(roster.secret)).toBe(statement?.body.secret);
    expect(roster?.wraps && toBase64url(roster.wraps)).toBe(statement?.body.wraps);
  });

  const opened = (changes: readonly Change[], author = 'ana'): string =>
    anUnopenedConversation(author).verdict(author, changes);
  const [ana, abe, ben, eva, dot] = [
    added(VL, 'ana'),
    added(VL, 'abe'),
    added(XK, 'ben'),
    added(ZE, 'eva'),
    added(DESK, 'dot'),
  ];

  it.each<[string, string, readonly Change[]]>([
    ['a conversation alone with oneself', 'accepted', [policy('direct'), ana]],
    ['two devices of one authority', 'accepted', [policy('direct'), ana, abe]],
    ['no policy', 'roster.policy', [ana, ben]],
    ['two policies', 'roster.repeated', [policy('direct'), policy('direct'), ana]],
    ['an author who does not join', 'roster.author', [policy('direct'), ben]],
    ['an author who joins as an expert', 'roster.author', [policy('consultation'), added(VL, 'ana', 'expert'), ben]],
    ['a guest', 'roster.capacity', [policy('consultation'), ana, added(ZE, 'eva', 'expert')]],
    ['a device twice', 'roster.repeated', [policy('direct'), ana, ben, ben]],
    ['a device under another authority', 'roster.device-not-live', [policy('direct'), ana, added(XK, 'eva')]],
    ['a device nobody knows', 'roster.device-not-live', [policy('direct'), ana, added(XK, 'nil')]],
    ['a party without a device', 'roster.opening', [policy('consultation'), ana, partyAdded(XK)]],
    ['a removal', 'roster.opening', [policy('consultation'), ana, removed('ben')]],
    ['a closing', 'roster.opening', [policy('consultation'), ana, { type: 'conversation.closed' }]],
    ['a direct conversation of three', 'roster.parties', [policy('direct'), ana, ben, eva]],
    ["an authority's group", 'accepted', [policy('authority'), ana, abe]],
    ["an authority's group with another", 'roster.parties', [policy('authority'), ana, ben]],
    ['a desk conversation', 'accepted', [policy('desk'), ana, dot]],
    ['a desk conversation without a desk', 'roster.desk', [policy('desk'), ana, ben]],
    ['a desk conversation alone', 'roster.parties', [policy('desk'), ana]],
    ['a consultation of three', 'accepted', [policy('consultation'), ana, ben, eva]],
    ['a consultation in a region', 'roster.policy', [policy('consultation', { region: NORTH }), ana, ben]],
    ['a moderator without a forum', 'roster.kind', [policy('consultation'), ana, moderatorAdded('ana')]],
    ['a forum', 'accepted', [policy('forum'), moderatorAdded('ben'), ana, ben]],
    ['a forum whose moderator is absent', 'roster.moderator', [policy('forum'), ana, moderatorAdded('ben')]],
    ['a moderator twice', 'roster.repeated', [policy('forum'), ana, moderatorAdded('ana'), moderatorAdded('ana')]],
  ])('judges %s: %s', (_, verdict, changes) => {
    expect(opened(changes)).toBe(verdict);
  });

  it('leaves a forum to a coordinator of its region', () => {
    expect(opened([policy('forum'), ben], 'ben')).toBe('roster.coordinator');
    const { region: _, ...nowhere } = policy('forum') as Extract<Change, { type: 'policy.set' }>;
    expect(opened([nowhere, ana])).toBe('roster.policy');
  });

  it('comes first and once', () => {
    const conversation = aPair();
    const [opening] = conversation.statements;
    if (!opening) throw new Error('opened');
    expect(conversation.judge(() => opening)).toBe('roster.opening');
    const advance = conversation.statement('ana', []);
    expect(anUnopenedConversation('ana', conversation.directory).judge(() => advance)).toBe('roster.opening');
  });
});

describe('the successor of a statement', () => {
  it('replaces the roster and names the one before', () => {
    const conversation = aPair();
    const before = conversation.roster;
    const after = conversation.next('ben', [added(XK, 'bea')], { agreement: 3 });
    expect(after).toMatchObject({ epoch: 1, author: device('ben'), sealed: true });
    expect(after.previous).toEqual(before?.S);
    expect(after.devices.map(({ id, since }) => [id, since])).toEqual([
      ['device-ana', 0],
      ['device-bea', 1],
      ['device-ben', 0],
    ]);
  });

  it('is judged against the one before it', () => {
    const conversation = aPair();
    const early = conversation.statement('ben', []);
    conversation.next('ana');
    expect(conversation.judge(() => early)).toBe('roster.stale');
    expect(conversation.verdict('ana', [], { previous: toBase64url(new Uint8Array(32)) })).toBe('roster.stale');
    expect(conversation.verdict('ana', [], { epoch: 3 })).toBe('roster.epoch');
    expect(conversation.verdict('ana', [], { epoch: 1 })).toBe('roster.epoch');
    const elsewhere = anUnopenedConversation('ben').conversation;
    expect(conversation.verdict('ana', [], { conversation: elsewhere })).toBe('roster.conversation');
  });

  it('has an id of its own', () => {
    const conversation = aPair();
    const { id } = conversation.statement('ana', []).body;
    conversation.next('ana', [], { id });
    conversation.next('ana');
    expect(conversation.verdict('ana', [], { id })).toBe('roster.id');
  });

  it('never names an older directory or time, nor a directory of another root', () => {
    const conversation = aPair();
    const { directory } = conversation;
    const [size, at] = [directory.size, ROSTER_NOW];
    const root = (of: number): string => toBase64url(directory.root(of) ?? new Uint8Array());
    const verdict = (of: number, time: number, from = of): string =>
      conversation.verdict('ana', [], { directory: { size: of, at: time, root: root(from) } });
    expect(verdict(size, at)).toBe('accepted');
    expect(verdict(size - 1, at)).toBe('roster.directory-older');
    expect(verdict(size, at - 1)).toBe('roster.directory-older');
    expect(verdict(size, at, size - 1)).toBe('roster.directory');
    expect(conversation.verdict('ana', [], { directory: { size: size + 1, at, root: root(size) } })).toBe(
      'roster.pending',
    );
  });

  it('waits for a directory that is not fetched, but refuses what needs none', () => {
    const conversation = aPair();
    const { directory } = conversation;
    directory.forget(directory.size);
    expect(conversation.verdict('ana')).toBe('roster.pending');
    expect(conversation.verdict('ana', [], { epoch: 7 })).toBe('roster.epoch');
  });

  it("never lowers its author's agreement number, nor forgets it when the author leaves and returns", () => {
    const conversation = aPair();
    conversation.next('ben', [], { agreement: 5 });
    expect(conversation.verdict('ben', [], { agreement: 4 })).toBe('roster.agreement');
    expect(conversation.verdict('ana', [], { agreement: 4 })).toBe('accepted');
    conversation.next('ben', [removed('ben')], { agreement: 5 });
    conversation.next('ana', [added(XK, 'ben')]);
    expect(conversation.verdict('ben', [], { agreement: 4 })).toBe('roster.agreement');
    expect(conversation.verdict('ben', [], { agreement: 6 })).toBe('accepted');
  });

  it('is refused from one who is not in the roster', () => {
    const conversation = aPair();
    expect(conversation.verdict('bea')).toBe('roster.author');
    conversation.next('ben', [removed('ben')]);
    expect(conversation.verdict('ben')).toBe('roster.author');
  });

  it('waits for, or refuses, an author the directory does not show', () => {
    const conversation = anUnopenedConversation('zoe');
    const open = (): string => conversation.verdict('zoe', [policy('direct'), added(VL, 'zoe')]);
    expect(open()).toBe('roster.author-not-live');
    conversation.directory.miss(VL);
    expect(open()).toBe('roster.pending');
  });
});

describe('a leaver', () => {
  it('leaves without a secret, and the next author seals again', () => {
    const conversation = aPair();
    expect(conversation.verdict('ben', [removed('ben')], { secret: toBase64url(new Uint8Array(32)) })).toBe(
      'roster.secret',
    );
    const left = conversation.next('ben', [removed('ben')]);
    expect(left).toMatchObject({ sealed: false, secret: undefined, wraps: undefined });
    expect(left.devices.map(({ id }) => id)).toEqual(['device-ana']);
    expect(conversation.verdict('ana', [], { secret: '', wraps: '' })).toBe('roster.secret');
    expect(conversation.next('ana').sealed).toBe(true);
  });

  it('may be the last, after whom nobody speaks', () => {
    const conversation = aPair();
    conversation.next('ben', [removed('ben')]);
    expect(conversation.next('ana', [removed('ana')])).toMatchObject({ devices: [], sealed: false });
    expect(conversation.verdict('ana')).toBe('roster.author');
  });

  it('with a secret is refused though its form is right', () => {
    const conversation = aPair();
    const secret = toBase64url(new Uint8Array(32));
    expect(conversation.verdict('ben', [removed('ben')], { secret, wraps: secret })).toBe('roster.secret');
  });
});

describe('propose', () => {
  it('names whom the next secret is sealed to, and whether there is one', () => {
    const conversation = aPair();
    const joins = proposed(conversation, conversation.statement('ben', [added(XK, 'bea')]));
    expect(joins.devices.map(({ id }) => id)).toEqual(['device-ana', 'device-bea', 'device-ben']);
    expect(joins.sealed).toBe(true);
    expect(proposed(conversation, conversation.statement('ben', [removed('ben')])).sealed).toBe(false);
    const opening = anUnopenedConversation('ana');
    const first = proposed(opening, opening.statement('ana', [policy('direct'), added(VL, 'ana')]));
    expect(first.devices.map(({ id }) => id)).toEqual(['device-ana']);
  });
});

describe('replay', () => {
  it('gives what the statements gave one by one, and refuses no statements at all', () => {
    const conversation = aPair();
    conversation.next('ben', [added(XK, 'bea')]);
    const { statements, directory, roster } = conversation;
    expect(replay(rosterNetworkId, statements, directory)).toEqual(roster);
    let code: string | undefined;
    try {
      replay(rosterNetworkId, [], aRosterDirectory());
    } catch (error) {
      code = codeOf(error);
    }
    expect(code).toBe('roster.opening');
  });
});
