import { describe, expect, it } from '@jest/globals';
import { reactions } from '#client';
import { kindRules } from '#roster';
import words from '../locales/en/conversation.json' with { type: 'json' };
import type { ConversationItem } from '#client';
import type { Standing } from '#directory';
import type { MemberDevice } from './api/members.js';
import type { ThreadEvent, WaitingEntry } from './api/thread.js';

type Words = string | { readonly [key: string]: Words };

// Every code is named here once; the compiler sees to it that none is left out.
const events: Record<ThreadEvent['is'], true> = {
  opened: true,
  joined: true,
  'joined-anew': true,
  left: true,
  removed: true,
  'party-added': true,
  'party-removed': true,
  'policy-changed': true,
  'moderator-added': true,
  'moderator-removed': true,
  closed: true,
  reopened: true,
  'keys-changed': true,
  notes: true,
  unproved: true,
  corrected: true,
  withdrew: true,
  consented: true,
  'consent-asked': true,
  'history-granted': true,
  heading: true,
};
const unreadable: Record<Extract<ConversationItem, { is: 'unreadable' }>['why'], true> = {
  'before-joining': true,
  dormant: true,
  'wrap-unreadable': true,
  'wrap-withheld': true,
  'no-key': true,
  'not-supported': true,
};
const standings: Record<Standing, true> = {
  live: true,
  pending: true,
  unknown: true,
  revoked: true,
  dismissed: true,
  suspended: true,
  frozen: true,
  withdrawn: true,
  'web-refused': true,
  'not-yet': true,
  'out-of-office': true,
  expired: true,
  'not-serving': true,
};
const states: Record<WaitingEntry['state'], true> = { held: true, waiting: true, sealed: true, refused: true };
const devices: Record<Extract<MemberDevice['kind'], string>, true> = {
  cli: true,
  desktop: true,
  web: true,
  unknown: true,
};
const refusals = [
  'message.too-large',
  'message.size',
  'message.id-reused',
  'conversation.closed',
  'request.invalid',
  'request.too-large',
  'other',
];

function has(path: string): boolean {
  const found = path
    .split('.')
    .reduce<Words | undefined>(
      (at, key) => (typeof at === 'object' ? (at[key] ?? at[`${key}_other`]) : undefined),
      words,
    );
  return typeof found === 'string';
}

describe('the catalogue of conversations', () => {
  it.each([
    ...Object.keys(events).map((code) => `event.${code}`),
    ...['corrected', 'withdrew', 'consented'].map((code) => `event.${code}Unknown`),
    ...Object.keys(unreadable).map((code) => `unreadable.${code}`),
    ...Object.keys(standings).map((code) => `standing.${code}`),
    ...Object.keys(states).map((code) => `waiting.${code}`),
    ...Object.keys(devices).map((code) => `device.${code}`),
    ...refusals.map((code) => `waiting.why.${code}`),
    ...reactions.map((code) => `reaction.${code}`),
    ...Object.values(kindRules)
      .flatMap(({ admits }) => admits)
      .map((code) => `capacity.${code}`),
    ...[
      'party-added',
      'party-addedUntil',
      'party-removed',
      'expert-added',
      'expert-removed',
      'policy-changed',
      'closed',
      'reopened',
      'other',
    ].map((code) => `asked.${code}`),
    ...['from-joining', 'all', 'days'].map((code) => `history.${code}`),
  ])('has words for %s', (path) => {
    expect(has(path)).toBe(true);
  });
});
