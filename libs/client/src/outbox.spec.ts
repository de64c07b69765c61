import { expect, it } from '@jest/globals';
import { talking } from '../../../tests/support/talking.js';

it('holds what waits in the order in which it was said, whichever was written first', async () => {
  const { alice, id } = await talking();
  alice.relay.isConnected = () => false;
  const { store } = alice.client.parts.context.surroundings;
  const write = store.write.bind(store);
  const said: Promise<unknown>[] = [];
  let isSecondWritten = (): void => undefined;
  const second = new Promise<void>((resolve) => (isSecondWritten = resolve));
  // The first waits until the second is written.
  store.write = async (writes) => {
    store.write = async (others) => write(others).then(isSecondWritten);
    await second;
    await write(writes);
  };
  for (const text of ['one', 'two']) said.push(alice.client.say(id, text));
  await Promise.all(said);
  const waiting = alice.client.parts.outbox.waiting(id).map(({ content }) => content);
  expect(waiting).toMatchObject([{ text: 'one' }, { text: 'two' }]);
  const again = await alice.restarted();
  expect(again.client.parts.outbox.waiting().map(({ content }) => content)).toEqual(waiting);
});
