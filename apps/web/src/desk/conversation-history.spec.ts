import { describe, expect, it } from '@jest/globals';
import type { Client } from '#client';
import { previewHistory } from './conversation-history.js';
import type { People } from './people.js';

async function previewed(items: readonly object[]): ReturnType<typeof previewHistory> {
  const messages = items.map((item, place) => ({ seq: place + 2, storedAt: 0, sender: {}, ...item }));
  const client = {
    members: async () => [{ officer: 'officer-ana', device: 'device-ana' }],
    previewHistory: async () => ({ messages }),
  } as unknown as Client;
  const people = { name: () => 'Livia Montoro' } as unknown as People;
  return previewHistory(client, 'c' as never, 'officer-ana' as never, people);
}

describe('what a colleague may be given', () => {
  it('is listed with the words of a message, the name of a file, and nothing of what cannot be read', async () => {
    const contents = [
      { type: 'text', text: 'Good morning.' },
      { type: 'attachment', name: 'annex.pdf' },
      { type: 'read' },
      undefined,
    ];
    const preview = await previewed(contents.map((content) => ({ content })));
    expect(preview?.count).toBe(3);
    expect(preview?.messages.map(({ text }) => text)).toEqual(['Good morning.', undefined, undefined]);
    expect(preview?.messages.map(({ file }) => file)).toEqual([undefined, 'annex.pdf', undefined]);
    expect(preview?.messages.some(({ corrected }) => corrected)).toBe(false);
  });

  it('is listed as it was worded last, and that it was worded otherwise', async () => {
    const corrections = ['on Wednesday', 'on Thursday'].map((text, place) => ({ seq: place + 3, text }));
    const preview = await previewed([{ content: { type: 'text', text: 'on Tuesday' }, corrections }]);
    expect(preview?.messages.map(({ text, corrected }) => [text, corrected])).toEqual([['on Thursday', true]]);
  });
});
