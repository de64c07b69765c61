import { describe, expect, it } from '@jest/globals';
import { AuthorityId, ConversationId, DeviceId, MessageId, OfficerId } from '#contracts';
import { factsAfter, noFacts, readByOthers, type ConversationFacts } from './conversation-facts.js';
import type { MessageItem } from './conversation-item.js';
import { headingOf } from './conversation-summary.js';
import type { Content } from './message-content.js';

const conversation = ConversationId.parse('A'.repeat(43));
const north = AuthorityId.parse('authority:north');
const south = AuthorityId.parse('authority:south');
const ana = OfficerId.parse('ana');

function said(content: Content, changes: Partial<MessageItem> = {}): MessageItem {
  return {
    is: 'message',
    conversation,
    seq: 2,
    id: MessageId.parse('01999999-0000-7000-8000-000000000001'),
    storedAt: 1,
    sender: { device: DeviceId.parse('device-ana'), officer: ana, authority: north },
    own: false,
    hash: 'A'.repeat(43),
    content,
    ...changes,
  };
}

const bySouth: Partial<MessageItem> = {
  sender: { device: DeviceId.parse('device-ben'), officer: OfficerId.parse('ben'), authority: south },
};

function after(
  items: readonly MessageItem[],
  kind: 'consultation' | 'authority' = 'consultation',
  facts: ConversationFacts = noFacts,
): ConversationFacts {
  return items.reduce((before, item) => factsAfter(before, item, { kind }, { officer: ana }), facts);
}

describe('the heading of a conversation', () => {
  it('has the newest subject of any, and of each authority the newest reference and purposes', () => {
    const facts = after([
      said({ type: 'heading', subject: 'Testimony', reference: 'N 1', purposes: ['evidence'] }, { seq: 2 }),
      said({ type: 'heading', subject: 'Testimony by video', reference: 'S 1' }, { seq: 3, ...bySouth }),
      said({ type: 'heading', reference: 'N 2', purposes: ['costs'] }, { seq: 4 }),
    ]);
    expect(headingOf(facts)).toEqual({
      subject: 'Testimony by video',
      references: { [north]: 'N 2', [south]: 'S 1' },
      purposes: ['costs'],
    });
  });

  it('is not set back by an older one that becomes readable later', () => {
    const facts = after([
      said({ type: 'heading', subject: 'new', reference: 'N 2' }, { seq: 7 }),
      said({ type: 'heading', subject: 'old', reference: 'N 1' }, { seq: 3 }),
    ]);
    expect(headingOf(facts)).toMatchObject({ subject: 'new', references: { [north]: 'N 2' } });
  });

  it('is what a granter passed on only while nothing certain is known', () => {
    const receivedBy = DeviceId.parse('device-abe');
    const received = said({ type: 'heading', subject: 'received', reference: 'N 9' }, { seq: 9, receivedBy });
    const certain = said({ type: 'heading', subject: 'certain', reference: 'N 1' }, { seq: 3 });
    expect(headingOf(after([received]))).toMatchObject({ subject: 'received', references: { [north]: 'N 9' } });
    for (const order of [
      [received, certain],
      [certain, received],
    ])
      // oxfmt-ignore
      expect(headingOf(after(order))).toMatchObject({ subject: 'certain', references: { [north]: 'N 1' } });
  });

  it('is not changed by a device that was revoked, nor by one of which nothing is known', () => {
    const heading: Content = { type: 'heading', subject: 'x' };
    const unknown = { device: DeviceId.parse('device-x'), officer: undefined, authority: undefined };
    expect(after([said(heading, { afterRevocation: true }), said(heading, { sender: unknown })])).toBe(noFacts);
  });
});

describe('read markers', () => {
  it('tell how far each authority has read, and never go back', () => {
    const facts = after([
      said({ type: 'read', upTo: 5 }, { seq: 6, ...bySouth }),
      said({ type: 'read', upTo: 3 }, { seq: 7, ...bySouth }),
      said({ type: 'read', upTo: 4 }, { seq: 8 }),
    ]);
    expect(readByOthers(facts, north)).toEqual([{ authority: south, upTo: 5 }]);
  });

  it.each<[string, Partial<MessageItem>]>([
    ['claims to have read what came later', { seq: 5 }],
    ['was passed on', { seq: 9, receivedBy: DeviceId.parse('device-abe') }],
  ])('count for nothing when one %s', (_name, changes) => {
    expect(after([said({ type: 'read', upTo: 5 }, { ...bySouth, ...changes })])).toBe(noFacts);
  });
});

describe("one's own side", () => {
  it('makes a conversation of its own the notes beside another, once', () => {
    const other = ConversationId.parse(`${'B'.repeat(42)}A`);
    const first = after([said({ type: 'beside', conversation })], 'authority');
    expect(first.beside).toBe(conversation);
    expect(after([said({ type: 'beside', conversation: other })], 'authority', first)).toBe(first);
  });

  it('is what no message of a conversation with others makes of it', () => {
    const mark = { conversation, read: 1, done: 0, pinned: false, version: 0 };
    expect(after([said({ type: 'beside', conversation }), said({ type: 'notebook', marks: [mark] })])).toBe(noFacts);
  });

  it('keeps a notebook only for the officer whose it is', () => {
    const notebook: Content = {
      type: 'notebook',
      marks: [{ conversation, read: 1, done: 0, pinned: false, version: 0 }],
    };
    expect(after([said(notebook)], 'authority').notebook).toBe(true);
    expect(after([said(notebook, bySouth)], 'authority')).toBe(noFacts);
  });
});
