import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AuthorityId, ConversationId, DeviceId, MessageId, OfficerId } from '#contracts';
import { reactions } from './choices.js';
import type { MessageItem } from './conversation-item.js';
import type { Content } from './message-content.js';
import { afterEffect, notAllowedOn } from './message-effects.js';

const hash = 'A'.repeat(43);
const message = MessageId.parse('01999999-0000-7000-8000-000000000001');

function said(content: Content, officer: string | undefined, seq: number): MessageItem {
  const of = officer === undefined ? undefined : OfficerId.parse(officer);
  return {
    is: 'message',
    conversation: ConversationId.parse(hash),
    seq,
    id: message,
    storedAt: 1,
    sender: { device: DeviceId.parse('device-1'), officer: of, authority: AuthorityId.parse('authority:north') },
    own: false,
    hash,
    content,
  };
}

const target = said({ type: 'text', text: 'Agreed?' }, 'ana', 2);

describe('reactions to a message', () => {
  it('are the newest of each officer, in whatever order they become readable', () => {
    const given = fc.record({
      officer: fc.constantFrom('ben', 'bea'),
      reaction: fc.option(fc.constantFrom(...reactions), { nil: undefined }),
    });
    const all = fc.array(given, { maxLength: 6 }).chain((list) => {
      const placed = list.map((one, i) => ({ ...one, seq: 3 + i }));
      return fc.tuple(fc.constant(placed), fc.shuffledSubarray(placed, { minLength: placed.length }));
    });
    fc.assert(
      fc.property(all, ([inOrder, shuffled]) => {
        const apply = (list: typeof inOrder): MessageItem =>
          list.reduce((item, { officer, reaction, seq }) => {
            const content: Content = {
              type: 'reaction',
              message,
              hash,
              ...(reaction === undefined ? {} : { reaction }),
            };
            return afterEffect(content, said(content, officer, seq), item);
          }, target);
        expect(apply(shuffled).reactions).toEqual(apply(inOrder).reactions);
        for (const officer of ['ben', 'bea']) {
          const last = inOrder.findLast((one) => one.officer === officer);
          const shown = apply(inOrder).reactions?.find(({ sender }) => sender.officer === officer);
          expect(shown?.reaction).toBe(last?.reaction);
        }
      }),
    );
  });

  it.each<[string, MessageItem | undefined, string | undefined]>([
    ['a message of anybody', target, undefined],
    ['another message than the one named', { ...target, hash: 'B'.repeat(42) + 'A' }, 'target.other'],
    ['nothing', undefined, 'target.unknown'],
  ])('may be given to %s', (_name, to, refused) => {
    const content: Content = { type: 'reaction', message, hash, reaction: 'seen' };
    expect(notAllowedOn(content, said(content, 'ben', 3), to)).toBe(refused);
  });

  it('are given by nobody whom the directory does not know, nor by a device that was revoked', () => {
    const content: Content = { type: 'reaction', message, hash, reaction: 'seen' };
    expect(notAllowedOn(content, said(content, undefined, 3), target)).toBe('target.author');
    const revoked: MessageItem = { ...said(content, 'ben', 3), afterRevocation: true };
    expect(notAllowedOn(content, revoked, target)).toBe('target.after-revocation');
    expect(notAllowedOn({ type: 'noted', message, hash }, revoked, target)).toBe('target.after-revocation');
  });
});

describe('what an officer said for another authority than they sit for now', () => {
  it.each<[Content['type'], Content, string | undefined]>([
    ['correction', { type: 'correction', message, hash, text: 'Refused.' }, 'target.author'],
    ['withdrawal', { type: 'withdrawal', message, hash }, 'target.author'],
    ['noted', { type: 'noted', message, hash }, undefined],
    ['reaction', { type: 'reaction', message, hash, reaction: 'seen' }, undefined],
  ])('takes a %s as anybody else’s message does', (_type, content, refused) => {
    const own = said(content, 'ana', 3);
    expect(notAllowedOn(content, own, target)).toBeUndefined();
    const moved = { ...own, sender: { ...own.sender, authority: AuthorityId.parse('authority:east') } };
    expect(notAllowedOn(content, moved, target)).toBe(refused);
  });
});
