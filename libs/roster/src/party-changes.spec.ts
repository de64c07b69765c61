import { describe, expect, it } from '@jest/globals';
import { AuthorityId } from '#contracts';
import {
  aConversationOf,
  added,
  DESK,
  moderatorAdded,
  moderatorRemoved,
  NORTH,
  partyAdded,
  partyRemoved,
  policy,
  removed,
  ROSTER_NOW,
  VL,
  XK,
  ZE,
  type ConversationUnderTest,
} from '../../../tests/support/roster.js';
import type { Change } from './index.js';

const LATER = ROSTER_NOW + 1000;
const by = ['ben'];
/** The same consent once more: another one, by its expiry. */
const again = [{ name: 'ben', expiry: ROSTER_NOW + 90_000 }];
const aConsultation = (): ConversationUnderTest =>
  aConversationOf('ana', [policy('consultation'), added(VL, 'ana'), added(XK, 'ben')]);
const aForum = (): ConversationUnderTest =>
  aConversationOf('ana', [policy('forum'), added(VL, 'ana'), added(XK, 'ben'), moderatorAdded('ben')]);

describe('party.added', () => {
  it('admits experts and desks for a time that has not passed, parties also without end', () => {
    const conversation = aConsultation();
    const verdict = (change: Change): string => conversation.verdict('ana', [change], { by });
    expect(verdict(partyAdded(ZE))).toBe('accepted');
    expect(verdict(partyAdded(ZE, 'party', LATER))).toBe('accepted');
    expect(verdict(partyAdded(ZE, 'party', ROSTER_NOW))).toBe('roster.until');
    expect(verdict(partyAdded(ZE, 'expert'))).toBe('roster.until');
    expect(verdict(partyAdded(ZE, 'expert', ROSTER_NOW))).toBe('roster.until');
    expect(verdict(partyAdded(ZE, 'expert', ROSTER_NOW + 1))).toBe('accepted');
    expect(verdict(partyAdded(DESK, 'desk'))).toBe('roster.until');
    expect(verdict(partyAdded(DESK, 'desk', LATER))).toBe('accepted');
  });

  it('admits as a desk only who is appointed one, and waits where that is not known', () => {
    const conversation = aConsultation();
    expect(conversation.verdict('ana', [partyAdded(ZE, 'desk', LATER)], { by })).toBe('roster.desk');
    conversation.directory.miss('network');
    expect(conversation.verdict('ana', [partyAdded(ZE, 'desk', LATER)], { by })).toBe('roster.pending');
  });

  it('admits only an authority that takes part, and waits where that is not known', () => {
    const conversation = aConsultation();
    const stranger = AuthorityId.parse('authority:nowhere');
    expect(conversation.verdict('ana', [partyAdded(stranger)], { by })).toBe('roster.party-not-live');
    conversation.directory.notify(ZE, 'suspended');
    expect(conversation.verdict('ana', [partyAdded(ZE)], { by })).toBe('roster.party-not-live');
    conversation.directory.miss(ZE);
    expect(conversation.verdict('ana', [partyAdded(ZE)], { by })).toBe('roster.pending');
  });

  it('changes the time of one that is there, and is refused where it changes nothing', () => {
    const conversation = aConsultation();
    conversation.next('ana', [partyAdded(ZE, 'expert', LATER), added(ZE, 'eva', 'expert')], {
      by: [{ name: 'ben', change: 0 }],
    });
    expect(conversation.verdict('ana', [partyAdded(ZE, 'expert', LATER)], { by: again })).toBe('roster.party-present');
    const roster = conversation.next('ana', [partyAdded(ZE, 'expert', LATER + 1)], { by });
    expect(roster.parties).toContainEqual({ authority: ZE, capacity: 'expert', until: LATER + 1 });
    expect(roster.devices).toHaveLength(3);
    expect(conversation.verdict('ana', [partyAdded(XK)], { by })).toBe('roster.party-present');
  });
});

describe('party.removed', () => {
  it('takes all its devices along, its author among them', () => {
    const conversation = aConsultation();
    conversation.next('ben', [added(XK, 'bea')]);
    const gone = conversation.statement('ana', [partyRemoved(XK)], { by });
    expect(conversation.judge(() => gone)).toBe('accepted');
    const roster = conversation.next('ben', [partyRemoved(XK)], { by: ['ana'] });
    expect(roster).toMatchObject({ sealed: false, parties: [{ authority: VL }], devices: [{ id: 'device-ana' }] });
  });

  it('leaves a seat that is taken again only by a later statement', () => {
    const conversation = aConsultation();
    const admit = partyAdded(XK, 'expert', LATER);
    const changes = [partyRemoved(XK), admit, added(XK, 'ben', 'expert')];
    expect(
      conversation.verdict('ana', changes, {
        by: [
          { name: 'ben', change: 0 },
          { name: 'ben', change: 1 },
        ],
      }),
    ).toBe('roster.device-present');
  });

  it('is refused for a party that is not there, and for the last', () => {
    const conversation = aConsultation();
    expect(conversation.verdict('ana', [partyRemoved(ZE)], { by })).toBe('roster.party-absent');
    expect(conversation.verdict('ana', [partyRemoved(VL), partyRemoved(XK)], { by })).toBe('roster.parties');
  });

  it('leaves nothing of its devices to remove', () => {
    expect(
      aConsultation().verdict('ana', [partyRemoved(XK), removed('ben')], { by: [{ name: 'ben', change: 0 }] }),
    ).toBe('roster.device-absent');
  });

  it('takes a device along that joined in the same statement', () => {
    const conversation = aConsultation();
    const roster = conversation.next('ben', [added(XK, 'bea'), partyRemoved(XK)], { by: [{ name: 'ana', change: 1 }] });
    expect(roster.devices.map(({ id }) => id)).toEqual(['device-ana']);
  });
});

