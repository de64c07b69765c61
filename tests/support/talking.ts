import type { CheckName } from '#client';
import type { ConversationId, MessageId } from '#contracts';
import { codeOf } from '#primitives';
import { aNetwork } from './directory.js';
import { FakeConversations, type TestClient } from './fake-conversations.js';

/** Alice of the north and Bob of the south, with a relay in memory between them; nothing is said yet. */
async function twoStates(without: readonly CheckName[] = []) {
  const network = aNetwork();
  const [north, south] = [network.anAuthority('north'), network.anAuthority('south')];
  const ana = north.anOfficer('ana');
  const ben = south.anOfficer('ben');
  const relay = new FakeConversations(network);
  const [alice, bob] = [await relay.aClient(ana.aDevice(), without), await relay.aClient(ben.aDevice())];
  await alice.client.sync();
  await bob.client.sync();
  return { network, relay, north, south, ana, ben, alice, bob };
}

/** {@link twoStates} in one consultation, which Alice has opened. @param without - checks that Alice's client does without */
export async function talking(without: readonly CheckName[] = []) {
  const states = await twoStates(without);
  const id = await states.alice.client.open({ kind: 'consultation', with: [{ authority: states.south.id }] });
  await states.bob.client.sync();
  return { ...states, id };
}

/** The texts a client shows of a conversation, in order. */
export async function texts({ client }: TestClient, id: ConversationId): Promise<string[]> {
  const { items } = await client.messages(id, { limit: 500 });
  return items.flatMap((item) => (item.is === 'message' && item.content?.type === 'text' ? [item.content.text] : []));
}

/** Says something and waits until it stands in its place. */
export async function say({ client }: TestClient, id: ConversationId, text: string): Promise<MessageId> {
  const message = await client.say(id, text);
  await client.settle(id);
  return message;
}

/** The codes of a client's notices, oldest first. */
export async function codes({ client }: TestClient): Promise<string[]> {
  return (await client.notices()).map(({ code }) => code);
}

/** The code with which an act is refused, or `done`. */
export async function outcome(act: Promise<unknown>): Promise<string> {
  return act.then(
    () => 'done',
    (error: unknown) => codeOf(error) ?? String(error),
  );
}
