import { ConversationId, MessageId } from '#contracts';
import { canonicalJson, parseCanonicalJson } from '#crypto';
import { fromUtf8, utf8 } from '#primitives';
import { aDeviceAfterLoss, keepsArchive } from './archive.js';
import { aNetwork } from './directory.js';
import { FakeConversations, type TestClient } from './fake-conversations.js';
import { say } from './talking.js';

/** Alice of the north and Bob of the south; nobody has an archive, and nothing is open. */
export async function twoStates() {
  const network = aNetwork();
  const [north, south] = [network.anAuthority('north'), network.anAuthority('south')];
  const [ana, ben] = [north.anOfficer('ana'), south.anOfficer('ben')];
  const relay = new FakeConversations(network);
  const [alice, bob] = [await relay.aClient(ana.aDevice()), await relay.aClient(ben.aDevice())];
  await alice.client.sync();
  await bob.client.sync();
  const open = async (): Promise<ConversationId> => {
    await alice.client.sync();
    const id = await alice.client.open({ kind: 'consultation', with: [{ authority: south.id }], history: 'all' });
    await bob.client.sync();
    return id;
  };
  return { network, north, south, ana, ben, relay, alice, bob, open };
}

/** As {@link twoStates} makes it. */
export type World = Awaited<ReturnType<typeof twoStates>>;

/** The archive posts that the relay has of a conversation. */
export const posts = ({ relay }: { relay: FakeConversations }, id: ConversationId) =>
  relay.frames(id).filter(([, kind]) => kind === 'archive');

/** What a client shows of them: epoch, whose archive, and whether it saw that it is the secret. */
export const archived = async ({ client }: TestClient, id: ConversationId) =>
  (await client.messages(id, { limit: 100 })).items.flatMap((item) =>
    item.is === 'archived' ? [[item.epoch, item.authority, item.checked]] : [],
  );

/**
 * Alice's last device is gone, Bob has added her new one; two epochs with three messages are out of its reach.
 * @param forged - so many false posts of the first epoch stand before hers, in the name of another device of her authority
 */
export async function lost({ forged = 0 } = {}) {
  const world = await twoStates();
  const { relay, alice, bob, north, ana } = world;
  const archive = keepsArchive(north);
  const laptop = forged > 0 ? ana.aDevice('device-zz') : undefined;
  if (laptop !== undefined) {
    // Its keys stand in the record, so that it has a place in the roster.
    await (await relay.aClient(laptop)).client.sync();
    const honest = alice.relay.post.bind(alice.relay);
    alice.relay.post = (post) => {
      const [conversation, S, , right] = post;
      alice.relay.post = honest;
      for (let n = 0; n < forged; n++) {
        const other = (first: string): string => 'ABCDEFGHIJ'.replace(first, '').charAt(n);
        const bytes = utf8(
          withShare(fromUtf8(right), 0, (part) => ({ ...part, wrap: part.wrap.replace(/^./, other) })),
        );
        const forgedId = MessageId.parse(`01999999-0000-7000-8000-00000000010${String(n)}`);
        relay.place(ConversationId.parse(conversation), { kind: 'archive', S, sender: laptop.id, id: forgedId, bytes });
      }
      return honest(post);
    };
  }
  const id = await world.open();
  await say(alice, id, 'one');
  await bob.client.sync();
  await say(bob, id, 'two');
  await bob.client.parts.membership.refresh(id);
  await say(bob, id, 'three');
  await alice.client.sync();
  alice.device.isRevoked();
  laptop?.isRevoked();
  const fresh = aDeviceAfterLoss(ana, 'device-fresh');
  const again = await relay.aClient(fresh);
  await again.client.sync();
  await bob.client.sync();
  await bob.client.addOfficers(id, { authority: north.id, officers: [ana.id] });
  relay.time += 60;
  await again.client.sync();
  await again.client.sync();
  const holder = await relay.aClient(north.anOfficer('hana').aDevice('device-holder'));
  await holder.client.sync();
  return { ...world, archive, id, again, holder };
}

/** As {@link lost} makes it. */
export type Lost = Awaited<ReturnType<typeof lost>>;

/** The releases by the holders at these places, from 0, of what the new device asks. */
export async function released({ again, holder, archive }: Lost, places: readonly number[]): Promise<string[]> {
  await again.client.sync();
  await holder.client.sync();
  const { text } = await again.client.archive.request();
  const releases: string[] = [];
  for (const place of places) {
    const keys = archive.holders[place];
    if (keys === undefined) throw new Error('no such holder');
    releases.push((await holder.client.archive.release(text, keys)).text);
  }
  return releases;
}

/** A release, changed. */
export function changed(text: string, change: (release: Release) => object): string {
  const release = parseCanonicalJson(text) as unknown as Release;
  return canonicalJson({ ...release, ...change(release) });
}

/** What the new device brings back from the holders at these places. */
export async function recovered(world: Lost, places: readonly number[]) {
  return world.again.client.archive.recover(await released(world, places));
}

interface Release {
  readonly shares: readonly { readonly wrap: string }[];
}
interface Post {
  readonly archive: string;
  readonly shares: readonly Part[];
}
interface Part {
  readonly commitment: string;
  readonly wrap: string;
}

/** A post, changed. */
export function withPost(text: string, change: (post: Post) => Post): string {
  return canonicalJson(change(parseCanonicalJson(text) as unknown as Post));
}

/** A post with one of its shares changed. */
export function withShare(text: string, at: number, change: (part: Part) => Part): string {
  return withPost(text, (post) => ({
    ...post,
    shares: post.shares.map((part, i) => (i === at ? change(part) : part)),
  }));
}
