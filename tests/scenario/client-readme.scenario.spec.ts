import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diskDatabase, nodeEnvironment } from '#cli/platform/environment';
import { openClient, Store, type Client } from '#client';
import { toBase64url } from '#primitives';
import { aNetwork, type DeviceBuilder } from '../support/directory.js';
import { aRelay, endRelays } from '../support/relay.js';
import { answerAll } from './client-readme.js';

const PASSPHRASE = 'a passphrase of several words';
const folder = mkdtempSync(join(tmpdir(), 'comity-readme-'));

afterAll(async () => {
  await endRelays();
  rmSync(folder, { recursive: true, force: true });
});

/** Writes a device of the network's builder into a store on disk, as if it had been enrolled there. */
async function aStore(device: DeviceBuilder, relay: string): Promise<string> {
  const path = join(folder, device.id);
  const database = diskDatabase(path);
  const store = await Store.create(database, PASSPHRASE);
  const { authority, id: officer } = device.officer;
  const invitation = {
    relay,
    founding: authority.network.entries[0]?.statement ?? '',
    authority: authority.id,
    officer,
  };
  const keys = { signatureSeed: toBase64url(device.signing.seed), recognitionKey: toBase64url(device.recognitionSeed) };
  await store.write([
    {
      key: 'identity',
      value: { invitation, device: device.id, kind: device.kind, expiry: device.enrolment.expiry, ...keys },
    },
  ]);
  await store.close();
  return path;
}

describe('the example of the client in its README', () => {
  it('is what this test runs', () => {
    const readme = readFileSync(new URL('../../libs/client/README.md', import.meta.url), 'utf8');
    const [, snippet] = /^```ts\n(.*?)^```/ms.exec(readme) ?? [];
    expect(readFileSync(new URL('./client-readme.ts', import.meta.url), 'utf8')).toBe(snippet);
  });

  it('answers a message of another authority through a real relay', async () => {
    const network = aNetwork();
    const [north, south] = [network.anAuthority('north'), network.anAuthority('south')];
    const [ana, ben] = [north.anOfficer('ana').aDevice(), south.anOfficer('ben').aDevice()];
    const relay = await aRelay({ network });
    const [anas, bens] = [await aStore(ana, relay.url), await aStore(ben, relay.url)];
    await answerAll(bens, PASSPHRASE, 'nothing yet');
    const alice: Client = await openClient(nodeEnvironment(diskDatabase(anas)), PASSPHRASE);
    await alice.connect();
    const id = await alice.open({ kind: 'consultation', with: [{ authority: south.id }] });
    await alice.say(id, 'Is your office competent for this?');
    await alice.settle(id);
    await answerAll(bens, PASSPHRASE, 'It is.');
    await alice.sync();
    const { items } = await alice.messages(id);
    expect(items.flatMap((item) => (item.is === 'message' ? [item.content] : []))).toEqual([
      { type: 'text', text: 'Is your office competent for this?' },
      { type: 'text', text: 'It is.' },
    ]);
    expect(await alice.notices()).toEqual([]);
    expect(await alice.trust()).toMatchObject({ calm: true });
    await alice.close();
  }, 60_000);
});
