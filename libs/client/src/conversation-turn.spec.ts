import { describe, expect, it } from '@jest/globals';
import { say, talking } from '../../../tests/support/talking.js';

type Talk = Awaited<ReturnType<typeof talking>>;

describe('a last word that its author withdrew', () => {
  it('gives the turn back to whom the word before it had asked', async () => {
    const talk = await talking();
    const { alice, bob, id } = talk;
    const asked = await say(alice, id, 'Tuesday?');
    await bob.client.sync();
    const answer = await say(bob, id, 'No');
    expect(await turns(talk)).toMatchObject([{ awaited: 'us' }, { awaited: 'them' }]);
    await bob.client.withdraw(id, answer);
    await bob.client.settle(id);
    const last = { id: asked };
    expect(await turns(talk)).toMatchObject([
      { awaited: 'them', last },
      { awaited: 'us', last },
    ]);
    // The next word counts as ever.
    await say(bob, id, 'Wednesday');
    expect(await turns(talk)).toMatchObject([{ awaited: 'us' }, { awaited: 'them' }]);
  });

  it('leaves the turn where it was, when the word before it is its author’s own', async () => {
    const talk = await talking();
    const { alice, id } = talk;
    const asked = await say(alice, id, 'Tuesday?');
    const more = await say(alice, id, 'Or never');
    await alice.client.withdraw(id, more);
    await alice.client.settle(id);
    const last = { id: asked };
    expect(await turns(talk)).toMatchObject([
      { awaited: 'them', last },
      { awaited: 'us', last },
    ]);
  });

  it('leaves it to nobody, when it was the only one', async () => {
    const talk = await talking();
    const { alice, id } = talk;
    const only = await say(alice, id, 'Tuesday?');
    await alice.client.withdraw(id, only);
    await alice.client.settle(id);
    expect(await turns(talk)).toMatchObject([
      { awaited: undefined, last: undefined },
      { awaited: undefined, last: undefined },
    ]);
  });
});

/** The conversation's line, as Alice and as Bob have it. */
async function turns({ alice, bob, id }: Talk) {
  for (const one of [alice, bob]) await one.client.sync();
  return [await alice.client.conversation(id), await bob.client.conversation(id)];
}
