import { describe, expect, it } from '@jest/globals';
import { codeOf } from '#primitives';
import {
  aConversationOf,
  added,
  anUnopenedConversation,
  device,
  moderatorAdded,
  partyAdded,
  policy,
  ROSTER_NOW,
  VL,
  XK,
  ZE,
  proposed,
  type ConsentTwist,
  type ConversationUnderTest,
} from '../../../tests/support/roster.js';
import { consentNeed, CONSENT_SECONDS, deviceIn, type Change, type ChangeType, type ConsentNeed } from './index.js';

const close: Change = { type: 'conversation.closed' };
const aConsultation = (): ConversationUnderTest =>
  aConversationOf('ana', [
    policy('consultation'),
    added(VL, 'ana'),
    added(VL, 'abe'),
    added(XK, 'ben'),
    added(XK, 'bea'),
    added(ZE, 'eva'),
  ]);

const needOf = (conversation: ConversationUnderTest, change: ChangeType, author?: string): ConsentNeed => {
  const { roster, directory } = conversation;
  const view = directory.view(directory.size);
  if (!roster || !view) throw new Error('opened');
  return consentNeed(
    roster,
    change,
    author === undefined ? undefined : deviceIn(roster, device(author)),
    view,
    ROSTER_NOW,
  );
};

describe('consentNeed', () => {
  it("names every other party with a live device, and everyone's where nobody has signed", () => {
    const conversation = aConsultation();
    expect(needOf(conversation, 'party.added', 'ana')).toEqual({ by: 'members', authorities: [XK, ZE], pending: [] });
    expect(needOf(conversation, 'party.added')).toEqual({ by: 'members', authorities: [VL, XK, ZE], pending: [] });
    conversation.directory.amend(device('eva'), { standing: 'revoked' });
    expect(needOf(conversation, 'policy.changed', 'ben')).toEqual({ by: 'members', authorities: [VL], pending: [] });
    conversation.directory.amend(device('bea'), { standing: 'pending' });
    expect(needOf(conversation, 'policy.changed', 'ana')).toEqual({ by: 'members', authorities: [XK], pending: [] });
    conversation.directory.amend(device('ben'), { standing: 'pending' });
    expect(needOf(conversation, 'policy.changed', 'ana')).toEqual({ by: 'members', authorities: [], pending: [XK] });
  });

  it('is nobody for what an author may do alone', () => {
    expect(needOf(aConsultation(), 'device.added', 'ana')).toEqual({ by: 'nobody' });
    const alone = aConversationOf('ana', [policy('consultation'), added(VL, 'ana')]);
    expect(needOf(alone, 'conversation.closed', 'ana')).toEqual({ by: 'nobody' });
  });

  it('is a moderator, or a coordinator, in a forum', () => {
    const forum = aConversationOf('ana', [policy('forum'), added(VL, 'ana'), added(XK, 'ben'), moderatorAdded('ben')]);
    expect(needOf(forum, 'party.added', 'ana')).toEqual({ by: 'moderator' });
    expect(needOf(forum, 'party.added', 'ben')).toEqual({ by: 'nobody' });
    expect(needOf(forum, 'party.added')).toEqual({ by: 'moderator' });
    expect(needOf(forum, 'moderator.added', 'ben')).toEqual({ by: 'coordinator' });
    expect(needOf(forum, 'moderator.added', 'ana')).toEqual({ by: 'nobody' });
    expect(needOf(forum, 'moderator.added')).toEqual({ by: 'coordinator' });
    expect(needOf(aConsultation(), 'moderator.added', 'ana')).toEqual({ by: 'coordinator' });
  });
});

