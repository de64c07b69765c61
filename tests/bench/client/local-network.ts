import { newSignatureKey, type SignatureKeyPair } from '#crypto';
import { newSigningSeed, publicKeyOf, signPublicNote } from '#crypto/log-signer';
import {
  type AnyBody,
  bodyHash,
  Directory,
  type DirectoryView,
  entryBytes,
  type LogEntry,
  networkIdOf,
  statementHash,
} from '#directory';
import { toBase64url } from '#primitives';
import type { DirectoryHistory } from '#roster';
import { formatVerifierKey, leafHash, MerkleTree, noteSigner, type NoteKeyType } from '#tlog';
import { founding, signedStatement } from '../driver/network.js';
import type { Notary, Unplaced } from '../driver/notary.js';

/** A fixed time, Unix seconds: nothing here depends on the present one. */
const AT = 1_800_000_000;

/** A log in this process with real statements, and their directory: what a client has once it has fetched everything. */
export class LocalNetwork implements Notary {
  readonly root = newSignatureKey();
  readonly networkId: Uint8Array;
  readonly entries: LogEntry[] = [];
  /** Signatures under all statements. */
  signatures = 0;

  constructor() {
    const logs = { directory: keyText('directory.bench', 'ed25519'), audit: keyText('audit.bench', 'ed25519') };
    const body = founding(
      { logs, witnesses: { keys: [keyText('witness.bench', 'cosignature')], quorum: 1 } },
      this.root,
    );
    this.networkId = networkIdOf(body);
    this.#append(body, [this.root], new Uint8Array(0));
  }

  checkpoint(): Promise<{ at: number }> {
    return Promise.resolve({ at: AT });
  }

  state(body: Unplaced, prev: string, signers: readonly SignatureKeyPair[]): Promise<string> {
    const placed: AnyBody = { ...body, prev };
    this.#append(placed, signers, this.networkId);
    return Promise.resolve(toBase64url(bodyHash(placed)));
  }

  #append(body: AnyBody, signers: readonly SignatureKeyPair[], networkId: Uint8Array): void {
    const statement = signedStatement(networkId, body, signers);
    this.signatures += signers.length;
    this.entries.push({ subject: body.subject, statementHash: statementHash(statement), statement });
  }
}

/** The directory of a log's entries, every signature verified, as replay of rosters asks it. */
export class LocalDirectory implements DirectoryHistory {
  readonly directory = Directory.empty();
  readonly #tree = new MerkleTree();

  constructor(entries: readonly LogEntry[]) {
    for (const entry of entries) {
      const { effect } = this.directory.append(entry);
      if (effect !== 'applied') throw new Error(`a statement of the bench is ${effect}`);
      this.#tree.append(leafHash(entryBytes(entry.subject, entry.statementHash)));
    }
  }

  /** The place that a statement made now names. */
  get newest(): { readonly size: number; readonly root: Uint8Array; readonly at: number } {
    return { size: this.#tree.size, root: this.#tree.root(), at: AT };
  }

  view(size: number): DirectoryView {
    return this.directory.at(size);
  }

  root(size: number): Uint8Array {
    return this.#tree.root(size);
  }
}

function keyText(name: string, type: NoteKeyType): string {
  return formatVerifierKey(noteSigner(name, type, newSigningSeed(), { publicKeyOf, signPublicNote }).key);
}
