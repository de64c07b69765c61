import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditLeaves, CheckpointResponse, ConsistencyResponse, Problem } from '#contracts';
import { fieldCommitment, parseCanonicalJson } from '#crypto/verify';
import { fromBase64url, toBase64url, utf8 } from '#primitives';
import {
  leafHash,
  parseVerifierKey,
  rootOf,
  verifyCheckpoint,
  type VerifiedCheckpoint,
  verifyConsistency,
} from '#tlog';
import { aNetwork, noteKeyText, type DeviceBuilder, type NetworkBuilder } from '../support/directory.js';
import { aRelay, endRelays, type TestRelay } from '../support/relay.js';
import { TestWitness } from '../support/witness.js';

const NEW_WITNESS = 'new.witness.example';

let network: NetworkBuilder;
let laptop: DeviceBuilder;
let relay: TestRelay;
let token: string;

const checkpoint = async (log: 'directory' | 'audit'): Promise<VerifiedCheckpoint> => {
  const { note } = (await relay.get(`/v1/record/${log}/checkpoint`)).body as CheckpointResponse;
  const { logs, witnesses } = network.founding;
  return verifyCheckpoint(note, {
    log: parseVerifierKey(logs[log]),
    witnesses: witnesses.keys.map(parseVerifierKey),
    quorum: witnesses.quorum,
  });
};
const leavesTo = async (size: number) => {
  const { leaves } = (await relay.get('/v1/record/leaves?from=0', token)).body as AuditLeaves;
  return leaves.slice(0, size);
};

beforeAll(async () => {
  network = aNetwork();
  laptop = network.anAuthority('vl-moj').anAdministrator('ana').aDevice();
  relay = await aRelay({ network });
  token = await relay.signIn(laptop);
});

afterAll(endRelays);

