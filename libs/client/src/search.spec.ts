import { describe, expect, it } from '@jest/globals';
import { AttachmentId } from '#contracts';
import { say, talking } from '../../../tests/support/talking.js';

describe('search', () => {
  it('finds messages by all their words, the newest first, as they come and change', async () => {
    const { alice, bob, id, relay } = await talking();
    const first = await say(alice, id, 'The warrant left on Tuesday');
    await bob.client.sync();
    const { search } = bob.client;
    expect((await search.find('WARRANT tuesday')).messages).toMatchObject([
      { message: first, conversation: id, seq: 2 },
    ]);
    relay.time += 1;
    const second = await say(alice, id, 'Another warrant');
    await alice.client.correct(id, first, 'The warrant left on Wednesday');
    await alice.client.settle(id);
    await bob.client.sync();
    expect((await search.find('warrant')).messages.map(({ message }) => message)).toEqual([second, first]);
    expect((await search.find('tuesday')).messages).toEqual([]);
    await alice.client.withdraw(id, second);
    await alice.client.settle(id);
    await bob.client.sync();
    expect((await search.find('another')).messages).toEqual([]);
    expect(await search.find('  ')).toEqual({ conversations: [], messages: [] });
  });

  it('finds a file by its name and by what was said with it', async () => {
    const { alice, id } = await talking();
    const [key, sha256] = ['A'.repeat(43), 'A'.repeat(43)];
    const attachment = AttachmentId.parse('01999999-0000-7000-8000-000000000001');
    const file = { attachment, name: 'Vollmacht.pdf', mediaType: 'application/pdf', length: 12, key, sha256 };
    await alice.client.parts.outbox.add(id, { type: 'attachment', ...file, text: 'as you asked' });
    await alice.client.settle(id);
    for (const question of ['vollmacht', 'asked'])
      expect((await alice.client.search.find(question)).messages).toMatchObject([{ seq: 2 }]);
  });

  it('finds conversations by subject, reference and who is in them', async () => {
    const { alice, id } = await talking();
    await alice.client.speaking.setHeading(id, { subject: 'Témoignage', reference: 'MAR 2026/7' });
    await alice.client.settle(id);
    const found = async (question: string) => (await alice.client.search.find(question)).conversations;
    expect(await found('temoignage')).toEqual([{ conversation: id, in: 'subject', text: 'Témoignage' }]);
    expect(await found('2026/7')).toMatchObject([{ in: 'reference' }]);
    expect(await found('ministry ben')).toMatchObject([{ in: 'member' }]);
    expect(await found('nowhere')).toEqual([]);
  });

  it('shows no message that was written after its device was revoked', async () => {
    const { alice, bob, id } = await talking();
    const message = await say(alice, id, 'too late');
    await bob.client.sync();
    const { store } = bob.client.parts.context.surroundings;
    const key = `item/${id}/00000000000002`;
    await store.write([{ key, value: { ...(await store.get<object>(key)), afterRevocation: true } }]);
    expect((await bob.client.search.find('late')).messages).toEqual([]);
    expect((await alice.client.search.find('late')).messages).toMatchObject([{ message }]);
  });
});
