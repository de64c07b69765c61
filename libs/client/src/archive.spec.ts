import { describe, expect, it } from '@jest/globals';
import { MessageId, ProblemError, type AuthorityId } from '#contracts';
import { sha256 } from '#crypto';
import { fromUtf8, toBase64url, utf8 } from '#primitives';
import { keepsArchive } from '../../../tests/support/archive.js';
import {
  archived,
  lost,
  posts,
  recovered,
  twoStates,
  withPost,
  withShare,
  type World,
} from '../../../tests/support/archived-talk.js';
import { codes, say, texts } from '../../../tests/support/talking.js';

const FORGED = MessageId.parse('01999999-0000-7000-8000-000000000001');

describe('an archive', () => {
  it('is given the secret of each epoch once, and every member sees that it is that secret', async () => {
    const world = await twoStates();
    const { north, alice, bob } = world;
    keepsArchive(north);
    const id = await world.open();
    await say(alice, id, 'one');
    expect(posts(world, id)).toHaveLength(1);
    await bob.client.parts.membership.refresh(id);
    await alice.client.sync();
    await alice.client.sync();
    await bob.client.sync();
    for (const client of [alice, bob]) {
      expect(await archived(client, id)).toEqual([
        [0, north.id, true],
        [1, north.id, true],
      ]);
      expect(await codes(client)).toEqual([]);
    }
    const again = await alice.restarted();
    await again.client.sync();
    expect(posts(world, id)).toHaveLength(2);
    expect(await bob.client.archive.keptOf(id)).toEqual([{ authority: north.id, k: 2, n: 3, lasts: true }]);
  });

  it('keeps nobody waiting: what is said next is sent while a post is under way', async () => {
    const world = await twoStates();
    const { north, alice, bob } = world;
    keepsArchive(north);
    const id = await world.open();
    const honest = alice.relay.post.bind(alice.relay);
    let open = (): void => undefined;
    const gate = new Promise<void>((opened) => {
      open = opened;
    });
    let asked = 0;
    alice.relay.post = async (post) => {
      asked++;
      await gate;
      return honest(post);
    };
    await alice.client.say(id, 'one');
    while (asked === 0) await new Promise(setImmediate);
    await alice.client.say(id, 'two');
    while ((await texts(bob, id)).length < 2) await bob.client.sync();
    expect(posts(world, id)).toEqual([]);
    open();
    await alice.client.settle(id);
    await alice.client.sync();
    expect([posts(world, id).length, await texts(bob, id)]).toEqual([1, ['one', 'two']]);
  });

  it('is given nothing of what was sealed before it was declared, nor after it was ended', async () => {
    const world = await twoStates();
    const { north, alice, bob } = world;
    const id = await world.open();
    const { ends } = keepsArchive(north);
    await say(alice, id, 'before');
    await alice.client.sync();
    expect(posts(world, id)).toEqual([]);
    await bob.client.sync();
    await bob.client.parts.membership.refresh(id);
    await alice.client.sync();
    expect(await archived(alice, id)).toEqual([[1, north.id, true]]);
    ends();
    await bob.client.sync();
    expect(await bob.client.archive.keptOf(id)).toEqual([{ authority: north.id, k: 2, n: 3, lasts: false }]);
    await bob.client.parts.membership.refresh(id);
    await alice.client.sync();
    expect(posts(world, id)).toHaveLength(1);
    expect(await alice.client.archive.keptOf(id)).toEqual([]);
  });

  it('that is declared in a statement which is withheld lets nobody go on before it is fetched', async () => {
    const world = await twoStates();
    const { alice, bob, north } = world;
    const id = await world.open();
    keepsArchive(north);
    await bob.client.sync();
    await bob.client.parts.membership.refresh(id);
    const { directory } = alice;
    const honest = directory.view.bind(directory);
    directory.view = (size) => {
      const view = honest(size);
      const isPending = (subject: string): boolean => subject === north.id;
      const authority = (name: AuthorityId) => {
        const found = view?.authority(name);
        return found && { ...found, archives: [] };
      };
      return view && Object.assign(Object.create(view) as typeof view, { isPending, authority });
    };
    await alice.client.sync();
    expect(await codes(alice)).toContain('statement.pending');
    expect(await archived(alice, id)).toEqual([]);
    directory.view = honest;
    await alice.client.sync();
    await alice.client.sync();
    expect(await archived(alice, id)).toEqual([[1, north.id, true]]);
  });

  it('is given nothing by the other side', async () => {
    const world = await twoStates();
    keepsArchive(world.south);
    const id = await world.open();
    await say(world.alice, id, 'one');
    await say(world.bob, id, 'two');
    expect(posts(world, id).map(([, , , sender]) => sender)).toEqual([world.bob.device.id]);
  });

  it('is posted to by the next device of the authority where the first does not', async () => {
    const world = await twoStates();
    const { relay, alice, ana, north } = world;
    keepsArchive(north);
    alice.relay.post = () => Promise.reject(new ProblemError('relay.unavailable'));
    const second = ana.aDevice('device-zz');
    const laptop = await relay.aClient(second);
    await laptop.client.sync();
    const id = await world.open();
    await laptop.client.sync();
    expect(posts(world, id)).toEqual([]);
    relay.time += 300;
    await laptop.client.sync();
    expect(posts(world, id).map(([, , , sender]) => sender)).toEqual([second.id]);
    await alice.client.sync();
    expect(await codes(alice)).toEqual([]);
  });

  it('that the relay keeps from its authority for an hour is shown, and posted to as soon as it does not', async () => {
    const world = await twoStates();
    const { relay, alice, north } = world;
    keepsArchive(north);
    const honest = alice.relay.post.bind(alice.relay);
    alice.relay.post = () => Promise.reject(new ProblemError('permission.denied'));
    const id = await world.open();
    relay.time += 3000;
    await alice.client.sync();
    expect(await codes(alice)).toEqual([]);
    relay.time += 1000;
    await alice.client.sync();
    expect(await codes(alice)).toEqual(['archive.withheld']);
    alice.relay.post = honest;
    await alice.client.sync();
    expect(posts(world, id)).toHaveLength(1);
  });

  it('holds the relay to what it acknowledged of a post', async () => {
    const world = await twoStates();
    keepsArchive(world.north);
    world.alice.relay.post = () => Promise.resolve({ seq: 2, hash: sha256(utf8('other')) });
    const id = await world.open();
    await world.alice.client.sync();
    expect(await codes(world.alice)).toContain('ack.false');
    expect(posts(world, id)).toEqual([]);
  });
});

