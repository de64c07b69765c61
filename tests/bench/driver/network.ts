import { setTimeout as sleep } from 'node:timers/promises';
import { newSignatureKey, sign, type SignatureKeyPair } from '#crypto';
import { type AnyBody, bodyHash, formatStatement, networkIdOf, statementMessage } from '#directory';
import { fromBase64url, toBase64url } from '#primitives';
import { type CheckpointPolicy, parseVerifierKey, type VerifiedCheckpoint, verifyCheckpoint } from '#tlog';
import type { Notary, Unplaced } from './notary.js';
import { type Http, HttpRefusal } from './http.js';
import { type NetworkFile, readNetworkFile, writeNetworkFile } from './network-file.js';

const CHECKPOINT_WITHIN = 60_000;

/** A network whose root key this process holds, at one relay. */
export class BenchNetwork implements Notary {
  private constructor(
    private readonly http: Http,
    private readonly policy: CheckpointPolicy,
    readonly networkId: Uint8Array,
    readonly root: SignatureKeyPair,
  ) {}

  /** The relay's network; founded now if it has none. */
  static async at(http: Http, file: string): Promise<BenchNetwork> {
    const known = readNetworkFile(file);
    const policy = {
      log: parseVerifierKey(known.logs.directory),
      witnesses: known.witnesses.keys.map(parseVerifierKey),
      quorum: known.witnesses.quorum,
    };
    if (known.root !== undefined) {
      const root = newSignatureKey(fromBase64url(known.root).subarray(0, 32));
      return new BenchNetwork(http, policy, networkIdOf(founding(known, root)), root);
    }
    const root = newSignatureKey();
    const body = founding(known, root);
    const network = new BenchNetwork(http, policy, networkIdOf(body), root);
    await network.post(body, [root], new Uint8Array(0));
    writeNetworkFile(file, { ...known, root: toBase64url(root.privateKey) });
    return network;
  }

  /** Logs a statement after `prev`, signed by `signers`; returns the next `prev` of its subject. */
  async state(body: Unplaced, prev: string, signers: readonly SignatureKeyPair[]): Promise<string> {
    const placed: AnyBody = { ...body, prev };
    await this.post(placed, signers, this.networkId);
    return toBase64url(bodyHash(placed));
  }

  /** The newest checkpoint, once it covers everything that was logged before the call. */
  async checkpoint(): Promise<VerifiedCheckpoint> {
    const { size } = await this.http.get<{ size: number }>('/v1/directory/subjects/network');
    const deadline = performance.now() + CHECKPOINT_WITHIN;
    for (;;) {
      const shown = await this.shown();
      if (shown !== undefined && shown.size >= size) return shown;
      if (performance.now() > deadline) throw new Error('the relay shows no checkpoint of what it has logged');
      await sleep(50);
    }
  }

  private async shown(): Promise<VerifiedCheckpoint | undefined> {
    try {
      const { note } = await this.http.get<{ note: string }>('/v1/directory/checkpoint');
      return verifyCheckpoint(note, this.policy);
    } catch (error) {
      if (error instanceof HttpRefusal && error.code === 'record.not-yet') return undefined;
      throw error;
    }
  }

  private async post(body: AnyBody, signers: readonly SignatureKeyPair[], networkId: Uint8Array): Promise<void> {
    await this.http.post('/v1/directory/statements', {
      statement: signedStatement(networkId, body, signers),
      openings: [],
    });
  }
}

/** A statement's text, signed by each of `signers`. */
export function signedStatement(networkId: Uint8Array, body: AnyBody, signers: readonly SignatureKeyPair[]): string {
  const message = statementMessage(networkId, body);
  const signatures = signers.map(({ publicKey, privateKey }) => ({
    key: toBase64url(publicKey),
    signature: toBase64url(sign({ privateKey, message })),
  }));
  return formatStatement(body, signatures);
}

/** The founding statement of a network of one root. */
export function founding({ logs, witnesses }: NetworkFile, root: SignatureKeyPair): AnyBody {
  return {
    type: 'network.founded',
    subject: 'network',
    prev: '',
    name: 'Bench',
    roots: [toBase64url(root.publicKey)],
    threshold: 1,
    logs: { ...logs },
    witnesses: { keys: [...witnesses.keys], quorum: witnesses.quorum },
    releaseKeys: [toBase64url(root.publicKey)],
    releaseThreshold: 1,
    secretariat: 'authority:bench-secretariat',
  };
}
