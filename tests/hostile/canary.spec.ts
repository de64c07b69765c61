import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FieldOpening, OfficerId, type ConversationId } from '#contracts';
import { fieldCommitment } from '#crypto';
import { toBase64url } from '#primitives';
import { ALWAYS } from '../support/directory.js';
import { HostileClient, HostileWorld } from '../support/hostile-world.js';
import { aBuiltRelay } from '../support/built-relay.js';
import { endRelays } from '../support/relay.js';

/** Words that nobody else would say. */
const MESSAGE = 'canary-message-7f3a91c2e8';
const CORRECTION = 'canary-correction-51ab09d3f7';
const NAME = 'Canary Officer-0b77e1d94c';
const ERASED = 'Erased Officer-4c19e0aa72';
/** What operations.md has an operator do after an erasure: a database keeps for a while what was deleted from it. */
const CLEANING = [
  'vacuum full directory_opening',
  'alter system set wal_recycle = off',
  'select pg_reload_conf()',
  'select pg_switch_wal()',
  'checkpoint',
];
const FILE_NAME = 'canary-file-92d1ce07a5';
const FILE = 'canary-content-e6f0b3a811';
const PASSPHRASE = 'a passphrase of the hostile tests';

let world: HostileWorld;
let alice: HostileClient;
let bob: HostileClient;
const tokens: string[] = [];
const problems: string[] = [];
let log = '';

beforeAll(async () => {
  world = await HostileWorld.start();
  const r = new Uint8Array(32).fill(9);
  const name = toBase64url(fieldCommitment(r, 'name', NAME));
  world.north.anOfficer('canary', { fields: { name: { commitment: name, visible: 'members' } } });
  [alice = await world.officer(world.north)] = await world.officers(world.north, [{}]);
  [bob = await world.officer(world.south)] = await world.officers(world.south, [{}]);
  expect(FieldOpening.safeParse({ label: 'name', value: NAME, r: toBase64url(r) }).success).toBe(true);
  alice.cheat.rule = {
    bend: {
      session: (session) => {
        tokens.push((session as { token: string }).token);
        return session;
      },
      'session.ticket': (ticket) => {
        tokens.push((ticket as { ticket: string }).ticket);
        return ticket;
      },
    },
  };
  const again = await alice.restarted();
  again.cheat.rule = alice.cheat.rule;
  alice = again;
  await alice.sync();
  const id = await alice.client.open({
    kind: 'consultation',
    with: [{ authority: world.south.id, officers: [bob.officer] }],
    history: 'all',
  });
  const said = await alice.say(id, MESSAGE);
  await alice.client.correct(id, said, CORRECTION);
  await alice.client.settle(id);
  await attach(id);
  await bob.sync();
  await eraseAName();
  const built = await aBuiltRelay();
  await complain(world.relay.url);
  await complain(built.url);
  await built.stop();
  log = built.said();
}, 90_000);

/** A file that holds a canary many times, and one that is never finished. */
async function attach(id: ConversationId): Promise<void> {
  const content = Buffer.from(FILE.repeat(20_000));
  async function* bytes() {
    yield content;
  }
  const file = () => ({ name: `${FILE_NAME}.txt`, length: content.length, bytes: bytes() });
  await alice.client.attachments.settle(await alice.client.attachments.attach(id, file()));
  await alice.client.settle(id);
  const half = await alice.client.attachments.attach(id, file());
  alice.client.attachments.onUpload(({ state }) => {
    if (state === 'sending') void alice.client.attachments.pause(half);
  });
  await alice.client.attachments.settle(half);
}

/** An officer's name that members were given, and that an administrator had erased. */
async function eraseAName(): Promise<void> {
  const device = world.north.anAdministrator('eraser').aDevice();
  await world.relay.tell(world.network);
  const administrator = await HostileClient.open(world, device);
  const { device: open } = administrator.client.parts;
  if (open === undefined) throw new Error('its client has no relay');
  const { administration, directory } = open;
  const officer = OfficerId.parse('erased-officer');
  await administration.appoint({ officer, roles: ['officer'], validity: ALWAYS, person: { name: ERASED } });
  const [row] = await world.relay.sql('select 1 from directory_opening where value = $1', [ERASED]);
  expect(row).toBeDefined();
  await world.relay.until(async () => {
    await directory.sync();
    return directory.nameOf(officer) === ERASED;
  });
  await administration.dismiss(officer);
  expect(await administration.eraseOfficer(officer)).toBe(1);
  for (const act of CLEANING) await world.relay.sql(act);
}

