import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diskDatabase } from '#cli/platform/environment';
import { openWithPassphrase, sealWithPassphrase } from '#crypto';
import { fromBase64url, toBase64url } from '#primitives';

const CHEAP = { ops: 1, memory: 8 };
/** Where a device's store keeps its key (libs/client/src/store.ts). */
const KEY_RECORD = 'store/key';

/**
 * Seals the keys and devices of a demonstration anew, under the same passphrase at the least cost: what is sealed says what
 * it costs, and every command of a test would spend a second of a processor on it. What a test makes itself costs the full.
 */
export async function cheapenPassphrases(demonstration: string): Promise<void> {
  const passphrase = readFileSync(join(demonstration, 'passphrase'), 'utf8').trim();
  const cheapened = (purpose: string, stored: Uint8Array): Uint8Array => {
    const plaintext = openWithPassphrase({ passphrase, purpose, stored });
    return sealWithPassphrase({ passphrase, purpose, plaintext, unsafeTestingCost: CHEAP });
  };
  const keys = join(demonstration, 'keys');
  for (const name of readdirSync(keys).filter((file) => file.endsWith('.key'))) {
    const file = JSON.parse(readFileSync(join(keys, name), 'utf8')) as { readonly sealed: string };
    const sealed = toBase64url(cheapened('comity/key-file/v1', fromBase64url(file.sealed)));
    writeFileSync(join(keys, name), JSON.stringify({ ...file, sealed }));
  }
  for (const entry of readdirSync(demonstration, { recursive: true, encoding: 'utf8' })) {
    if (!entry.endsWith('/store')) continue;
    const database = diskDatabase(join(demonstration, entry));
    await database.open();
    const stored = await database.get(KEY_RECORD);
    if (stored === undefined) throw new Error(`${entry} holds no key`);
    await database.put(KEY_RECORD, cheapened('comity/store-key/v1', stored));
    await database.close();
  }
}
