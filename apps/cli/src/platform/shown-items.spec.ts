import { describe, expect, it } from '@jest/globals';
import type { Client, ConversationItem } from '#client';
import { PassThrough } from 'node:stream';
import { ShownItems } from './shown-items.js';

const client = { directory: { latest: { officer: () => undefined, authority: () => undefined } } } as unknown as Client;
const item = { is: 'unreadable', why: 'no-key', seq: 4, storedAt: 0, sender: {} } as unknown as ConversationItem;

describe('ShownItems', () => {
  it('prints an item once, and again when it changed, marked so', () => {
    const out = new PassThrough();
    const shown = new ShownItems({ out, err: out, json: false }, client);
    for (const one of [item, { ...item }, { ...item, why: 'dormant' } as ConversationItem]) shown.show(one);
    const lines = String(out.read()).trim().split('\n');
    expect(lines.map((line) => line.split('  ')[0])).toEqual(['#4', '', 'changed: #4', '']);
  });

  it('tells programs which of the two it is', () => {
    const out = new PassThrough();
    const shown = new ShownItems({ out, err: out, json: true }, client);
    for (const one of [item, item, { ...item, why: 'dormant' } as ConversationItem]) shown.show(one);
    const events = String(out.read())
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { event: string }).event);
    expect(events).toEqual(['item', 'changed']);
  });
});
