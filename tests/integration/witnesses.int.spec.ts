import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { CheckpointResponse } from '#contracts';
import { entryBytes } from '#directory';
import { codeOf, unixSeconds } from '#primitives';
import { SystemClock } from '#relay/platform/clock';
import {
  cosign,
  formatAddCheckpoint,
  formatCheckpoint,
  formatNote,
  leafHash,
  MerkleTree,
  type NoteKeyType,
  noteSigner,
  parseNote,
  signNote,
} from '#tlog';
import { type AuthorityBuilder, aKey, aNetwork, type NetworkBuilder, noteKeyText } from '../support/directory.js';
import { aFollower, type Follower } from '../support/follower.js';
import { aRelay, endRelays, logKeys, type TestRelay } from '../support/relay.js';
import { TestWitness } from '../support/witness.js';

const NAMES = ['north.witness.example', 'south.witness.example', 'east.witness.example'] as const;
const LOG = 'directory.practice.example';
const DAY = 86_400;

let witnesses: TestWitness[];
let network: NetworkBuilder;
let authority: AuthorityBuilder;
let relay: TestRelay;
let client: Follower;

const witness = (place: number): TestWitness => witnesses[place] ?? relay.witness;
const now = (): number => unixSeconds(new SystemClock());
const shownSize = () => client.directory.checkpoint?.size ?? 0;

function signer(name: string, type: NoteKeyType) {
  const { seed, publicKey, sign } = aKey(name);
  return noteSigner(name, type, seed, { publicKeyOf: () => publicKey, signPublicNote: (_, note) => sign(note) });
}

const treeOf = (size: number): MerkleTree =>
  new MerkleTree(
    network.entries.slice(0, size).map(({ subject, statementHash }) => leafHash(entryBytes(subject, statementHash))),
  );

/** A tree as long as the log whose last entry is another. */
function forkedTree(): MerkleTree {
  const tree = treeOf(network.entries.length - 1);
  tree.append(leafHash(entryBytes('network', new Uint8Array(32).fill(7))));
  return tree;
}

/** A note that the relay's operator signed, with the cosignatures of those who collude, each at a time. */
function noteOf(tree: MerkleTree, cosigned: readonly (readonly [place: number, at: number])[]): string {
  const body = formatCheckpoint({ origin: LOG, size: tree.size, root: tree.root() });
  const lines = cosigned.map(([place, at]) => cosign(body, at, signer(NAMES[place] ?? '', 'cosignature')));
  return formatNote({ body, signatures: [signNote(body, signer(LOG, 'ed25519')), ...lines] });
}

/** The relay answers a note of its own choice instead of its newest checkpoint. */
function shows(note: string): void {
  client.bend = (path, body) => (path === '/v1/directory/checkpoint' ? JSON.stringify({ note }) : body);
}

const outcome = async (): Promise<string> => client.directory.sync().then(() => 'accepted', codeOf) as Promise<string>;

/** One more statement stands in the log; whether a checkpoint covers it is the witnesses' affair. */
async function stated(): Promise<void> {
  const name = `officer-${String(network.entries.length)}`;
  const statement = network.signed(authority.appointment(name), authority.key);
  expect((await relay.post('/v1/directory/statements', { statement })).status).toBe(201);
  network.log(statement, authority.id);
}

const covered = async () => relay.until(async () => (await relay.directorySize()) === network.entries.length);
const cosigners = async (): Promise<string[]> => {
  const { note } = (await relay.get('/v1/directory/checkpoint')).body as CheckpointResponse;
  return parseNote(note)
    .signatures.map(({ name }) => name)
    .filter((name) => name !== LOG);
};

beforeAll(async () => {
  witnesses = await Promise.all(NAMES.map(async (name) => TestWitness.start(name, logKeys())));
  network = aNetwork({ witnesses: { keys: NAMES.map((name) => noteKeyText(name, 'cosignature')), quorum: 2 } });
  authority = network.anAuthority('vl-moj');
  relay = await aRelay({
    network,
    environment: { COMITY_WITNESS_URLS: witnesses.map(({ url }) => url).join(',') },
  });
});

beforeEach(async () => {
  for (const one of witnesses) Object.assign(one, { silent: false, babbling: false, ahead: 0 });
  client = await aFollower(relay.url, network.entries[0]?.statement ?? '');
  await covered();
  await client.directory.sync();
});

afterAll(async () => {
  await endRelays();
  await Promise.all(witnesses.map(async (one) => one.stop()));
});

