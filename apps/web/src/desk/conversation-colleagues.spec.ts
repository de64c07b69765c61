import { describe, expect, it } from '@jest/globals';
import type { Client } from '#client';
import { previewHistory } from './conversation-colleagues.js';
import type { People } from './people.js';

describe('what a colleague may be given', () => {
  it('is listed with the words of a message, the name of a file, and nothing of what cannot be read', async () => {
    const contents = [
      { type: 'text', text: 'Good morning.' },
      { type: 'attachment', name: 'annex.pdf' },
      { type: 'read' },
      undefined,
    ];
    const messages = contents.map((content, place) => ({ seq: place + 2, storedAt: 0, sender: {}, content }));
    const client = {
      members: async () => [{ officer: 'officer-ana', device: 'device-ana' }],
      previewHistory: async () => ({ messages }),
    } as unknown as Client;
    const people = { name: () => 'Livia Montoro' } as unknown as People;
    const preview = await previewHistory(client, 'c' as never, 'officer-ana' as never, people);
    expect(preview?.count).toBe(3);
    expect(preview?.messages.map(({ text }) => text)).toEqual(['Good morning.', 'annex.pdf', undefined]);
  });
});
