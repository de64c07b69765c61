import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { publicKeyOf, signPublicNote } from '#crypto/log-signer';
import { utf8 } from '#primitives';
import {
  formatAddCheckpoint,
  formatCheckpoint,
  formatNote,
  leafHash,
  MerkleTree,
  noteSigner,
  signNote,
  type Checkpoint,
} from '#tlog';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { witnessServer } from './witness-server.js';
import { WitnessState } from './witness-state.js';

const keys = { publicKeyOf, signPublicNote };
const log = noteSigner('log.example/audit', 'ed25519', new Uint8Array(32).fill(1), keys);
const stranger = noteSigner('log.example/audit', 'ed25519', new Uint8Array(32).fill(2), keys);
const witness = noteSigner('w.example', 'cosignature', new Uint8Array(32).fill(3), keys);
const leaves = Array.from({ length: 20 }, (_, i) => leafHash(utf8(`entry ${String(i)}`)));
const tree = new MerkleTree(leaves);
const other = new MerkleTree(leaves.map((_, i) => leafHash(utf8(`other ${String(i)}`))));

const noteAt = (size: number, { signer = log, of = tree, origin = log.key.name } = {}): string => {
  const body = formatCheckpoint({ origin, size, root: of.root(size) });
  return formatNote({ body, signatures: [signNote(body, signer)] });
};
const request = (from: number, to: number): string =>
  formatAddCheckpoint({ oldSize: from, proof: tree.consistencyProof(from, to), note: noteAt(to) });

describe('witnessServer', () => {
  let folder = '';
  let server: Server;
  let url = '';

  const start = async (state = new WitnessState(folder)): Promise<void> => {
    server = witnessServer({ signer: witness, logs: [log.key], state, clock: { now: () => 1_790_000_000_000 } });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/add-checkpoint`;
  };
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  const post = async (body: string, to = url) => {
    const response = await fetch(to, { method: 'POST', body });
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'comity-witness-'));
    await start();
  });
  afterEach(async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('answers 200 with one cosignature when the checkpoint follows', async () => {
    const first = await post(request(0, 3));
    expect(first).toMatchObject({ status: 200, text: expect.stringMatching(/^— w\.example \S+\n$/) });
    expect((await post(request(3, 7))).status).toBe(200);
    expect((await post(request(7, 7))).status).toBe(200);
  });

  it.each(['', 'nonsense', 'old x\n\nnote', 'old 0\n\nno note'])('answers 400 to %j', async (body) => {
    expect((await post(body)).status).toBe(400);
  });

  it('answers 403 when its log has not signed it', async () => {
    const note = noteAt(3, { signer: stranger });
    expect((await post(formatAddCheckpoint({ oldSize: 0, proof: [], note }))).status).toBe(403);
  });

  it('answers 404 for a log it does not know, and elsewhere', async () => {
    const note = noteAt(3, { origin: 'unknown.example' });
    expect((await post(formatAddCheckpoint({ oldSize: 0, proof: [], note }))).status).toBe(404);
    expect((await post(request(0, 3), url.replace('add-checkpoint', 'other'))).status).toBe(404);
  });

  it('answers 405 to another method', async () => {
    expect((await fetch(url)).status).toBe(405);
  });

  it('answers 409 with its size when the old size is not its own', async () => {
    await post(request(0, 5));
    expect(await post(request(3, 7))).toEqual({ status: 409, type: 'text/x.tlog.size', text: '5\n' });
  });

  it('answers 409 when the same size has another root', async () => {
    await post(request(0, 5));
    const note = noteAt(5, { of: other });
    expect((await post(formatAddCheckpoint({ oldSize: 5, proof: [], note }))).status).toBe(409);
  });

  it('answers 413 to a request that is too long', async () => {
    expect((await post('x'.repeat(70_000))).status).toBe(413);
  });

  it('answers 422 when the proof does not hold', async () => {
    await post(request(0, 5));
    const proof = tree.consistencyProof(5, 9);
    const note = noteAt(9, { of: other });
    expect((await post(formatAddCheckpoint({ oldSize: 5, proof, note }))).status).toBe(422);
  });

  it('holds to what it cosigned after it was started again', async () => {
    await post(request(0, 5));
    await stop();
    await start();
    expect((await post(request(0, 5))).status).toBe(409);
    const rewritten = formatAddCheckpoint({
      oldSize: 5,
      proof: other.consistencyProof(5, 9),
      note: noteAt(9, { of: other }),
    });
    expect((await post(rewritten)).status).toBe(422);
    expect((await post(request(5, 9))).status).toBe(200);
  });

  it('cosigns one of two that contradict each other, whichever comes first', async () => {
    await post(request(0, 5));
    const one = request(5, 9);
    const answers = await Promise.all([one, one, request(5, 8), one].map(async (body) => (await post(body)).status));
    expect(answers.filter((status) => status === 200)).toHaveLength(1);
    expect(answers.filter((status) => status === 409)).toHaveLength(3);
  });

  it('lets no cosignature leave before its state is stored', async () => {
    await stop();
    const remembered: Checkpoint[] = [];
    class FailingState extends WitnessState {
      override async remember(checkpoint: Checkpoint): Promise<void> {
        remembered.push(checkpoint);
        throw new Error('the disk is full');
      }
    }
    await start(new FailingState(folder));
    const answer = await post(request(0, 3));
    expect([answer.status, answer.text, remembered.length]).toEqual([500, '', 1]);
  });
});
