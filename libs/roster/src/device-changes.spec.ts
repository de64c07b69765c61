import { describe, expect, it } from '@jest/globals';
import {
  aConversationOf,
  added,
  anUnopenedConversation,
  aRosterDirectory,
  device,
  moderatorAdded,
  partyAdded,
  policy,
  removed,
  ROSTER_NOW,
  VL,
  XK,
  ZE,
  type ConversationUnderTest,
} from '../../../tests/support/roster.js';

const UNTIL = ROSTER_NOW + 1000;
const later = (conversation: ConversationUnderTest, at: number) => ({
  directory: {
    size: conversation.directory.size,
    root: Buffer.from(conversation.directory.root(conversation.directory.size) ?? []).toString('base64url'),
    at,
  },
});
const aConsultation = (): ConversationUnderTest =>
  aConversationOf('ana', [policy('consultation'), added(VL, 'ana'), added(VL, 'abe'), added(XK, 'ben')]);
const withAnExpert = (): ConversationUnderTest => {
  const conversation = aConsultation();
  conversation.next('ana', [partyAdded(ZE, 'expert', UNTIL), added(ZE, 'eva', 'expert')], {
    by: [{ name: 'ben', change: 0 }],
  });
  return conversation;
};

describe('device.added', () => {
  it('is refused for a device that is there, and for one that moves within the statement', () => {
    const conversation = withAnExpert();
    expect(conversation.verdict('ana', [added(VL, 'abe')])).toBe('roster.device-present');
    expect(conversation.verdict('ana', [removed('abe'), added(VL, 'abe')])).toBe('roster.repeated');
  });

  it('is open to any member where the authority has no live device left', () => {
    const conversation = aConsultation();
    expect(conversation.verdict('ana', [added(XK, 'bea')])).toBe('roster.device-refused');
    conversation.directory.amend(device('ben'), { standing: 'pending' });
    expect(conversation.verdict('ana', [added(XK, 'bea')])).toBe('roster.pending');
    conversation.directory.amend(device('ben'), { standing: 'revoked' });
    expect(conversation.verdict('ana', [added(XK, 'bea')])).toBe('accepted');
    expect(conversation.verdict('ana', [removed('ben'), added(XK, 'bea')])).toBe('accepted');
  });

  it('brings all devices of an admitted party at once', () => {
    const conversation = aConsultation();
    const changes = [partyAdded(ZE), added(ZE, 'eva'), added(ZE, 'ezi')];
    const roster = conversation.next('ana', changes, { by: [{ name: 'ben', change: 0 }] });
    expect(roster.devices.map(({ id }) => id)).toEqual([
      'device-abe',
      'device-ana',
      'device-ben',
      'device-eva',
      'device-ezi',
    ]);
  });

  it('needs its party, in its capacity, whose time is not over', () => {
    const conversation = withAnExpert();
    expect(conversation.verdict('ana', [added(ZE, 'ezi')])).toBe('roster.party-absent');
    conversation.directory.amend(device('eva'), { standing: 'revoked' });
    const ezi = [added(ZE, 'ezi', 'expert')];
    expect(conversation.verdict('ana', ezi, later(conversation, UNTIL - 1))).toBe('accepted');
    expect(conversation.verdict('ana', ezi, later(conversation, UNTIL))).toBe('roster.party-ended');
  });

  it('lets a liaison sit for an authority that accredited it, while it does', () => {
    const conversation = aConsultation();
    expect(conversation.verdict('ana', [added(VL, 'eva')])).toBe('roster.device-not-live');
    conversation.directory.amend(device('eva'), { serves: [VL] });
    conversation.next('ana', [added(VL, 'eva')]);
    conversation.directory.amend(device('eva'), { serves: [] });
    expect(conversation.verdict('eva')).toBe('roster.author-not-live');
    expect(conversation.verdict('ben', [removed('eva')])).toBe('accepted');
  });

  it('seats an outside expert in its one conversation and as nothing else', () => {
    const conversation = aConsultation();
    const { directory } = conversation;
    directory.enrol(device('oda'), { authority: VL, conversation: conversation.conversation });
    directory.enrol(device('ova'), { authority: VL, conversation: anUnopenedConversation('ben').conversation });
    expect(conversation.verdict('ana', [added(VL, 'oda')])).toBe('roster.capacity');
    const by = ['ben'];
    const admit = partyAdded(VL, 'expert', UNTIL);
    expect(conversation.verdict('ana', [admit, added(VL, 'ova', 'expert')], { by })).toBe('roster.capacity');
    const roster = conversation.next('ana', [admit, added(VL, 'oda', 'expert')], { by });
    expect(roster.parties.map(({ authority, capacity }) => [authority, capacity])).toEqual([
      [VL, 'expert'],
      [VL, 'party'],
      [XK, 'party'],
    ]);
    expect(conversation.verdict('abe', [removed('oda')])).toBe('accepted');
    expect(conversation.verdict('oda', [removed('abe')])).toBe('roster.author-capacity');
  });

  it('stops at 200 devices, in a forum at 2,000', () => {
    const directory = aRosterDirectory();
    const names = Array.from({ length: 2001 }, (_, i) => `n${String(i)}`);
    for (const name of names.slice(0, 201)) directory.enrol(device(name), { authority: VL });
    const everyone = (many: number) => names.slice(0, many).map((name) => added(VL, name));
    const open = anUnopenedConversation('n0', directory);
    expect(open.verdict('n0', [policy('consultation'), ...everyone(200)])).toBe('accepted');
    expect(open.verdict('n0', [policy('consultation'), ...everyone(201)])).toBe('roster.full');
  });
});