describe('policy', () => {
  it('is set once, and its rules change with consent', () => {
    const conversation = aConsultation();
    expect(conversation.verdict('ana', [policy('consultation')])).toBe('roster.opening');
    const change = { type: 'policy.changed', history: 'all' } as const;
    expect(conversation.verdict('ana', [change])).toBe('consent.missing');
    expect(conversation.next('ana', [change], { by })).toMatchObject({ history: 'all', retention: 0 });
    const kept = conversation.next('ana', [{ type: 'policy.changed', retention: 30 }], { by });
    expect(kept).toMatchObject({ history: 'all', retention: 30 });
  });
});

describe('a closed conversation', () => {
  const closed = (): ConversationUnderTest => {
    const conversation = aConsultation();
    conversation.next('ana', [{ type: 'conversation.closed' }], { by });
    return conversation;
  };

  it('admits nobody and changes no policy, but may be left, refreshed and joined by colleagues', () => {
    const conversation = closed();
    expect(conversation.roster?.closed).toBe(true);
    for (const change of [
      partyAdded(ZE),
      { type: 'policy.changed', retention: 1 },
      { type: 'conversation.closed' },
    ] as const) {
      expect(conversation.verdict('ana', [change], { by: again })).toBe('roster.closed');
    }
    expect(conversation.verdict('ana', [added(VL, 'abe')])).toBe('accepted');
    expect(conversation.verdict('ben', [removed('ben')])).toBe('accepted');
    expect(conversation.verdict('ben')).toBe('accepted');
    expect(conversation.verdict('ana', [partyRemoved(XK)], { by })).toBe('accepted');
  });

  it('opens again with consent, and only what is closed does', () => {
    const reopen: Change = { type: 'conversation.reopened' };
    const conversation = closed();
    expect(conversation.verdict('ana', [reopen])).toBe('consent.missing');
    expect(conversation.verdict('ana', [reopen, { type: 'conversation.closed' }], { by })).toBe('roster.repeated');
    expect(conversation.next('ana', [reopen], { by }).closed).toBe(false);
    expect(conversation.verdict('ana', [reopen], { by: again })).toBe('roster.closed');
  });
});

describe('the moderators of a forum', () => {
  it('are members, named once, and unnamed', () => {
    const forum = aForum();
    expect(forum.verdict('ana', [moderatorAdded('ben')])).toBe('roster.moderator');
    expect(forum.verdict('ana', [moderatorAdded('eva')])).toBe('roster.moderator');
    expect(forum.verdict('ana', [moderatorRemoved('eva')])).toBe('roster.moderator');
    expect(forum.next('ana', [moderatorAdded('ana')]).moderators).toEqual(['ana', 'ben']);
    expect(forum.next('ana', [moderatorRemoved('ben')]).moderators).toEqual(['ana']);
  });

  it('are named with the consent of a coordinator who is in the forum, known to be one', () => {
    const forum = aForum();
    expect(forum.verdict('ben', [moderatorRemoved('ben')])).toBe('consent.missing');
    expect(forum.verdict('ben', [moderatorRemoved('ben')], { by: ['ana'] })).toBe('accepted');
    forum.next('ben', [added(XK, 'bea')]);
    expect(forum.verdict('ben', [moderatorRemoved('ben')], { by: ['bea'] })).toBe('consent.missing');
    forum.directory.miss(NORTH);
    expect(forum.verdict('ana', [moderatorRemoved('ben')])).toBe('roster.pending');
  });

  it('are named only in a region that is known', () => {
    const forum = aForum();
    forum.directory.miss(NORTH);
    const again = aConversationOfRegion(forum);
    expect(again).toBe('roster.pending');
  });

  it('number at most 64', () => {
    const forum = aForum();
    for (let i = 0; i < 64; i++) forum.directory.enrol(`device-m${String(i)}`, { authority: VL });
    const names = Array.from({ length: 64 }, (_, i) => `m${String(i)}`);
    forum.next(
      'ana',
      names.map((name) => added(VL, name)),
    );
    expect(forum.verdict('ana', names.slice(1).map(moderatorAdded))).toBe('accepted');
    expect(forum.verdict('ana', names.map(moderatorAdded))).toBe('roster.full');
  });
});

function aConversationOfRegion({ directory }: ConversationUnderTest): string {
  try {
    aConversationOf('ana', [policy('forum'), added(VL, 'ana')], directory);
    return 'accepted';
  } catch (error) {
    return (error as { code: string }).code;
  }
}
