import { describe, expect, it } from '@jest/globals';
import type { Client } from '#client';
import { ConversationId } from '#contracts';
import { say, talking } from '../../../../tests/support/talking.js';
import { Places } from './conversation-places.js';
import { People } from './people.js';

const id = ConversationId.parse('btVe42uHsN2oLNt06a7tgb-Vae22JmzTDiFDCUJwtdk');

function clientWith(name: string, mediaType: string): Client {
  const content = { type: 'attachment', name, mediaType, length: 1 };
  const waiting = [{ id: 'm', content, onTheRecord: false, state: 'waiting' }];
  return { messages: async () => ({ waiting }), notices: async () => [] } as unknown as Client;
}

describe('the file of a message', () => {
  it.each([
    ['setup.exe', 'application/pdf', 'setup.exe.pdf'],
    ['..\\..\\warrant.pdf', 'application/pdf', 'warrant.pdf'],
    ['report\u202excod.exe', 'image/png', 'reportxcod.exe.png'],
  ])('is named as it may be saved, whatever its sender called it: %j', async (name, mediaType, safe) => {
    const places = new Places(clientWith(name, mediaType), id, {} as People);
    const { waiting } = await places.tail(0);
    expect(waiting.map(({ file }) => file?.name)).toEqual([safe]);
  });
});

describe('what a message does', () => {
  it('is told with that nothing proves it to be from before its device was revoked', async () => {
    const { alice, bob, id: conversation } = await talking();
    bob.device.isRevoked();
    await bob.client.parts.outbox.add(conversation, { type: 'heading', subject: 'Another case' });
    await bob.client.settle(conversation).catch(() => undefined);
    await alice.client.sync();
    const seq = (await alice.client.messages(conversation)).items.find(({ is }) => is === 'message')?.seq ?? 0;
    const [{ entry } = {}] = await new Places(alice.client, conversation, new People(alice.client)).between(seq, seq);
    expect(entry).toMatchObject({ events: [{ is: 'heading' }, { is: 'unproved' }] });
  });
});

describe('a message of one’s own', () => {
  it('is offered to be changed by who sits for the authority that it was said for', async () => {
    const { alice, id: conversation, north, south } = await talking();
    await say(alice, conversation, 'on Tuesday');
    const offered = async (seat: typeof north.id): Promise<boolean | undefined> => {
      const places = new Places(alice.client, conversation, new People(alice.client, new Set(), seat));
      const [{ entry } = {}] = await places.between(2, 2);
      return entry?.is === 'message' ? entry.changeable : undefined;
    };
    expect([await offered(north.id), await offered(south.id)]).toEqual([true, false]);
  });
});
