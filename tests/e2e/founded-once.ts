import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { diskDatabase } from '#cli/platform/environment';
import { Store, type Database } from '#client';
import { openWithPassphrase, sealWithPassphrase } from '#crypto';
import { fromBase64url, toBase64url } from '#primitives';

const CHEAP = { ops: 1, memory: 8 };
/** Where a device's store keeps its key (libs/client/src/store.ts), and whom it belongs to (identity.ts). */
const KEY_RECORD = 'store/key';
const IDENTITY_RECORD = 'identity';

interface Invited {
  readonly invitation: { readonly relay: string };
}

/** Within which the first worker of a run has founded, milliseconds. */
const FOUNDED_WITHIN = 330_000;

/**
 * Copies a demonstration that nobody has used, which the first worker that asks founds for all of its run: that takes the
 * whole machine most of a minute.
 * @param run - a folder that lasts as long as the run
 * @param found - founds one in a folder, and answers at which address
 * @param port - where the copy's relay is going to be
 */
export async function copyFounded(
  run: string,
  found: (folder: string) => Promise<string>,
  folder: string,
  port: string,
): Promise<void> {
  const [data, note] = [join(run, 'founded'), join(run, 'founded.origin')];
  if (isFirst(data)) {
    try {
      const origin = await found(data);
      await cheapenPassphrases(join(data, 'demonstration'));
      writeFileSync(`${note}.new`, origin);
      renameSync(`${note}.new`, note);
    } catch (error) {
      // Whoever asks next tries anew, and is told why.
      rmSync(data, { recursive: true, force: true });
      throw error;
    }
  }
  for (const began = performance.now(); !existsSync(note);) {
    if (performance.now() - began > FOUNDED_WITHIN) throw new Error('no demonstration was founded');
    await sleep(100);
  }
  execFileSync('cp', ['-a', `${data}/.`, folder]);
  const origin = readFileSync(note, 'utf8');
  await moveRelay(join(folder, 'demonstration'), origin, origin.replace(/\d+$/, port));
}

/** Whether a folder was made now: of several processes one alone makes it. */
function isFirst(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o711 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}

/**
 * Seals the keys and devices of a demonstration anew, under the same passphrase at the least cost: what is sealed says what
 * it costs, and every command of a test would spend a second of a processor on it. What a test makes itself costs the full.
 */
async function cheapenPassphrases(demonstration: string): Promise<void> {
  const passphrase = passphraseOf(demonstration);
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
  await eachStore(demonstration, async (database) => {
    const stored = await database.get(KEY_RECORD);
    if (stored === undefined) throw new Error('a store holds no key');
    await database.put(KEY_RECORD, cheapened('comity/store-key/v1', stored));
  });
}

/** Has the devices and invitations of a demonstration find its relay at another address than where it was founded. */
async function moveRelay(demonstration: string, from: string, to: string): Promise<void> {
  const passphrase = passphraseOf(demonstration);
  const moved = (text: string): string => text.replaceAll(from, to);
  const folders = ['invitations', 'keys'].map((name) => join(demonstration, name));
  const invitations = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  for (const file of invitations.filter((name) => /\.(?:link|json)$/.test(name))) {
    const text = readFileSync(file, 'utf8');
    const [place = '', code] = text.trim().split('#invitation=');
    const link = (coded: string): string => toBase64url(Buffer.from(moved(coded)));
    writeFileSync(
      file,
      code === undefined
        ? moved(text)
        : `${moved(place)}#invitation=${link(Buffer.from(code, 'base64url').toString())}\n`,
    );
  }
  await eachStore(demonstration, async (database) => {
    const store = await Store.open(database, passphrase);
    const identity = await store.get<Invited>(IDENTITY_RECORD);
    if (identity?.invitation.relay !== from) throw new Error('a device was enrolled elsewhere');
    const value = { ...identity, invitation: { ...identity.invitation, relay: to } };
    await store.write([{ key: IDENTITY_RECORD, value }]);
  });
}

function passphraseOf(demonstration: string): string {
  return readFileSync(join(demonstration, 'passphrase'), 'utf8').trim();
}

async function eachStore(demonstration: string, act: (database: Database) => Promise<void>): Promise<void> {
  for (const entry of readdirSync(demonstration, { recursive: true, encoding: 'utf8' })) {
    if (!entry.endsWith('/store')) continue;
    const database = diskDatabase(join(demonstration, entry));
    await database.open();
    await act(database);
    await database.close();
  }
}