describe('the consents of a statement', () => {
  it('come from every other party, one device each, to this very change', () => {
    const conversation = aConsultation();
    const verdict = (...by: (string | ConsentTwist)[]): string => conversation.verdict('ana', [close], { by });
    expect(verdict('ben', 'eva')).toBe('accepted');
    expect(verdict('bea', 'eva')).toBe('accepted');
    expect(verdict('ben', 'bea', 'eva', 'ana', 'abe')).toBe('accepted');
    expect(verdict('ben')).toBe('consent.missing');
    expect(verdict('ben', 'bea')).toBe('consent.missing');
    expect(verdict('ben', 'ben', 'eva')).toBe('consent.repeated');
    expect(verdict('ben', { name: 'eva', to: { type: 'conversation.reopened' } })).toBe('consent.signature');
    expect(verdict('ben', { name: 'eva', signer: 'ben' })).toBe('consent.signature');
    expect(verdict('ben', 'ezi')).toBe('consent.device');
  });

  it('last at most seven days, and not to their last second', () => {
    const conversation = aConsultation();
    const verdict = (expiry: number): string =>
      conversation.verdict('ana', [close], { by: ['ben', { name: 'eva', expiry }] });
    expect(verdict(ROSTER_NOW)).toBe('consent.expired');
    expect(verdict(ROSTER_NOW + 1)).toBe('accepted');
    expect(verdict(ROSTER_NOW + CONSENT_SECONDS)).toBe('accepted');
    expect(verdict(ROSTER_NOW + CONSENT_SECONDS + 1)).toBe('consent.expired');
  });

  it('are used once, and forgotten when they have expired', () => {
    const conversation = aConsultation();
    const by = ['ben', 'eva'];
    const used = conversation.next('ana', [close], { by });
    expect(used.consentsUsed.size).toBe(2);
    conversation.next('ana', [{ type: 'conversation.reopened' }], { by });
    expect(conversation.verdict('ana', [close], { by })).toBe('consent.used');
    const fresh = by.map((name) => ({ name, expiry: ROSTER_NOW + 90_000 }));
    expect(conversation.verdict('ana', [close], { by: fresh })).toBe('accepted');
    const { size } = conversation.directory;
    const root = Buffer.from(conversation.directory.root(size) ?? []).toString('base64url');
    const later = conversation.next('ana', [], { directory: { size, root, at: ROSTER_NOW + 86_400 } });
    expect(later.consentsUsed.size).toBe(0);
  });

  it('count each for its own change', () => {
    const conversation = aConsultation();
    const changes: Change[] = [close, { type: 'policy.changed', retention: 1 }];
    const by = ['ben', { name: 'eva', change: 0 }];
    expect(conversation.verdict('ana', changes, { by })).toBe('consent.missing');
    expect(conversation.verdict('ana', changes, { by: ['ben', 'eva'] })).toBe('accepted');
  });

  it('come from live devices that are in the roster as a party already', () => {
    const conversation = aConsultation();
    const { directory } = conversation;
    const DESKTIME = ROSTER_NOW + 1000;
    conversation.next('ana', [partyAdded(VL, 'expert', DESKTIME), added(VL, 'ada', 'expert')], {
      by: [
        { name: 'ben', change: 0 },
        { name: 'eva', change: 0 },
      ],
    });
    expect(conversation.verdict('ana', [close], { by: ['ben', 'eva', 'ada'] })).toBe('consent.device');
    directory.amend(device('eva'), { standing: 'expired' });
    expect(conversation.verdict('ana', [close], { by: ['ben', 'eva'] })).toBe('consent.not-live');
    expect(conversation.verdict('ana', [close], { by: ['ben'] })).toBe('accepted');
    directory.amend(device('eva'), { standing: 'pending' });
    expect(conversation.verdict('ana', [close], { by: ['ben', 'eva'] })).toBe('roster.pending');
    expect(conversation.verdict('ana', [close], { by: ['ben'] })).toBe('roster.pending');
  });

  it('are none in an opening', () => {
    const opening = anUnopenedConversation('ana');
    const changes = [policy('direct'), added(VL, 'ana'), added(XK, 'ben')];
    expect(opening.verdict('ana', changes, { by: ['ben'] })).toBe('consent.device');
  });

  it('of a change that is not there are refused', () => {
    const conversation = aConsultation();
    const { body } = conversation.statement('ana', [close], { by: ['ben', 'eva'] });
    expect(conversation.verdict('ana', [], { consents: body.consents })).toBe('roster.field');
    const unread = { ...conversation.statement('ana', []), body: { ...body, changes: [] } };
    expect(codeThrownBy(() => proposed(conversation, unread))).toBe('roster.field');
  });

  it('are not asked of a party whose last device is not live', () => {
    const conversation = aConsultation();
    for (const name of ['ben', 'bea']) conversation.directory.amend(device(name), { standing: 'revoked' });
    expect(conversation.verdict('ana', [close], { by: ['eva'] })).toBe('accepted');
  });
});

function codeThrownBy(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return codeOf(error);
  }
}
