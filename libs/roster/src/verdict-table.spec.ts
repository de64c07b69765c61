import { beforeAll, describe, expect, it } from '@jest/globals';
import type { AuthorityId, ConversationKind } from '#contracts';
import type { Standing } from '#directory';
import {
  aConversationOf,
  added,
  device,
  DESK,
  moderatorAdded,
  moderatorRemoved,
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
import type { Capacity, Change } from './index.js';

// The rules of protocol 2.2, 2.3 and 2.7 a second time, as one reads them there, against every combination below.

const LATER = ROSTER_NOW + 30 * 86_400;
const NEWCOMER = 'authority:yo-moj' as AuthorityId;

interface Member {
  readonly authority: AuthorityId;
  readonly capacity: Capacity;
}
type Cast = Readonly<Record<string, Member>>;
const own: Cast = { ana: { authority: VL, capacity: 'party' }, abe: { authority: VL, capacity: 'party' } };
const ben: Cast = { ben: { authority: XK, capacity: 'party' } };
const casts: Readonly<Record<ConversationKind, Cast>> = {
  direct: { ...own, ...ben },
  authority: own,
  desk: { ...own, dot: { authority: DESK, capacity: 'party' } },
  consultation: {
    ...own,
    ...ben,
    eva: { authority: ZE, capacity: 'expert' },
    dot: { authority: DESK, capacity: 'desk' },
  },
  forum: { ...own, ...ben, eva: { authority: ZE, capacity: 'party' } },
};
const colleagues: Readonly<Record<string, readonly [colleague: string, authority: AuthorityId]>> = {
  ana: ['ada', VL],
  abe: ['ada', VL],
  ben: ['bea', XK],
  eva: ['ezi', ZE],
  dot: ['dan', DESK],
};

function stage(kind: ConversationKind): ConversationUnderTest {
  const seats = Object.entries(casts[kind]);
  const members = seats.filter(([, { capacity }]) => capacity === 'party');
  const guests = seats.filter(([, { capacity }]) => capacity !== 'party');
  const conversation = aConversationOf('ana', [
    policy(kind),
    ...members.map(([name, { authority }]) => added(authority, name)),
    ...(kind === 'forum' ? [moderatorAdded('ben')] : []),
  ]);
  conversation.directory.notify(NEWCOMER);
  if (guests.length > 0) {
    conversation.next(
      'ana',
      guests.flatMap(([name, { authority, capacity }]) => [
        partyAdded(authority, capacity, LATER),
        added(authority, name, capacity),
      ]),
      {
        by: [
          { name: 'ben', change: 0 },
          { name: 'ben', change: 2 },
        ],
      },
    );
  }
  return conversation;
}

interface Case {
  readonly kind: ConversationKind;
  readonly author: string;
  readonly authorStanding: Standing;
  readonly label: string;
  readonly change: Change | undefined;
  /** The device added or removed; for every other change the counterpart whose consent may be needed. */
  readonly target: string | undefined;
  readonly targetStanding: Standing;
  readonly consents: boolean;
}

/** Every live party device but the author's own authority's. */
function consenting({ kind, author, target, targetStanding, consents }: Case): string[] {
  if (!consents) return [];
  const cast = casts[kind];
  return Object.keys(cast).filter(
    (name) =>
      cast[name]?.capacity === 'party' &&
      cast[name].authority !== cast[author]?.authority &&
      (name !== target || targetStanding === 'live'),
  );
}

function oracle(tried: Case): string {
  const { kind, author, authorStanding, change, target, targetStanding } = tried;
  const cast = casts[kind];
  const me = cast[author];
  // "the author is live and in the roster"
  if (me === undefined) return 'roster.author';
  if (authorStanding === 'pending') return 'roster.pending';
  if (authorStanding !== 'live') return 'roster.author-not-live';
  // "a refresh …, any device of the roster"
  if (change === undefined) return 'accepted';
  const seated = target === undefined ? undefined : cast[target];
  const leaving = change.type === 'device.removed' && target === author;
  // "`expert` and `desk`: only to leave"; "an eviction, any device of the roster"
  if (me.capacity !== 'party') {
    if (leaving) return 'accepted';
    if (change.type !== 'device.removed' || seated === undefined) return 'roster.author-capacity';
    if (targetStanding === 'pending') return 'roster.pending';
    return targetStanding === 'live' ? 'roster.author-capacity' : 'accepted';
  }
  switch (change.type) {
    case 'device.removed': {
      if (seated === undefined) return 'roster.device-absent';
      const moderates = kind === 'forum' && author === 'ben';
      if (leaving || seated.authority === me.authority || moderates) return 'accepted';
      if (targetStanding === 'pending') return 'roster.pending';
      return targetStanding === 'live' ? 'roster.device-refused' : 'accepted';
    }
    case 'device.added': {
      const party = Object.values(cast).some(
        ({ authority, capacity }) => authority === change.authority && capacity === change.capacity,
      );
      if (!party) return 'roster.party-absent';
      // "by its own authority, or, where that has no live device in the roster, by any member": all here have one.
      if (me.authority !== change.authority) return 'roster.device-refused';
      if (targetStanding === 'pending') return 'roster.pending';
      return targetStanding === 'live' ? 'accepted' : 'roster.device-not-live';
    }
    case 'moderator.added':
    case 'moderator.removed':
      if (kind !== 'forum') return 'roster.kind';
      // "the list of moderators: a coordinator of its network": Ana is one.
      return author === 'ana' || consenting(tried).includes('ana') ? 'accepted' : 'consent.missing';
    case 'party.added':
    case 'party.removed':
      if (kind === 'direct' || kind === 'authority' || kind === 'desk') return 'roster.kind';
      if (kind === 'forum' && change.capacity !== 'party') {
        return change.type === 'party.added' ? 'roster.kind' : 'roster.party-absent';
      }
      return membersConsent(tried, cast);
    default:
      return membersConsent(tried, cast);
  }
}

/** "the consent of every `party` with a live device (forum: a moderator …)" */
function membersConsent(tried: Case, cast: Cast): string {
  const given = consenting(tried);
  if (tried.kind === 'forum') return tried.author === 'ben' || given.includes('ben') ? 'accepted' : 'consent.missing';
  const others = Object.keys(cast).filter(
    (name) => cast[name]?.capacity === 'party' && cast[name].authority !== cast[tried.author]?.authority,
  );
  const standingOf = (name: string): Standing => (name === tried.target ? tried.targetStanding : 'live');
  // In these casts only VL sits with two devices; both are asked by one consent.
  const owed = new Map<AuthorityId, { live: boolean; pending: boolean; gave: boolean }>();
  for (const name of others) {
    const authority = cast[name]?.authority;
    if (authority === undefined) continue;
    const entry = owed.get(authority) ?? { live: false, pending: false, gave: false };
    owed.set(authority, {
      live: entry.live || standingOf(name) === 'live',
      pending: entry.pending || standingOf(name) === 'pending',
      gave: entry.gave || given.includes(name),
    });
  }
  const entries = [...owed.values()];
  if (entries.some(({ live, gave }) => live && !gave)) return 'consent.missing';
  return entries.some(({ live, pending, gave }) => !live && pending && !gave) ? 'roster.pending' : 'accepted';
}

function changesOf(kind: ConversationKind, author: string): Pick<Case, 'label' | 'change' | 'target'>[] {
  const cast = casts[kind];
  const counterpart = Object.keys(cast).find(
    (name) => cast[name]?.capacity === 'party' && cast[name].authority !== cast[author]?.authority,
  );
  const [colleague, authority] = colleagues[author] ?? ['bea', XK];
  const [stranger, strangers]: [string, AuthorityId] = authority === XK ? ['ada', VL] : ['bea', XK];
  const capacity = cast[author]?.capacity ?? 'party';
  return [
    { label: 'refresh', change: undefined, target: undefined },
    { label: 'add a colleague', change: added(authority, colleague, capacity), target: colleague },
    { label: "add another's", change: added(strangers, stranger), target: stranger },
    { label: 'add as desk', change: added(authority, colleague, 'desk'), target: colleague },
    ...['ana', 'abe', 'ben', 'eva', 'dot'].map((name) => ({
      label: `remove ${name}`,
      change: removed(name),
      target: name,
    })),
    { label: 'admit', change: partyAdded(NEWCOMER), target: counterpart },
    { label: 'admit an expert', change: partyAdded(NEWCOMER, 'expert', LATER), target: counterpart },
    { label: 'admit the desk', change: partyAdded(DESK, 'desk', LATER + 1), target: counterpart },
    { label: 'remove a party', change: partyRemoved(XK), target: counterpart },
    { label: 'remove an expert', change: partyRemoved(ZE, 'expert'), target: counterpart },
    { label: 'change policy', change: { type: 'policy.changed', retention: 90 }, target: counterpart },
    { label: 'close', change: { type: 'conversation.closed' }, target: counterpart },
    { label: 'name a moderator', change: moderatorAdded('abe'), target: counterpart },
    { label: 'unname a moderator', change: moderatorRemoved('ben'), target: counterpart },
  ];
}

const someOther: readonly Standing[] = ['revoked', 'expired', 'withdrawn', 'pending'];
const everyOther: readonly Standing[] = [
  ...someOther,
  ...(['unknown', 'suspended', 'frozen', 'dismissed', 'web-refused', 'not-yet', 'out-of-office'] as const),
  'not-serving',
];

function casesOf(kind: ConversationKind): Case[] {
  return [...Object.keys(casts[kind]), 'bea'].flatMap((author) =>
    changesOf(kind, author).flatMap(({ label, change, target }) => {
      const plain = { kind, author, label, change, target, authorStanding: 'live', targetStanding: 'live' } as const;
      const standings = label === 'refresh' || label === 'remove ben' ? everyOther : someOther;
      const authors = standings.map((authorStanding) => ({ ...plain, authorStanding, consents: true }));
      const targets = standings.flatMap((targetStanding) =>
        [true, false].map((consents) => ({ ...plain, targetStanding, consents })),
      );
      const both = [true, false].map((consents) => ({ ...plain, consents }));
      return [...both, ...authors, ...(target === undefined || target === author ? [] : targets)];
    }),
  );
}

describe.each(Object.keys(casts) as ConversationKind[])('replay of a %s', (kind) => {
  let conversation: ConversationUnderTest;
  beforeAll(() => {
    conversation = stage(kind);
  });

  it('gives the verdict of the protocol to every change, author and standing', () => {
    const cases = casesOf(kind);
    const wrong = cases.flatMap((tried) => {
      const { author, authorStanding, target, targetStanding, change } = tried;
      if (target !== undefined) conversation.directory.amend(device(target), { standing: targetStanding });
      if (author !== target) conversation.directory.amend(device(author), { standing: authorStanding });
      else if (authorStanding !== 'live') conversation.directory.amend(device(author), { standing: authorStanding });
      const given = consenting(tried);
      const by = change === undefined ? [] : given.filter((name) => isFirstOfAuthority(name, given, casts[kind]));
      const verdict = conversation.verdict(author, change === undefined ? [] : [change], { by });
      for (const name of [author, target ?? author]) conversation.directory.amend(device(name), { standing: 'live' });
      const expected = oracle(tried);
      return verdict === expected ? [] : [{ ...tried, verdict, expected }];
    });
    expect(wrong).toEqual([]);
    expect(cases.length).toBeGreaterThan(500);
  });
});

/** One consent an authority, so that a consent too many never stands in for one that is missing. */
function isFirstOfAuthority(name: string, given: readonly string[], cast: Cast): boolean {
  return given.find((other) => cast[other]?.authority === cast[name]?.authority) === name;
}