describe('record', () => {
  it('holds the leaves whose root the witness cosigned', async () => {
    const { size, root } = await checkpoint('audit');
    const leaves = await leavesTo(size);
    expect(rootOf(leaves.map((leaf) => leafHash(utf8(leaf))))).toEqual(new Uint8Array(root));
    for (const leaf of leaves)
      expect(parseCanonicalJson(leaf)).toMatchObject({ type: expect.any(String), at: expect.any(Number) });
  });

  it('names nobody in a leaf: only a commitment, whose opening is kept apart', async () => {
    await relay.until(async () => (await leavesTo(1000)).some((leaf) => leaf.includes('session.opened')));
    const leaves = await leavesTo(1000);
    expect(leaves.join()).not.toContain(laptop.id);
    const index = leaves.findIndex((leaf) => leaf.includes('session.opened'));
    const [opening] = await relay.sql<{ value: string; r: Buffer }>(
      'select value, r from audit_opening where index = $1',
      [index],
    );
    expect(opening?.value).toBe(laptop.id);
    const { who } = JSON.parse(leaves[index] ?? '') as { who: { device: string } };
    expect(who.device).toBe(toBase64url(fieldCommitment(opening?.r ?? new Uint8Array(32), 'device', laptop.id)));
  });

  it('proves that a later tree continues an earlier one', async () => {
    const before = await checkpoint('audit');
    await relay.signIn(laptop);
    await relay.until(async () => (await checkpoint('audit')).size > before.size);
    const after = await checkpoint('audit');
    const path = `/v1/record/audit/consistency?from=${String(before.size)}&to=${String(after.size)}`;
    const { proof } = (await relay.get(path)).body as ConsistencyResponse;
    expect(() => {
      verifyConsistency({
        from: before.size,
        to: after.size,
        fromRoot: before.root,
        toRoot: after.root,
        proof: proof.map(fromBase64url),
      });
    }).not.toThrow();
    const beyond = await relay.get(`/v1/record/audit/consistency?from=1&to=${String(after.size + 1000)}`);
    expect((beyond.body as Problem).code).toBe('record.unknown');
  });

  it('serves both logs in tiles, from which anybody makes the root again, but the acts to members alone', async () => {
    const bytesOf = async (path: string, session?: string): Promise<Uint8Array> => {
      const headers = session === undefined ? {} : { authorization: `Bearer ${session}` };
      const answer = await fetch(`${relay.url}/tlog/${path}`, { headers });
      expect([path, answer.status]).toEqual([path, 200]);
      return new Uint8Array(await answer.arrayBuffer());
    };
    for (const log of ['directory', 'audit'] as const) {
      const { size, root, note } = await checkpoint(log);
      expect(await (await fetch(`${relay.url}/tlog/${log}/checkpoint`)).text()).toBe(note);
      const hashes = await bytesOf(`${log}/tile/0/000.p/${String(size)}`);
      const leaves = Array.from({ length: size }, (_, at) => hashes.slice(32 * at, 32 * (at + 1)));
      expect(rootOf(leaves)).toEqual(new Uint8Array(root));
      const bundle = await bytesOf(`${log}/tile/entries/000.p/${String(size)}`, token);
      const view = new DataView(bundle.buffer);
      for (let [at, n] = [0, 0]; at < bundle.length; n++) {
        const end = at + 2 + view.getUint16(at);
        expect(leafHash(bundle.slice(at + 2, end))).toEqual(leaves[n]);
        at = end;
      }
    }
    // It may be there in a minute: a refusal is for no cache.
    expect((await relay.get('/tlog/directory/tile/0/000')).headers.get('cache-control')).toBe('no-store');
    for (const [path, code] of [
      ['audit/tile/entries/000.p/1', 'session.required'],
      ['audit/tile/%65ntries/000.p/1', 'session.required'],
      ['directory/tile/0/000', 'record.unknown'],
      ['directory/tile/0/x000/000', 'request.unknown-route'],
      ['other/tile/0/000', 'request.invalid'],
    ])
      expect([path, ((await relay.get(`/tlog/${path ?? ''}`)).body as Problem).code]).toEqual([path, code]);
  });

  it('is cosigned again while nothing happens, so that it stays fresh', async () => {
    const before = await checkpoint('directory');
    await relay.until(async () => (await checkpoint('directory')).at > before.at);
    expect((await checkpoint('directory')).size).toBe(before.size);
  });

  it('shows nothing that no quorum has cosigned', async () => {
    relay.witness.silent = true;
    const before = await checkpoint('audit');
    await relay.signIn(laptop);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect((await checkpoint('audit')).note).toBe(before.note);
    relay.witness.silent = false;
    await relay.until(async () => (await checkpoint('audit')).size > before.size);
  });

  it('continues where it was after a restart', async () => {
    const before = await checkpoint('audit');
    relay = await relay.again();
    expect((await checkpoint('audit')).size).toBeGreaterThanOrEqual(before.size);
    await relay.signIn(laptop);
    await relay.until(async () => (await checkpoint('audit')).size > before.size);
  });

  it('starts between a change of witnesses and the first checkpoint that the new ones cosign', async () => {
    const changing = aNetwork();
    const officer = changing.anAuthority('vl-moj').anAdministrator('ana').aDevice();
    const before = await aRelay({ network: changing });
    before.witness.silent = true;
    const { founding } = changing;
    const prev = changing.directory.latest.latestStatementHash('network');
    const witnesses = { ...founding.witnesses, keys: [noteKeyText(NEW_WITNESS, 'cosignature')] };
    changing.say({ ...founding, type: 'network.changed', prev, witnesses }, ...changing.quorum);
    const { statement } = changing.entries.at(-1) ?? {};
    expect((await before.post('/v1/directory/statements', { statement })).status).toBe(201);
    const successor = await TestWitness.start(NEW_WITNESS, Object.values(founding.logs).map(parseVerifierKey));
    try {
      const after = await before.again({ COMITY_WITNESS_URLS: successor.url });
      await after.until(async () => (await after.directorySize()) === changing.entries.length);
      expect(await after.signIn(officer)).not.toBe('');
    } finally {
      await successor.stop();
    }
  });

  it.each([
    ['an altered leaf', `update log_leaf set entry = 'x'::bytea where log = 'audit' and index = 1`],
    ['a lost leaf', `delete from log_leaf where log = 'audit' and index = 1`],
    ['a cut tail', `delete from log_leaf where log = 'directory' and index >= 2`],
  ])('refuses to start with %s', async (_, damage) => {
    const fresh = await aRelay({ network });
    await fresh.stop();
    await fresh.sql(damage);
    await expect(fresh.again()).rejects.toThrow(/recomputed root differs/);
  });
});
