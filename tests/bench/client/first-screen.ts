import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { diskDatabase, nodeEnvironment } from '#cli/platform/environment';
import { type Client, newIdentity, openClient, Store } from '#client';
import type {
  AgreementKeys,
  AuthorityId,
  ConversationId,
  NetworkDescription,
  OfficerId,
  SubjectPlace,
} from '#contracts';
import { canonicalBytes, head0, messageKey, nextHead, PairKeys, sealMessage } from '#crypto';
import { fromBase64url, toBase64url, utf8 } from '#primitives';
import { publishKey, untilServed } from '../driver/agreement.js';
import { concurrently } from '../driver/concurrently.js';
import type { Composed } from '../driver/compose.js';
import { connect } from '../driver/connect.js';
import { enrol, type EnrolledDevice } from '../driver/enrolment.js';
import { Http } from '../driver/http.js';
import { BenchNetwork } from '../driver/network.js';
import { composeOpening, submit } from '../driver/opening.js';
import { signIn } from '../driver/session.js';

/** What a real client takes, with its store on disk. Milliseconds. */
export interface FirstScreen {
  readonly messages: number;
  /** To fetch, check, open and store every message. */
  readonly catchUp: number;
  /** From the passphrase to an open store: Argon2id, and replay of what is stored. */
  readonly unlock: number;
  /** The last fifty messages of the conversation, from the store just opened. */
  readonly screen: number;
}

const PASSPHRASE = 'a passphrase of the bench';
const SCREEN = 50;
const WRITING = 64;

/** A device of the bench writes to a real client, which reads everything, is closed, and opened again. */
export async function firstScreen(url: string, networkFile: string, messages: number): Promise<FirstScreen> {
  const folder = mkdtempSync(join(tmpdir(), 'comity-bench-store-'));
  const http = new Http(url);
  try {
    const network = await BenchNetwork.at(http, networkFile);
    const { devices } = await enrol(network, 2);
    const [writer, colleague] = devices as [EnrolledDevice, EnrolledDevice];
    const client = await newClient(folder, http, url, network, colleague);
    const conversation = await writeAll(http, url, network, writer, client, messages);
    const began = performance.now();
    await client.sync();
    const caughtUp = performance.now() - began;
    await client.close();
    const opening = performance.now();
    const again = await openClient(nodeEnvironment(diskDatabase(folder)), PASSPHRASE);
    const open = performance.now();
    const page = await again.messages(conversation, { limit: SCREEN });
    const shown = performance.now();
    if (page.items.length < SCREEN) throw new Error(`${page.items.length} items stand on the first screen`);
    await again.close();
    return { messages, catchUp: caughtUp, unlock: open - opening, screen: shown - open };
  } finally {
    http.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A client on disk, enrolled by its officer's first device, whose agreement key is published. */
async function newClient(
  folder: string,
  http: Http,
  url: string,
  network: BenchNetwork,
  approver: EnrolledDevice,
): Promise<Client> {
  const { at } = await network.checkpoint();
  const { founding } = await http.get<NetworkDescription>('/v1/network');
  const { authority, officer } = approver;
  const invitation = { relay: url, founding, authority: authority as AuthorityId, officer: officer as OfficerId };
  const { identity, writes } = newIdentity(invitation, 'cli', at + 86_400);
  const database = diskDatabase(folder);
  const store = await Store.create(database, PASSPHRASE);
  await store.write(writes);
  await database.close();
  const body = {
    type: 'device.enrolled',
    subject: authority,
    officer,
    device: identity.device,
    kind: 'cli',
    signature: toBase64url(identity.signatureKey.publicKey),
    recognition: toBase64url(identity.recognitionKey.publicKey),
    expiry: identity.expiry,
  };
  const { prev } = await http.get<SubjectPlace>(`/v1/directory/subjects/${encodeURIComponent(authority)}`);
  await network.state(body, prev, [identity.signatureKey, approver.key]);
  await network.checkpoint();
  const client = await openClient(nodeEnvironment(diskDatabase(folder)), PASSPHRASE);
  await client.sync();
  return client;
}

async function writeAll(
  http: Http,
  url: string,
  network: BenchNetwork,
  writer: EnrolledDevice,
  client: Client,
  messages: number,
): Promise<ConversationId> {
  const { networkId } = network;
  const directory = await network.checkpoint();
  const reader = client.identity;
  const token = await signIn(http, { url, networkId, device: writer.id, privateKey: writer.key.privateKey });
  const own = await publishKey(http, { device: writer, networkId, at: directory.at, token });
  await untilServed(http, [writer.id, reader.device], token);
  const asked = { devices: [reader.device] };
  const { keys } = await http.post<AgreementKeys>('/v1/agreement-keys/query', asked, token);
  const members = [
    { device: writer, agreementKey: own },
    { device: { id: reader.device, authority: reader.authority }, agreementKey: fromBase64url(keys[0]?.key ?? '') },
  ];
  const opened = composeOpening({ kind: 'direct', region: '', networkId, author: writer, members, directory });
  await submit(http, opened, token);
  const { conversation } = opened.body;
  const place = { conversation, statement: toBase64url(opened.S) };
  const handle = {
    url,
    networkId: toBase64url(networkId),
    device: writer.id,
    privateKey: toBase64url(writer.key.privateKey),
  };
  const connection = await connect({ ...handle, directs: { [reader.device]: place }, groups: {} });
  const seal = sealing(
    opened,
    networkId,
    writer,
    { device: reader.device, publicKey: reader.recognitionKey.publicKey },
    directory,
  );
  const numbers = Array.from({ length: messages }, (_, number) => number);
  await concurrently(numbers, WRITING, async (number) => {
    const id = v7();
    await connection.sendSealed(reader.device, id, seal(id, number));
  });
  connection.close();
  return conversation;
}

/** Seals texts as the protocol has it, the writer standing behind the opening. */
function sealing(
  { body, S, E, text }: Composed,
  networkId: Uint8Array,
  writer: EnrolledDevice,
  reader: { readonly device: string; readonly publicKey: Uint8Array },
  { size, root }: { readonly size: number; readonly root: Uint8Array },
): (id: string, number: number) => Uint8Array {
  const { conversation } = body;
  const pairs = new PairKeys({ networkId, own: { device: writer.id, ...writer.recognition } });
  const pairKeys = [pairs.to(reader)];
  const frame = { seq: 1, kind: 'statement' as const, S, sender: writer.id, id: body.id, bytes: utf8(text) };
  const context = { seq: 1, head: nextHead(head0(conversation), frame), size, root, agreement: 1 };
  return (id, number) => {
    const place = { conversation, S, sender: writer.id, id };
    const content = canonicalBytes({
      type: 'text',
      text: `Message ${number}. ${'It says what a short answer says. '.repeat(12)}`,
    });
    return sealMessage({
      ...place,
      K: messageKey({ ...place, E }),
      content,
      context,
      writer: { kind: 'pair', pairKeys },
    });
  };
}
