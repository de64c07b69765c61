import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Json } from '#crypto/verify';
import { MessageId } from '#contracts';
import { understand } from './message-content.js';
import { newMessageId } from './message-seal.js';

const conversation = 'A'.repeat(43);
const mark = { conversation, read: 3, done: 0, pinned: false, version: 0 };
const target = { message: '01999999-0000-7000-8000-000000000001', hash: 'A'.repeat(43) };

describe('content', () => {
  it.each<[string, Json]>([
    ['text', { type: 'text', text: 'Good morning' }],
    ['text with a language, answering', { type: 'text', text: 'Bonjour', language: 'fr', answers: target.message }],
    [
      'attachment',
      {
        type: 'attachment',
        attachment: target.message,
        name: 'Vollmacht.pdf',
        mediaType: 'application/pdf',
        length: 12,
        key: target.hash,
        sha256: target.hash,
      },
    ],
    ['correction', { type: 'correction', ...target, text: 'Wednesday' }],
    ['withdrawal', { type: 'withdrawal', ...target }],
    ['noted', { type: 'noted', ...target }],
    ['history.granted', { type: 'history.granted', joiner: 'device-eva', from: 1, to: 9, epochs: 1, messages: 0 }],
    ['consent.asked', { type: 'consent.asked', change: { type: 'conversation.closed' } }],
    [
      'consent.given',
      { type: 'consent.given', asked: target.message, device: 'device-ben', expiry: 1, signature: 'A'.repeat(86) },
    ],
    ['reaction', { type: 'reaction', ...target, reaction: 'thanks' }],
    ['reaction that is taken back', { type: 'reaction', ...target }],
    ['heading', { type: 'heading', subject: 'Testimony', reference: 'MAR 2026/7', purposes: ['evidence', 'costs'] }],
    ['heading of nothing', { type: 'heading' }],
    ['read', { type: 'read', upTo: 4 }],
    ['beside', { type: 'beside', conversation }],
    ['notebook', { type: 'notebook', marks: [mark] }],
  ])('of the type %s is understood', (_name, json) => {
    expect(understand(json)).toEqual({ is: 'known', content: json });
  });

  it('of a newer client is kept whole and not guessed at', () => {
    expect(understand({ type: 'move.offered', anything: [1] })).toEqual({ is: 'newer', type: 'move.offered' });
  });

  it.each<[string, Json]>([
    ['an unknown field', { type: 'text', text: 'x', more: 1 }],
    ['a missing field', { type: 'text' }],
    ['no words', { type: 'text', text: '' }],
    ['no type', { text: 'x' }],
    ['a list', [{ type: 'text', text: 'x' }]],
    ['null', null],
    ['a type that is endless', { type: 'x'.repeat(65) }],
    ['a reaction of its own making', { type: 'reaction', ...target, reaction: '💣' }],
    ['a subject of two lines', { type: 'heading', subject: 'Testimony\nof a witness' }],
    ['a subject that is endless', { type: 'heading', subject: 'x'.repeat(201) }],
    ['a purpose named twice', { type: 'heading', purposes: ['costs', 'costs'] }],
    ['a purpose that is none', { type: 'heading', purposes: ['gossip'] }],
    ['a place before the first', { type: 'read', upTo: 0 }],
    ['notes beside nothing', { type: 'beside', conversation: 'x' }],
    ['an empty notebook', { type: 'notebook', marks: [] }],
    ['a notebook that is endless', { type: 'notebook', marks: Array.from({ length: 201 }, () => mark) }],
    ['a mark that says more', { type: 'notebook', marks: [{ ...mark, note: 'x' }] }],
    ['a change that is none', { type: 'consent.asked', change: { type: 'device.cloned' } }],
  ])('with %s is refused', (_name, json) => {
    expect(understand(json)).toEqual({ is: 'malformed' });
  });

  it('of any form is answered without a fault', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => ['known', 'newer', 'malformed'].includes(understand(json as Json).is)),
    );
  });
});

describe('a message id', () => {
  it('is a UUIDv7 of its time, and never the same', () => {
    const clock = { now: () => 0x0199_9999_0000 };
    const ids = Array.from({ length: 200 }, () => newMessageId(clock));
    for (const id of ids) expect(MessageId.parse(id)).toMatch(/^01999999-0000-7/);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