describe('three witnesses of whom two must cosign', () => {
  it('confirm the directory while one of them is away', async () => {
    witness(2).silent = true;
    await stated();
    await covered();
    expect((await cosigners()).toSorted()).toEqual([NAMES[0], NAMES[1]].toSorted());
    expect(await outcome()).toBe('accepted');
    expect([shownSize(), client.directory.fresh]).toEqual([network.entries.length, true]);
  });

  it('confirm it while one of them answers what is no cosignature', async () => {
    witness(1).babbling = true;
    await stated();
    await covered();
    expect((await cosigners()).toSorted()).toEqual([NAMES[0], NAMES[2]].toSorted());
    expect(await outcome()).toBe('accepted');
    expect(shownSize()).toBe(network.entries.length);
  });

  it('do not confirm it while two are away, and the client says so once the limit has passed', async () => {
    const size = shownSize();
    witness(0).silent = true;
    witness(2).silent = true;
    await stated();
    await relay.until(
      async () =>
        (await relay.sql('select 1 from log_leaf where log = $1 and index = $2', ['directory', size])).length === 1,
    );
    expect([await outcome(), shownSize()]).toEqual(['accepted', size]);
    client.clock.ahead = DAY;
    expect(() => client.directory.demandFresh()).toThrow('not been confirmed by its witnesses');
    client.clock.ahead = 0;
    witness(0).silent = false;
    await covered();
    expect([await outcome(), shownSize()]).toEqual(['accepted', size + 1]);
    expect(client.faults).toEqual([]);
  });

  it('have the client refuse a checkpoint that one alone cosigned, though all of it is true', async () => {
    const size = shownSize();
    await stated();
    await covered();
    shows(noteOf(treeOf(size + 1), [[1, now()]]));
    expect([await outcome(), shownSize()]).toEqual(['directory.checkpoint', size]);
    client.bend = undefined;
    expect([await outcome(), shownSize()]).toEqual(['accepted', size + 1]);
  });

  it('let no tree pass that one of them cosigned beside the true one', async () => {
    const [size, root] = [shownSize(), client.directory.root(shownSize())];
    const forked = forkedTree();
    // The two honest ones hold to what they have cosigned.
    const asked = formatAddCheckpoint({ oldSize: size, proof: [], note: noteOf(forked, []) });
    const answers = await Promise.all(
      [0, 1].map(async (place) => {
        const answer = await fetch(`${witness(place).url}/add-checkpoint`, { method: 'POST', body: asked });
        return [answer.status, await answer.text()];
      }),
    );
    // A conflict without a size: not that it is asked to go back, but that this size has another root.
    expect(answers).toEqual([
      [409, ''],
      [409, ''],
    ]);
    shows(noteOf(forked, [[2, now()]]));
    expect(await outcome()).toBe('directory.checkpoint');
    expect(client.directory.root(shownSize())).toEqual(root);
    // Had a second one lent itself to it, the client would still hold two notes that exclude each other.
    shows(
      noteOf(forked, [
        [1, now()],
        [2, now()],
      ]),
    );
    expect(await outcome()).toBe('directory.forked');
    expect(client.directory.root(shownSize())).toEqual(root);
    expect(client.faults.at(-1)?.held).toBeDefined();
  });

  it('confirm it with one whose disk was lost, and a beginning of the log that it cosigns anew passes for nothing', async () => {
    const size = shownSize();
    witness(2).forget();
    await stated();
    await covered();
    await relay.until(async () => (await cosigners()).length === 3);
    expect([await outcome(), shownSize()]).toEqual(['accepted', size + 1]);
    const old = noteOf(treeOf(size), [
      [0, now() - DAY],
      [1, now() - DAY],
      [2, now()],
    ]);
    shows(old);
    expect([await outcome(), shownSize()]).toEqual(['directory.rolled-back', size + 1]);
    const newcomer = await aFollower(relay.url, network.entries[0]?.statement ?? '');
    newcomer.bend = (path, body) => (path === '/v1/directory/checkpoint' ? JSON.stringify({ note: old }) : body);
    await newcomer.directory.sync();
    expect(newcomer.directory.fresh).toBe(false);
  });

  it('keep the time of the network while the clock of one of them is ahead', async () => {
    witness(0).ahead = 10 * DAY;
    await stated();
    await covered();
    expect(await outcome()).toBe('accepted');
    expect((client.directory.checkpoint?.at ?? Infinity) - now()).toBeLessThan(60);
  });
});