/** Requests that carry the canaries and are refused. */
async function complain(url: string): Promise<void> {
  const requests = [
    [`/v1/conversations/${encodeURIComponent(MESSAGE)}/frames`, undefined],
    ['/v1/sessions', { device: MESSAGE, nonce: NAME, expiry: 1, signature: tokens[0] }],
    ['/v1/directory/statements', { statement: MESSAGE, [NAME]: PASSPHRASE }],
    ['/v1/directory/statements', { statement: `{"body":"${NAME}"}` }],
    ['/v1/agreement-keys/query', { devices: [MESSAGE, NAME] }],
  ] as const;
  for (const [path, body] of requests) {
    const answer = await fetch(url + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${tokens[0] ?? ''}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    problems.push(await answer.text());
  }
}

afterAll(async () => {
  await world.close();
  await endRelays();
});

/** A word in the encodings in which it might be stored. */
function shapesOf(word: string): Buffer[] {
  const bytes = Buffer.from(word);
  return [
    bytes,
    Buffer.from(word, 'utf16le'),
    Buffer.from(word.toUpperCase()),
    Buffer.from(bytes.toString('hex')),
    // The third and the middle of three alignments: what base64 makes of it inside other text.
    ...[0, 1, 2].flatMap((shift) => {
      const inner = bytes.subarray((3 - shift) % 3);
      const text = inner.subarray(0, inner.length - (inner.length % 3));
      return [Buffer.from(text.toString('base64')), Buffer.from(text.toString('base64url'))];
    }),
  ];
}

function foundIn(haystack: Buffer, words: readonly string[]): string[] {
  return words.filter((word) => shapesOf(word).some((shape) => haystack.includes(shape)));
}

const canaries = (): string[] => [MESSAGE, CORRECTION, NAME, ERASED, FILE_NAME, FILE, PASSPHRASE, ...tokens];

describe('a canary', () => {
  it('has been said, read and handed out', async () => {
    const [id] = [...bob.client.parts.conversations.states.keys()];
    const { items } = await bob.client.messages(id ?? ('' as never));
    expect(JSON.stringify(items)).toContain(MESSAGE);
    expect(JSON.stringify(items)).toContain(FILE_NAME);
    expect(tokens.length).toBeGreaterThan(1);
    expect(foundIn(Buffer.from(`x${Buffer.from(`y${MESSAGE}`).toString('base64')}`), [MESSAGE])).toEqual([MESSAGE]);
  });

  it('is in no row of any table', async () => {
    const tables = await world.relay.sql<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'public'",
    );
    expect(tables.length).toBeGreaterThan(10);
    for (const { name } of tables) {
      const rows = await world.relay.sql<Record<string, unknown>>(`select * from "${name}"`);
      const dump = Buffer.concat(
        rows.flatMap((row) =>
          Object.values(row).map((value) =>
            Buffer.isBuffer(value) ? value : Buffer.from((JSON.stringify(value) as string | undefined) ?? ''),
          ),
        ),
      );
      expect([name, foundIn(dump, canaries())]).toEqual([name, []]);
    }
  });

  it('is in no file of the database: tables, indexes, write-ahead log', async () => {
    await world.relay.sql('checkpoint');
    const [row] = await world.relay.sql<{ data_directory: string }>('show data_directory');
    const files = readdirSync(row?.data_directory ?? '', { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const wal = files.filter(({ parentPath }) => parentPath.includes('pg_wal'));
    expect(wal.length).toBeGreaterThan(0);
    const marker = Buffer.from(bob.device.id);
    let marked = false;
    for (const { parentPath, name } of files) {
      const bytes = readFileSync(join(parentPath, name));
      marked ||= bytes.includes(marker);
      expect([name, foundIn(bytes, canaries())]).toEqual([name, []]);
    }
    // What is there is found: else the search would prove nothing.
    expect(marked).toBe(true);
  });

  it('is in no file that an attachment left', () => {
    const folder = world.relay.config.attachments.directory;
    const files = readdirSync(folder);
    expect(files.length).toBeGreaterThan(1);
    for (const name of files) expect([name, foundIn(readFileSync(join(folder, name)), canaries())]).toEqual([name, []]);
  });

  it('is in no problem response', () => {
    expect(problems.length).toBeGreaterThan(3);
    expect(foundIn(Buffer.from(problems.join('\n')), canaries())).toEqual([]);
  });

  it('is in no line that a relay logs at its most talkative', () => {
    expect(log).toContain('relay.listening');
    expect(foundIn(Buffer.from(log), canaries())).toEqual([]);
  });

  it('is in no oversight pack, which opens what its maker did', async () => {
    const { text, verified } = await alice.client.packs.make();
    expect(verified.leaves.some(({ type }) => type === 'attachment.stored')).toBe(true);
    expect(text).toContain(alice.device.id);
    expect(foundIn(Buffer.from(text), canaries())).toEqual([]);
  });
});
