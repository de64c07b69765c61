import { describe, expect, it } from '@jest/globals';
import { MessageId, ProblemError, type ConversationId } from '#contracts';
import { canonicalJson, holderKeys, parseCanonicalJson, sha256 } from '#crypto';
import { fromUtf8, toBase64url, utf8 } from '#primitives';
import { aDeviceAfterLoss, keepsArchive } from '../../../tests/support/archive.js';
import { aNetwork } from '../../../tests/support/directory.js';
import { FakeConversations, type TestClient } from '../../../tests/support/fake-conversations.js';
import { codes, outcome, say, texts } from '../../../tests/support/talking.js';
import { parseArchiveRelease, type ArchiveRelease, type ArchiveRequest } from './archive-files.js';

const FORGED = MessageId.parse('01999999-0000-7000-8000-000000000001');

/** Alice of the north and Bob of the south; nobody has an archive, and nothing is open. */
async function twoStates() {
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

type World = Awaited<ReturnType<typeof twoStates>>;

const posts = ({ relay }: { relay: FakeConversations }, id: ConversationId) =>
  relay.frames(id).filter(([, kind]) => kind === 'archive');
const archived = async ({ client }: TestClient, id: ConversationId) =>
  (await client.messages(id, { limit: 100 })).items.flatMap((item) =>
    item.is === 'archived' ? [[item.epoch, item.authority, item.checked]] : [],
  );

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

/** Alice's last device is gone, Bob has added her new one; two epochs with three messages are out of its reach. */
async function lost() {
  const world = await twoStates();
  const { relay, alice, bob, north, ana } = world;
  const archive = keepsArchive(north);
  const id = await world.open();
  await say(alice, id, 'one');
  await bob.client.sync();
  await say(bob, id, 'two');
  await bob.client.parts.membership.refresh(id);
  await say(bob, id, 'three');
  await alice.client.sync();
  alice.device.isRevoked();
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

type Lost = Awaited<ReturnType<typeof lost>>;

async function released({ again, holder, archive }: Lost, places: readonly number[]): Promise<string[]> {
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

async function recovered(world: Lost, places: readonly number[]) {
  return world.again.client.archive.recover(await released(world, places));
}

describe('a recovery', () => {
  it.each([[[0, 1]], [[2, 0]], [[0, 1, 2]]])(
    'brings everything back from holders %s, marked as what it is',
    async (places) => {
      const world = await lost();
      const { archive, again, id } = world;
      archive.opens(again.device.id);
      expect(await texts(again, id)).toEqual([]);
      const seen: number[] = [];
      const releases = await released(world, places);
      const done = await again.client.archive.recover(releases, ({ done: one, of }) => seen.push(one / of));
      expect(done).toEqual({ epochs: 2, messages: 3, missing: [] });
      expect(seen).toEqual([0.5, 1]);
      expect(await texts(again, id)).toEqual(['one', 'two', 'three']);
      const { items } = await again.client.messages(id, { limit: 100 });
      expect(items.filter(({ is }) => is === 'message').every((item) => 'recovered' in item)).toBe(true);
      await say(world.bob, id, 'four');
      await again.client.sync();
      expect(await texts(again, id)).toEqual(['one', 'two', 'three', 'four']);
    },
  );

  it('is a notice in each conversation in scope, for every member, once', async () => {
    const world = await lost();
    const { archive, bob, again, id } = world;
    const other = await bob.client.open({ kind: 'consultation', with: [{ authority: world.north.id }] });
    await again.client.sync();
    archive.opens(again.device.id, [id]);
    for (const client of [bob, again]) {
      await client.client.sync();
      await client.client.sync();
      const opened = (await client.client.notices()).filter(({ code }) => code === 'archive.opened');
      expect(opened.map((one) => [one.conversation, one.device, one.about])).toEqual([[id, again.device.id, 'member']]);
      expect(opened[0]?.conversation).not.toBe(other);
    }
  });

  it('gives nothing from k - 1 shares, however often they come, and says what is missing', async () => {
    const world = await lost();
    const { archive, again, id } = world;
    archive.opens(again.device.id);
    const [one = ''] = await released(world, [0]);
    await expect(again.client.archive.recover([one, one, one])).rejects.toMatchObject({
      code: 'archive.too-few',
      message: '2 of 3 holders must release, and 1 did: nothing can be read before 1 more did',
    });
    expect(await outcome(again.client.archive.recover([]))).toBe('archive.too-few');
    expect(await texts(again, id)).toEqual([]);
  });

  it('leaves an epoch unread that nobody posted, and where a share is another than was posted', async () => {
    const world = await lost();
    const { archive, again, id } = world;
    archive.opens(again.device.id);
    const [first = '', second = ''] = await released(world, [0, 1]);
    const bent = changed(second, (release) => {
      const [one, other] = release.shares;
      return one && other ? { shares: [{ ...one, wrap: other.wrap }, other] } : {};
    });
    const { epochs, messages, missing } = await again.client.archive.recover([first, bent]);
    expect([epochs, messages, missing]).toEqual([1, 1, [{ conversation: id, epoch: 0, why: 'too-few' }]]);
    const mended = await again.client.archive.recover([first, second]);
    expect(mended).toEqual({ epochs: 1, messages: 2, missing: [] });
  });

  it('asks for nothing that was not posted, and says which', async () => {
    const world = await twoStates();
    const { alice, bob, relay, north, ana } = world;
    alice.relay.post = () => Promise.reject(new ProblemError('relay.unavailable'));
    const archive = keepsArchive(north);
    const id = await world.open();
    await say(bob, id, 'one');
    alice.device.isRevoked();
    const again = await relay.aClient(aDeviceAfterLoss(ana, 'device-fresh'));
    await again.client.sync();
    await bob.client.sync();
    await bob.client.addOfficers(id, { authority: north.id, officers: [ana.id] });
    archive.opens(again.device.id);
    await again.client.sync();
    await again.client.sync();
    expect(await outcome(again.client.archive.request())).toBe('archive.nothing');
  });

  it('is refused before an archive was opened, on another device, and of what began after the opening', async () => {
    const world = await lost();
    const { archive, again, holder, bob, id } = world;
    expect(await outcome(again.client.archive.request())).toBe('archive.unopened');
    archive.opens(again.device.id);
    await holder.client.sync();
    expect(await outcome(holder.client.archive.request())).toBe('archive.device');
    await bob.client.sync();
    await bob.client.parts.membership.refresh(id);
    await again.client.sync();
    const { request } = await again.client.archive.request();
    expect(request.epochs).toHaveLength(2);
    const late = (await again.client.parts.conversations.begun(id)).epoch;
    const statement = world.relay.frames(id).find(([, kind, S]) => kind === 'statement' && toBase64url(S) === late.S);
    const beyond = {
      ...request,
      epochs: [{ ...request.epochs[0], statement: fromUtf8(statement?.[5] ?? new Uint8Array()) }],
    };
    const [keys = holderKeys(new Uint8Array(32))] = archive.holders;
    expect(await outcome(holder.client.archive.release(canonicalJson(beyond as never), keys))).toBe('archive.scope');
  });

  const requests: [string, string, (request: ArchiveRequest, world: Lost) => object][] = [
    ['another network', 'archive.network', () => ({ network: 'A'.repeat(43) })],
    ['another authority', 'archive.network', (_request, { south }) => ({ authority: south.id })],
    ['another opening', 'archive.unopened', () => ({ opening: 'A'.repeat(43) })],
    ['another archive', 'archive.unopened', () => ({ archive: 'A'.repeat(43) })],
    ['another device', 'archive.device', (_request, { holder }) => ({ device: holder.device.id })],
    [
      'a statement that is none',
      'archive.form',
      ({ epochs }) => ({ epochs: epochs.map((one) => ({ ...one, statement: '{}' })) }),
    ],
    ['a field more', 'archive.form', () => ({ more: 1 })],
    ['posts of another epoch', 'archive.nothing', ({ epochs: [a, b] }) => ({ epochs: [{ ...a, posts: b?.posts }] })],
  ];

  it.each(requests)('is given nothing by a holder who is asked with %s', async (_, code, change) => {
    const world = await lost();
    const { archive, again, holder } = world;
    archive.opens(again.device.id);
    await again.client.sync();
    await holder.client.sync();
    const { request } = await again.client.archive.request();
    const text = canonicalJson({ ...request, ...change(request, world) });
    const [keys = holderKeys(new Uint8Array(32))] = archive.holders;
    expect(await outcome(holder.client.archive.release(text, keys))).toBe(code);
  });

  it('is given nothing out of the scope, by who is no holder, and once its device is revoked', async () => {
    const world = await lost();
    const { archive, again, holder, bob, id, network, north } = world;
    const other = await bob.client.open({ kind: 'consultation', with: [{ authority: north.id }] });
    archive.opens(again.device.id);
    await again.client.sync();
    const { request } = await again.client.archive.request();
    archive.opens(again.device.id, [other]);
    await holder.client.sync();
    const opening = network.directory.latest.authority(north.id)?.openings.at(-1)?.id;
    const [keys = holderKeys(new Uint8Array(32))] = archive.holders;
    const ask = (change: object, by = keys) =>
      outcome(holder.client.archive.release(canonicalJson({ ...request, ...change }), by));
    expect(await ask({ opening })).toBe('archive.scope');
    expect(await ask({}, holderKeys(new Uint8Array(32)))).toBe('archive.holder');
    expect(await ask({})).toBe('done');
    again.device.isRevoked();
    await holder.client.sync();
    expect(await ask({})).toBe('archive.device');
    expect(id).not.toBe(other);
  });

  const releases: [string, string, (release: ArchiveRelease, world: Lost) => object][] = [
    ['another network', 'archive.network', () => ({ network: 'A'.repeat(43) })],
    ['another opening', 'archive.unopened', () => ({ opening: 'A'.repeat(43) })],
    ['another device', 'archive.device', (_request, { holder }) => ({ device: holder.device.id })],
    ['a key this device has no more', 'archive.stale', () => ({ number: 999 })],
    ['a field more', 'archive.form', () => ({ more: 1 })],
  ];

  it.each(releases)('takes no release with %s', async (_, code, change) => {
    const world = await lost();
    world.archive.opens(world.again.device.id);
    const [first = '', second = ''] = await released(world, [0, 1]);
    const bent = changed(second, (release) => change(release, world));
    expect(await outcome(world.again.client.archive.recover([first, bent]))).toBe(code);
    expect(await texts(world.again, world.id)).toEqual([]);
  });

  it('takes no releases of another opening, replayed under the new one', async () => {
    const world = await lost();
    const { archive, again, id, network, north } = world;
    archive.opens(again.device.id);
    const old = await released(world, [0, 1]);
    archive.opens(again.device.id, [id]);
    await again.client.sync();
    const [first = '', second = ''] = await released(world, [0, 1]);
    expect(await outcome(again.client.archive.recover([first, old[1] ?? '']))).toBe('archive.unopened');
    const opening = network.directory.latest.authority(north.id)?.openings.at(-1)?.id ?? '';
    const replayed = old.map((text) => changed(text, () => ({ opening })));
    const { messages, missing } = await again.client.archive.recover(replayed);
    expect([messages, missing.map(({ why }) => why)]).toEqual([0, ['too-few', 'too-few']]);
    expect((await again.client.archive.recover([first, second])).messages).toBe(3);
  });
});

function changed(text: string, change: (release: ArchiveRelease) => object): string {
  const release = parseArchiveRelease(text);
  return canonicalJson({ ...release, ...change(release) });
}

interface Post {
  readonly archive: string;
  readonly shares: readonly Part[];
}
interface Part {
  readonly commitment: string;
  readonly wrap: string;
}

function withPost(text: string, change: (post: Post) => Post): string {
  return canonicalJson(change(parseCanonicalJson(text) as unknown as Post));
}

function withShare(text: string, at: number, change: (part: Part) => Part): string {
  return withPost(text, (post) => ({
    ...post,
    shares: post.shares.map((part, i) => (i === at ? change(part) : part)),
  }));
}

function swapped(text: string): string {
  return withPost(text, ({ archive, shares: [one, other, ...rest] }) => ({
    archive,
    shares: [other, one, ...rest].filter((part) => part !== undefined),
  }));
}

function flipped(first: string): string {
  return first === 'A' ? 'B' : 'A';
}
