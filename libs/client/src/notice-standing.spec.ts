import { describe, expect, it } from '@jest/globals';
import { ProblemError, type ConversationId, type OfficerId } from '#contracts';
import { codes, outcome, say, talking } from '../../../tests/support/talking.js';
import { emptyState } from './conversation-state.js';
import { noticeStanding } from './notice-standing.js';
import type { Notice, NoticeCode } from './notices.js';

const id = 'c' as ConversationId;
const read = { ...emptyState(id), seq: 7, logged: [{ seq: 6, at: 1 }] };

function aNotice(code: NoticeCode, seq: number): Notice {
  return { number: 1, code, about: 'relay', conversation: id, seq, noticedAt: 1 };
}

describe('the standing of a notice', () => {
  it.each([
    ['frames.gap', 7, 'mended'],
    ['frames.gap', 8, 'open'],
    ['statement.pending', 7, 'mended'],
    ['tail.unlogged', 5, 'mended'],
    ['tail.unlogged', 6, 'open'],
    ['content.not-the-author', 3, 'information'],
    ['conversation.hidden', 3, 'open'],
  ] as const)('of %s at %d, where 7 is read and 6 is logged, is %s', (code, seq, standing) => {
    expect(noticeStanding(aNotice(code, seq), read)).toBe(standing);
  });

  it('is open as long as nothing is known of its conversation, and dealt with once an officer says so', () => {
    const notice = aNotice('frames.gap', 1);
    expect(noticeStanding(notice, undefined)).toBe('open');
    expect(noticeStanding({ ...notice, dealtWith: { by: 'ana' as OfficerId, at: 2 } }, undefined)).toBe('dealt-with');
  });
});

describe('a client that was shown a fault', () => {
  it('is not calm before the fault has gone and its officer has dealt with it', async () => {
    const { alice, id: hidden } = await talking();
    await say(alice, hidden, 'one');
    const { conversations: shown } = alice.relay;
    alice.relay.conversations = () => Promise.resolve([]);
    await alice.client.sync();
    expect(await codes(alice)).toEqual(['conversation.hidden']);
    expect(await outcome(alice.client.dealWith(1))).toBe('notice.persists');
    alice.relay.conversations = shown;
    await alice.client.sync();
    expect(await alice.client.trust()).toMatchObject({ calm: false });
    expect(await outcome(alice.client.dealWith(1))).toBe('done');
    expect(await alice.client.trust()).toMatchObject({ calm: true });
    expect(await alice.client.notices()).toMatchObject([{ standing: 'dealt-with', dealtWith: { by: 'ana' } }]);
  });

  it('cannot be rid of it while the key to what is said is withheld', async () => {
    const { alice, bob, id: talk } = await talking();
    const { wrap: given } = alice.relay;
    alice.relay.wrap = () => Promise.reject(new ProblemError('wrap.unknown'));
    await bob.client.parts.membership.refresh(talk);
    await alice.client.sync();
    const newest = async (): Promise<number> => (await codes(alice)).length;
    expect(await outcome(alice.client.dealWith(await newest()))).toBe('notice.persists');
    alice.relay.wrap = given;
    expect(await outcome(alice.client.dealWith(await newest()))).toBe('done');
    expect(new Set(await codes(alice))).toEqual(new Set(['wrap.refused']));
  });
});
