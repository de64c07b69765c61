import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { head0, nextHead } from '#crypto/verify';
import { pendingFrame, type PendingFrame } from './pending-frame.js';
import { type ConversationEnd, placeFrames } from './place-frames.js';

const S = new Uint8Array(32).fill(1);
const idOf = (n: number): string => `019a0000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
const conversationOf = (n: number): string => Buffer.alloc(32, n).toString('base64url');
const aFrame = (n: number, change: Partial<Parameters<typeof pendingFrame>[0]> = {}): PendingFrame =>
  pendingFrame({
    kind: 'content',
    conversation: conversationOf(1),
    statement: S,
    sender: 'device-ana',
    id: idOf(n),
    bytes: Uint8Array.of(n),
    refusal: undefined,
    ...change,
  });
const endsOf = (...conversations: readonly string[]): Map<string, ConversationEnd> =>
  new Map(conversations.map((id) => [id, { seq: 0, head: head0(id), statement: S }]));
const none = new Map<number, { seq: number; hash: Uint8Array }>();

describe('placeFrames', () => {
  it('numbers each conversation densely in the order of the batch, and chains its heads', () => {
    const batches = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 40 });
    fc.assert(
      fc.property(batches, (choices) => {
        const batch = choices.map((c, n) => aFrame(n, { conversation: conversationOf(c) }));
        const { placed, ends, outcomes } = placeFrames(batch, endsOf(...[1, 2, 3].map(conversationOf)), none);
        expect(outcomes.every((outcome) => 'stored' in outcome)).toBe(true);
        for (const [id, end] of ends) {
          const own = placed.filter(({ frame }) => frame.conversation === id);
          expect(own.map(({ seq }) => seq)).toEqual(own.map((_, i) => i + 1));
          const head = own.reduce(
            (before, { frame: { sender, id: message, bytes }, seq }) =>
              nextHead(before, { seq, kind: 'content', S, sender, id: message, bytes }),
            head0(id),
          );
          expect([end.seq, end.head]).toEqual([own.length, head]);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('gives a repeat the place of the first, stored or in the same batch, and writes nothing for it', () => {
    const [first, second] = [aFrame(1), aFrame(2)];
    const known = new Map([[1, { seq: 7, hash: second.hash }]]);
    const { placed, outcomes } = placeFrames([first, second, first], endsOf(first.conversation), known);
    expect(outcomes).toEqual([
      { stored: { seq: 1, hash: first.hash } },
      { stored: { seq: 7, hash: second.hash } },
      { stored: { seq: 1, hash: first.hash } },
    ]);
    expect(placed).toHaveLength(1);
  });

  it('refuses other bytes under an id that is used, stored or in the same batch, and leaves no gap', () => {
    const [first, other] = [aFrame(1), aFrame(1, { bytes: Uint8Array.of(9) })];
    const known = new Map([[2, { seq: 7, hash: first.hash }]]);
    const { outcomes, ends } = placeFrames([first, other, aFrame(3), aFrame(4)], endsOf(first.conversation), known);
    expect(outcomes.slice(1, 3)).toEqual([{ refused: 'message.id-reused' }, { refused: 'message.id-reused' }]);
    expect([...ends.values()].map(({ seq }) => seq)).toEqual([2]);
  });

  it('tells the same id of another sender, or in another conversation, apart', () => {
    const batch = [aFrame(1), aFrame(1, { sender: 'device-ben' }), aFrame(1, { conversation: conversationOf(2) })];
    const { placed } = placeFrames(batch, endsOf(conversationOf(1), conversationOf(2)), none);
    expect(placed).toHaveLength(3);
  });

  it.each([
    ['a repeat that would be refused', 'conversation.closed', true, 'stored'],
    ['a new one that is refused', 'conversation.closed', false, 'conversation.closed'],
  ] as const)('looks for repeats first: %s', (_, refusal, isKnown, expected) => {
    const frame = aFrame(1, { refusal });
    const known = isKnown ? new Map([[0, { seq: 3, hash: frame.hash }]]) : none;
    const [outcome] = placeFrames([frame], endsOf(frame.conversation), known).outcomes;
    expect(outcome !== undefined && 'refused' in outcome ? outcome.refused : 'stored').toBe(expected);
  });

  it('refuses what is sealed under another epoch, and what is in no conversation', () => {
    const batch = [aFrame(1, { statement: new Uint8Array(32) }), aFrame(2, { conversation: conversationOf(9) })];
    const { outcomes, placed } = placeFrames(batch, endsOf(conversationOf(1)), none);
    expect(outcomes).toEqual([{ refused: 'conversation.epoch-stale' }, { refused: 'conversation.unknown' }]);
    expect(placed).toEqual([]);
  });

  it('places an archive post of an epoch that is over, chained as what it is', () => {
    const frame = aFrame(1, { kind: 'archive', statement: new Uint8Array(32).fill(9) });
    const { conversation, statement, sender, id, bytes } = frame;
    const { ends, outcomes } = placeFrames([frame], endsOf(conversation), none);
    expect(outcomes).toEqual([{ stored: { seq: 1, hash: frame.hash } }]);
    const head = nextHead(head0(conversation), { seq: 1, kind: 'archive', S: statement, sender, id, bytes });
    expect(ends.get(conversation)).toEqual({ seq: 1, head, statement: S });
  });
});
