import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newSigningSeed, publicKeyOf, signPublicNote } from '#crypto/log-signer';
import { toHex } from '#primitives';
import { formatPrivateNoteKey, noteSigner } from '#tlog';

/**
 * Makes the two keys with which a relay signs its logs' checkpoints, `directory.key` and `audit.key`, where they are absent.
 * The names hold a random part, so that no two networks on this machine have logs of the same name.
 * @returns the folder, readable by its owner alone
 */
export function makeLogKeys(dataDir: string): string {
  const folder = join(dataDir, 'keys');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const network = toHex(newSigningSeed().slice(0, 8));
  for (const log of ['directory', 'audit'] as const) {
    const file = join(folder, `${log}.key`);
    if (existsSync(file)) continue;
    const seed = newSigningSeed();
    const { key } = noteSigner(`${log}.${network}.comity.internal`, 'ed25519', seed, { publicKeyOf, signPublicNote });
    // Renamed into place, so that a kill leaves a whole key or none.
    writeFileSync(`${file}.new`, `${formatPrivateNoteKey(key, seed)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return folder;
}