describe('a post', () => {
  const cases: [string, (text: string) => string][] = [
    ['a share changed', (text) => withShare(text, 0, (part) => ({ ...part, wrap: part.wrap.replace(/^./, flipped) }))],
    ['two shares swapped', (text) => swapped(text)],
    ['a commitment changed', (text) => withShare(text, 1, (part) => ({ ...part, commitment: 'A'.repeat(43) }))],
    ['a share left out', (text) => withPost(text, (post) => ({ ...post, shares: post.shares.slice(1) }))],
    ['another archive', (text) => withPost(text, (post) => ({ ...post, archive: 'B'.repeat(42) + 'A' }))],
    ['a field more', (text) => text.replace('{"archive"', '{"a":1,"archive"')],
    ['no JSON', () => 'shares'],
  ];

  it.each(cases)('is shown as false, with what proves it, with %s', async (_, bend) => {
    const world = await twoStates();
    const { relay, alice, bob, north } = world;
    keepsArchive(north);
    const id = await world.open();
    await say(alice, id, 'one');
    const [, , S = new Uint8Array(), , , bytes = new Uint8Array()] = posts(world, id)[0] ?? [];
    const forged = utf8(bend(fromUtf8(bytes)));
    expect(forged).not.toEqual(bytes);
    relay.place(id, { kind: 'archive', S, sender: alice.device.id, id: FORGED, bytes: forged });
    await bob.client.sync();
    const [notice] = await bob.client.notices();
    expect(notice).toMatchObject({ code: 'archive.false', about: 'member', evidence: { bytes: toBase64url(forged) } });
    expect(await archived(bob, id)).toEqual([[0, north.id, true]]);
  });

  const strangers: [string, (world: World) => readonly [Uint8Array | undefined, string]][] = [
    ['an epoch there is not', ({ alice }) => [new Uint8Array(32), alice.device.id]],
    ['a party without an archive', ({ bob }) => [undefined, bob.device.id]],
    ['nobody of the conversation', () => [undefined, 'device-nobody']],
  ];

  it.each(strangers)('is shown as false of %s', async (_, who) => {
    const world = await twoStates();
    const { relay, alice, bob, north } = world;
    keepsArchive(north);
    const id = await world.open();
    await say(alice, id, 'one');
    const [, , S = new Uint8Array(), , , bytes = new Uint8Array()] = posts(world, id)[0] ?? [];
    const [other, sender] = who(world);
    relay.place(id, { kind: 'archive', S: other ?? S, sender, id: FORGED, bytes });
    // Whose name it bears takes it for a clone's.
    const seen = sender === bob.device.id ? alice : bob;
    await seen.client.sync();
    expect(await codes(seen)).toContain('archive.false');
  });

  it('that stands in a conversation before its secret is known here is taken as posted once it is', async () => {
    const world = await lost();
    const { relay, again, id, archive } = world;
    archive.opens(again.device.id);
    await again.client.sync();
    expect((await archived(again, id)).at(0)).toEqual([0, world.north.id, false]);
    const before = posts(world, id).length;
    await recovered(world, [0, 1]);
    relay.time += 1000;
    await again.client.sync();
    await (await again.restarted()).client.sync();
    expect(posts(world, id)).toHaveLength(before);
  });
});

function swapped(text: string): string {
  return withPost(text, ({ archive, shares: [one, other, ...rest] }) => ({
    archive,
    shares: [other, one, ...rest].filter((part) => part !== undefined),
  }));
}

function flipped(first: string): string {
  return first === 'A' ? 'B' : 'A';
}