describe('device.removed', () => {
  it('is refused for a device that is not there', () => {
    expect(aConsultation().verdict('ana', [removed('eva')])).toBe('roster.device-absent');
    expect(anUnopenedConversation('ana').verdict('ana', [policy('direct'), added(VL, 'ana'), removed('ben')])).toBe(
      'roster.opening',
    );
  });

  it("is anyone's once the party's time is over", () => {
    const conversation = withAnExpert();
    const evict = [removed('eva')];
    expect(conversation.verdict('ben', evict, later(conversation, UNTIL - 1))).toBe('roster.device-refused');
    expect(conversation.verdict('ben', evict, later(conversation, UNTIL))).toBe('accepted');
  });

  it("is a moderator's in a forum, without anyone's consent", () => {
    const forum = aConversationOf('ana', [policy('forum'), added(VL, 'ana'), added(XK, 'ben'), moderatorAdded('ben')]);
    expect(forum.verdict('ben', [removed('ana')])).toBe('accepted');
    expect(forum.verdict('ana', [removed('ben')])).toBe('roster.device-refused');
    const roster = forum.next('ben', [removed('ben')]);
    expect(roster.moderators).toEqual(['ben']);
  });
});

describe('a party whose time is over', () => {
  it('may only leave', () => {
    const conversation = withAnExpert();
    const over = later(conversation, UNTIL);
    expect(conversation.verdict('eva', [], later(conversation, UNTIL - 1))).toBe('accepted');
    expect(conversation.verdict('eva', [], over)).toBe('roster.author-ended');
    expect(conversation.verdict('eva', [removed('eva')], over)).toBe('accepted');
    conversation.directory.amend(device('ben'), { standing: 'revoked' });
    const since = later(conversation, UNTIL);
    expect(conversation.verdict('eva', [removed('ben')], since)).toBe('roster.author-ended');
    expect(conversation.verdict('eva', [removed('eva'), removed('ben')], since)).toBe('accepted');
    expect(conversation.verdict('eva', [removed('eva'), removed('abe')], since)).toBe('roster.author-capacity');
  });

  it('is no longer asked for consent', () => {
    const conversation = aConsultation();
    conversation.next('ana', [partyAdded(ZE, 'party', UNTIL), added(ZE, 'eva')], { by: [{ name: 'ben', change: 0 }] });
    const close = [{ type: 'conversation.closed' }] as const;
    const before = { ...later(conversation, UNTIL - 1), by: ['ben'] };
    const after = { ...later(conversation, UNTIL), by: ['ben'] };
    expect(conversation.verdict('ana', close, before)).toBe('consent.missing');
    expect(conversation.verdict('ana', close, after)).toBe('accepted');
    expect(conversation.verdict('ana', close, { ...after, by: ['ben', 'eva'] })).toBe('consent.not-live');
  });
});
