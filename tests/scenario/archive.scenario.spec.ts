import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ConversationId, MessageId } from '#contracts';
import { randomBytes } from 'node:crypto';
import { keepsArchive, type TestArchive } from '../support/archive.js';
import { patience, printFigure, scaled } from '../support/environment.js';
import { codeWith, World, type Person } from '../support/people.js';
import { endRelays } from '../support/relay.js';

const CONVERSATIONS = 20;
const MESSAGES = scaled(5000) / CONVERSATIONS;
const FILES = scaled(50);
const FILE_BYTES = 3000;

/** What was said in a conversation, and sent, before everything was lost. */
interface Said {
  readonly id: ConversationId;
  readonly texts: string[];
  readonly files: { readonly message: MessageId; readonly bytes: Uint8Array }[];
}

let world: World;
let alice: Person;
let bob: Person;
let bea: Person;
let holder: Person;
let again: Person;
let archive: TestArchive;
const said: Said[] = [];

beforeAll(async () => {
  world = await World.founded({ COMITY_DEVICE_REQUESTS_PER_MINUTE: '1000000' });
  archive = keepsArchive(world.authority('north'));
  ({ alice, bob, bea, holder } = await world.peopleOf({
    alice: 'north',
    bob: 'south',
    bea: 'south',
    holder: 'north',
  }));
  // Who is away meanwhile enters all of them in one round, and makes one key.
  bea.goesOffline();
  bob.goesOffline();
  for (let i = 0; i < CONVERSATIONS; i++) said.push({ id: await opened(), texts: [], files: [] });
  await bob.isBack();
  await Promise.all(said.map(fill));
  await Promise.all([alice.sync(), bob.sync()]);
  await world.revokes(alice);
  await bob.sync();
  again = await world.newDeviceOf(alice.officer);
  await bob.sync();
  again.goesOffline();
  for (const { id } of said)
    await bob.client.addOfficers(id, { authority: alice.authority, officers: [alice.officer.id] });
  await again.isBack();
}, patience);

afterAll(async () => {
  await world.ends();
  await endRelays();
});

async function opened(): Promise<ConversationId> {
  const officers = [bob.officer.id];
  return alice.client.open({ kind: 'consultation', with: [{ authority: bob.authority, officers }] });
}

/** Alice and Bob write in turn, and the keys change halfway. */
async function fill({ id, texts, files }: Said, place: number): Promise<void> {
  for (const half of [0, 1]) {
    for (let i = 0; i < Math.ceil(MESSAGES / 2); i++) {
      const text = `${String(place)}: ${String(half)}.${String(i)}`;
      await (i % 2 === 0 ? alice : bob).client.say(id, text);
      texts.push(text);
    }
    if (half === 0) {
      const wanted = Math.ceil(FILES / CONVERSATIONS);
      const left = Math.max(0, Math.min(wanted, FILES - place * wanted));
      for (let i = 0; i < left; i++) files.push(await attached(id));
      await Promise.all([alice.client.settle(id), bob.client.settle(id)]);
      await bob.client.addOfficers(id, { authority: bea.authority, officers: [bea.officer.id] });
    }
  }
  await Promise.all([alice.client.settle(id), bob.client.settle(id)]);
}

async function attached(id: ConversationId): Promise<Said['files'][number]> {
  const bytes = new Uint8Array(randomBytes(FILE_BYTES));
  const source = { name: 'annex.pdf', length: FILE_BYTES, bytes: once(bytes) };
  const message = await bob.client.attachments.settle(await bob.client.attachments.attach(id, source));
  if (message === undefined) throw new Error('nothing was sent');
  return { message, bytes };
}

const files = () => said.flatMap((one) => one.files.map((file) => ({ ...file, id: one.id })));
const readTexts = async (): Promise<string[][]> =>
  Promise.all(said.map(async ({ id }) => (await again.reads(id)).sort()));

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield bytes;
}

async function releases(...places: readonly number[]): Promise<string[]> {
  const { text } = await again.client.archive.request();
  const given: string[] = [];
  for (const place of places) {
    const keys = archive.holders[place];
    if (keys !== undefined) given.push((await holder.client.archive.release(text, keys)).text);
  }
  return given;
}

describe('an authority that has lost its last device', () => {
  it('reads nothing on its new one before its archive is opened', async () => {
    expect((await readTexts()).flat()).toEqual([]);
    expect(await codeWith(again.client.archive.request())).toBe('archive.unopened');
  });

  it('says in each conversation that its archive was opened, before a share is released', async () => {
    archive.opens(again.device);
    await world.told();
    await Promise.all([bob, again, holder].map(async (person) => person.sync()));
    const told = (await bob.client.notices()).filter(({ code }) => code === 'archive.opened');
    expect(told.map(({ conversation }) => conversation).sort()).toEqual(said.map(({ id }) => id).sort());
    expect(new Set(told.map(({ device }) => device))).toEqual(new Set([again.device]));
  });

  it('gets nothing back from k - 1 holders', async () => {
    expect(await codeWith(again.client.archive.recover(await releases(0)))).toBe('archive.too-few');
    expect((await readTexts()).flat()).toEqual([]);
  });

  it('gets back every message and every file from k holders', async () => {
    const began = performance.now();
    const progress: number[] = [];
    const { messages, missing } = await again.client.archive.recover(await releases(0, 2), {
      onProgress: ({ done }) => progress.push(done),
    });
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    expect(missing).toEqual([]);
    expect(progress).toEqual([...progress.keys()].map((place) => place + 1));
    expect(messages).toBe(said.reduce((sum, { texts }) => sum + texts.length, files().length));
    expect(await readTexts()).toEqual(said.map(({ texts }) => [...texts].sort()));
    for (const { id, message, bytes } of files()) {
      const file = await again.client.attachments.fetch(id, message);
      expect(Buffer.from(await joined(file.read()))).toEqual(Buffer.from(bytes));
    }
    const texts = said.reduce((sum, one) => sum + one.texts.length, 0);
    printFigure(
      'arch',
      `100 % of ${String(said.length)} conversations with ${String(texts)} messages and ${String(files().length)} attachments from 2 of 3 shares in ${seconds} s, nothing from 1`,
    );
    const { items } = await again.client.messages(said[0]?.id ?? ('' as ConversationId), { limit: 1000 });
    const recovered = items.filter((item) => item.is === 'message');
    expect(recovered.every((item) => item.recovered === true)).toBe(true);
  });

  it('goes on as before, and what is said from then on is its own again', async () => {
    const [{ id } = { id: '' as ConversationId }] = said;
    await bob.says(id, 'welcome back');
    expect((await again.catchesUp(id)).at(-1)).toBe('welcome back');
    const { items } = await again.client.messages(id, { limit: 1 });
    expect(items.at(-1)).toMatchObject({ is: 'message' });
    expect(items.at(-1)).not.toHaveProperty('recovered');
    const others = (await again.notices()).filter((code) => code !== 'archive.opened');
    expect(others).toEqual([]);
  });
});

async function joined(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  return Buffer.concat(parts);
}
