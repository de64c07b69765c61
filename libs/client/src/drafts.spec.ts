import { describe, expect, it } from '@jest/globals';
import { talking } from '../../../tests/support/talking.js';

describe('a draft', () => {
  it('is kept for its conversation through a restart, and shown in the list', async () => {
    const { alice, id } = await talking();
    await alice.client.drafts.keep(id, { text: 'Dear colleague', language: 'en', onTheRecord: true });
    const again = await alice.restarted();
    expect(await again.client.drafts.of(id)).toMatchObject({
      conversation: id,
      text: 'Dear colleague',
      language: 'en',
    });
    expect(await again.client.conversations()).toMatchObject([{ id, draft: { text: 'Dear colleague' } }]);
  });

  it('is gone once it is sent, emptied or discarded', async () => {
    const { alice, id } = await talking();
    await alice.client.drafts.keep(id, { text: 'one' });
    await alice.client.say(id, 'one');
    expect(await alice.client.drafts.list()).toEqual([]);
    await alice.client.drafts.keep(id, { text: 'two' });
    await alice.client.drafts.keep(id, { text: '  ' });
    expect(await alice.client.drafts.of(id)).toBeUndefined();
    await alice.client.drafts.keep(id, { text: 'three' });
    await alice.client.drafts.discard(id);
    expect(await alice.client.drafts.list()).toEqual([]);
  });

  it('is listed with the others, the last one first', async () => {
    const { alice, id, relay, south } = await talking();
    const other = await alice.client.open({ kind: 'consultation', with: [{ authority: south.id }] });
    await alice.client.drafts.keep(id, { text: 'first' });
    relay.time += 5;
    await alice.client.drafts.keep(other, { text: 'second' });
    expect((await alice.client.drafts.list()).map(({ text }) => text)).toEqual(['second', 'first']);
  });

  it('stands in the store sealed', async () => {
    const { alice, id } = await talking();
    await alice.client.drafts.keep(id, { text: 'confidential words' });
    for (const [, value] of await alice.database.iterator().all())
      expect(Buffer.from(value).toString('utf8')).not.toContain('confidential');
  });
});
