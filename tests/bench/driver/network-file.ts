import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * What {@link prepare} has to know beside a relay's address. Whoever starts the relay writes the public half, which the
 * founding statement names; what founds the network adds its root key, so that a later call can go on with it.
 */
export interface NetworkFile {
  /** The verifier keys of the relay's logs and of its witnesses. */
  readonly logs: { readonly directory: string; readonly audit: string };
  readonly witnesses: { readonly keys: readonly string[]; readonly quorum: number };
  /** The root's Ed25519 private key, 64 bytes, base64url; absent before founding. */
  readonly root?: string;
}

/** Where the file of a relay is when nobody says otherwise. */
export function defaultNetworkFile(url: string): string {
  return join(tmpdir(), `comity-bench-network-${new URL(url).port}.json`);
}

export function readNetworkFile(file: string): NetworkFile {
  return JSON.parse(readFileSync(file, 'utf8')) as NetworkFile;
}

export function writeNetworkFile(file: string, network: NetworkFile): void {
  writeFileSync(`${file}.new`, JSON.stringify(network), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
