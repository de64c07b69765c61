import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '#crypto/verify';
import {
  aConversationOf,
  added,
  anUnopenedConversation,
  aRosterDirectory,
  device,
  DESK,
  moderatorAdded,
  moderatorRemoved,
  partyAdded,
  partyRemoved,
  policy,
  removed,
  ROSTER_NOW,
  rosterNetworkId,
  VL,
  XK,
  ZE,
  type ConversationUnderTest,
} from '../../../tests/support/roster.js';
import { apply, dueEvictions, parseRosterStatement, replay, type Change, type Roster } from './index.js';

const homes = { ana: VL, abe: VL, ada: VL, ben: XK, bea: XK, eva: ZE, ezi: ZE, dot: DESK, dan: DESK } as const;
const names = Object.keys(homes) as (keyof typeof homes)[];
const name = fc.constantFrom(...names);
const authority = fc.constantFrom(VL, XK, ZE, DESK);
const capacity = fc.constantFrom('party' as const, 'expert' as const, 'desk' as const);
const until = fc.constantFrom(undefined, ROSTER_NOW + 50, ROSTER_NOW + 5000);
const aChange: fc.Arbitrary<Change> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(name, capacity).map(([who, as]) => added(homes[who], who, as)) },
  { weight: 4, arbitrary: name.map(removed) },
  { weight: 3, arbitrary: fc.tuple(authority, capacity, until).map(([who, as, end]) => partyAdded(who, as, end)) },
  fc.tuple(authority, capacity).map(([who, as]) => partyRemoved(who, as)),
  fc.nat(3).map((retention) => ({ type: 'policy.changed' as const, retention })),
  name.map(moderatorAdded),
  name.map(moderatorRemoved),
  fc.constantFrom({ type: 'conversation.closed' as const }, { type: 'conversation.reopened' as const }),
);
const aStep = fc.record({
  /** Who writes: by place in the roster, or anyone at all. */
  author: fc.oneof({ weight: 9, arbitrary: fc.nat(50) }, { weight: 1, arbitrary: name }),
  changes: fc.array(aChange, { maxLength: 2 }),
  /** Whether the others of the roster consent, and who consents besides. */
  others: fc.boolean(),
  by: fc.array(name, { maxLength: 1 }),
  befalls: fc.option(fc.tuple(name, fc.constantFrom('live' as const, 'revoked' as const, 'pending' as const)), {
    freq: 6,
  }),
  wait: fc.nat(40),
});
type Step = typeof aStep extends fc.Arbitrary<infer Value> ? Value : never;
const kind = fc.constantFrom('direct' as const, 'consultation' as const, 'forum' as const);
const aHistory = fc.tuple(kind, fc.array(aStep, { minLength: 10, maxLength: 20 }));

/** Plays a history and goes on from what is accepted; counts what is refused. */
function play(
  opened: 'direct' | 'consultation' | 'forum',
  steps: readonly Step[],
): { conversation: ConversationUnderTest; seen: Roster[]; codes: string[] } {
  const conversation = aConversationOf('ana', [
    policy(opened),
    added(VL, 'ana'),
    added(XK, 'ben'),
    ...(opened === 'forum' ? [moderatorAdded('ben')] : []),
  ]);
  const { directory } = conversation;
  const seen: Roster[] = conversation.roster ? [conversation.roster] : [];
  const codes: string[] = [];
  let at = ROSTER_NOW;
  for (const { author: writer, changes, others, by, befalls, wait } of steps) {
    if (befalls) directory.amend(device(befalls[0]), { standing: befalls[1] });
    at += wait;
    const root = Buffer.from(directory.root(directory.size) ?? []).toString('base64url');
    const before = conversation.roster;
    const seats = before?.devices.map(({ id }) => id.slice('device-'.length)) ?? [];
    const author = typeof writer === 'string' ? writer : (seats[writer % seats.length] ?? 'ana');
    const needed = changes.some(({ type }) => !type.startsWith('device.'));
    const consenting = needed && others ? seats.filter((who) => who !== author) : [];
    const expiry = at + 1000 + codes.length;
    const consents = [...new Set([...consenting, ...by.filter(() => needed)])].map((who) => ({ name: who, expiry }));
    const twist = { by: consents, directory: { size: directory.size, at, root } };
    const frozen = describeRoster(before);
    const verdict = conversation.verdict(author, changes, twist);
    codes.push(verdict);
    if (verdict === 'accepted') seen.push(conversation.next(author, changes, twist));
    expect(describeRoster(before)).toBe(frozen);
  }
  return { conversation, seen, codes };
}

function describeRoster(roster: Roster | undefined): string {
  return roster === undefined
    ? ''
    : canonicalJson({
        ...JSON.parse(JSON.stringify({ ...roster, ids: undefined })),
        agreements: [...roster.agreements].map(([id, number]) => [id, number]),
        used: [...roster.consentsUsed.keys()],
      });
}

describe('replay of any history', () => {
  it('gives the same roster again, from every prefix, and a refused statement changes nothing', () => {
    const met = new Map<string, number>();
    fc.assert(
      fc.property(aHistory, ([opened, steps]) => {
        const { conversation, seen, codes } = play(opened, steps);
        for (const code of codes) met.set(code, (met.get(code) ?? 0) + 1);
        const { statements, directory } = conversation;
        for (const [length, roster] of seen.entries()) {
          expect(replay(rosterNetworkId, statements.slice(0, length + 1), directory)).toEqual(roster);
        }
      }),
      { numRuns: 25, seed: 7 },
    );
    expect(met.get('accepted') ?? 0).toBeGreaterThan(50);
    expect(met.size).toBeGreaterThan(8);
  });

  it('keeps what every roster promises', () => {
    fc.assert(
      fc.property(aHistory, ([opened, steps]) => {
        for (const [epoch, roster] of play(opened, steps).seen.entries()) {
          const ids = roster.devices.map(({ id }) => id);
          expect(roster.epoch).toBe(epoch);
          expect(ids).toEqual([...new Set(ids)].sort());
          expect(roster.sealed).toBe(ids.includes(roster.author));
          expect(roster.kind).toBe(opened);
          const parties = new Set(roster.parties.map((party) => `${party.authority} ${party.capacity}`));
          expect(roster.devices.every((seat) => parties.has(`${seat.authority} ${seat.capacity}`))).toBe(true);
          if (opened === 'direct') expect(roster.parties.map((party) => party.authority)).toEqual([VL, XK]);
          if (opened !== 'consultation') expect(roster.parties.every((party) => party.capacity === 'party')).toBe(true);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('lets any live member evict all who are due, at every point', () => {
    fc.assert(
      fc.property(aHistory, ([opened, steps]) => {
        const { conversation } = play(opened, steps);
        const { roster, directory } = conversation;
        const view = directory.view(directory.size);
        if (!roster || !view) throw new Error('opened');
        const at = ROSTER_NOW + 10_000;
        const due = dueEvictions(roster, view, at);
        const survivor = roster.devices.find(({ id }) => !due.includes(id) && view.standing(id, at) === 'live');
        if (due.length === 0 || survivor === undefined) return;
        const root = Buffer.from(directory.root(directory.size) ?? []).toString('base64url');
        const changes = due.map((id): Change => ({ type: 'device.removed', device: id }));
        const twist = { directory: { size: directory.size, at, root } };
        const author = survivor.id.slice('device-'.length);
        const next = conversation.next(author, changes, { ...twist, agreement: 1 });
        expect(dueEvictions(next, view, at)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});

describe('a forum of 2,000 devices', () => {
  const directory = aRosterDirectory();
  const all = Array.from({ length: 2001 }, (_, i) => `n${String(i)}`);
  for (const who of all) directory.enrolQuietly(device(who), { authority: VL });
  directory.enrol(device('last'), { authority: VL });

  it('is opened, judged and advanced in bounded time, and takes no device more', () => {
    const forum = anUnopenedConversation('ana', directory);
    const changes = [policy('forum'), added(VL, 'ana'), ...all.slice(0, 1999).map((who) => added(VL, who))];
    const opening = forum.statement('ana', changes);
    const started = performance.now();
    forum.accept(parseRosterStatement(opening.text));
    const opened = performance.now();
    expect(forum.roster?.devices).toHaveLength(2000);
    expect(opened - started).toBeLessThan(2000);
    expect(forum.verdict('ana', [added(VL, 'n1999')])).toBe('roster.full');
    const refreshes = Array.from({ length: 20 }, () => {
      const statement = forum.statement('n7', []);
      const before = performance.now();
      forum.accept(statement);
      return performance.now() - before;
    });
    expect(refreshes.reduce((sum, taken) => sum + taken) / 20).toBeLessThan(20);
    expect(forum.next('n1', [removed('n1')]).devices).toHaveLength(1999);
    const before = forum.roster;
    const evictions = all.slice(2, 1999).map((who): Change => removed(who));
    for (const who of all.slice(2, 1999)) directory.amendQuietly(device(who), { standing: 'revoked' });
    directory.amend(device('n0'), { standing: 'live' });
    const eviction = forum.statement('n0', evictions);
    const begun = performance.now();
    const after = apply(rosterNetworkId, before, eviction, directory);
    expect(performance.now() - begun).toBeLessThan(2000);
    expect(after.devices.map(({ id }) => id)).toEqual(['device-ana', 'device-n0']);
  });
});
