import pg from 'pg';
import { diskDatabase } from '#cli/platform/environment';
import { newIdentity, Store } from '#client';
import type { AuthorityId, OfficerId } from '#contracts';
import { newRecognitionKey, newSignatureKey, type SignatureKeyPair } from '#crypto';
import { type AnyBody, bodyHash, entryBytes, networkIdOf, statementHash } from '#directory';
import { toBase64url } from '#primitives';
import { leafHash } from '#tlog';
import { aPage } from '../../support/directory.js';
import { publishKey, untilServed } from '../driver/agreement.js';
import type { EnrolledDevice } from '../driver/enrolment.js';
import { Http } from '../driver/http.js';
import { BenchNetwork, founding, signedStatement } from '../driver/network.js';
import { readNetworkFile, writeNetworkFile } from '../driver/network-file.js';
import type { Unplaced } from '../driver/notary.js';
import { signIn } from '../driver/session.js';

/** Of the store of the client that is to use a large directory. */
export const PASSPHRASE = 'a passphrase of the bench';

/** How much a directory holds, in all. */
export interface DirectorySize {
  readonly authorities: number;
  readonly officers: number;
  readonly devices: number;
  readonly statements: number;
}

/** Where a large directory is served, and which officer a new client of it writes to. */
export interface LargeDirectory {
  readonly url: string;
  /** Holds a new device that is enrolled and has nothing else yet. */
  readonly folder: string;
  readonly authority: AuthorityId;
  readonly officer: OfficerId;
  readonly statements: number;
}

const VALIDITY = { from: 0, until: 4_102_444_800 };
const BATCH = 1000;
const SECRETARIAT = 'authority:bench-secretariat';

interface Authority {
  readonly id: string;
  readonly key: SignatureKeyPair;
}

let authorities: readonly Authority[] = [];

/** Signs a large directory and puts it into a relay's database; the relay reads it there as what another node has logged. */
export async function fillDirectory(
  url: string,
  databaseUrl: string,
  networkFile: string,
  folder: string,
  size: DirectorySize,
): Promise<LargeDirectory> {
  const log = new Log(networkFile);
  const { networkId } = log;
  authorities = Array.from({ length: size.authorities }, (_, i) => log.authority(i));
  const officers = Array.from({ length: size.officers }, (_, i) => log.officer(authorities, i));
  const devices: EnrolledDevice[] = [];
  for (let i = 0; i < size.devices; i++) devices.push(log.device(authorities, officers, devices, i));
  const [, reached] = devices;
  const own = officers[size.authorities + 2];
  if (reached === undefined || own === undefined) throw new Error('the directory is too small');
  for (const { id, key } of authorities.slice(1)) log.page(id, key, authorities[0]?.key ?? key);
  const invitation = {
    relay: url,
    founding: log.entries[0]?.statement ?? '',
    authority: own.authority as AuthorityId,
    officer: own.id as OfficerId,
  };
  const { identity, writes } = newIdentity(invitation, 'cli', VALIDITY.until);
  const database = diskDatabase(folder);
  await database.open();
  const store = await Store.create(database, PASSPHRASE);
  await store.write(writes);
  await database.close();
  const first = devices.find(({ officer }) => officer === own.id)?.key ?? log.root;
  log.enrol(own, identity.device, identity.signatureKey, identity.recognitionKey.publicKey, first);
  for (let i = 0; log.entries.length < size.statements - 1; i++) log.renew(authorities, officers, i % officers.length);
  await log.insert(databaseUrl);
  const http = new Http(url);
  const network = await BenchNetwork.at(http, networkFile);
  // Who comes by the door is waited for: a checkpoint follows at once.
  await network.state({ type: 'desk.appointed', subject: 'network', desks: [] }, log.prev('network'), [network.root]);
  const { at } = await network.checkpoint();
  const token = await signIn(http, { url, networkId, device: reached.id, privateKey: reached.key.privateKey });
  const their = devices.filter(({ officer }) => officer === reached.officer);
  for (const device of their) {
    const { id, key } = device;
    const signedIn = await signIn(http, { url, networkId, device: id, privateKey: key.privateKey });
    await publishKey(http, { device, networkId, at, token: signedIn });
  }
  await untilServed(http, their.map(({ id }) => id), token); // prettier-ignore
  http.close();
  const { authority, officer } = reached;
  const reachedAt = { authority: authority as AuthorityId, officer: officer as OfficerId };
  return { url, folder, ...reachedAt, statements: size.statements };
}

/** Logs so many more statements through the relay's door, each about another authority; settles when they are witnessed. */
export async function growDirectory(url: string, networkFile: string, count: number): Promise<void> {
  const http = new Http(url);
  const network = await BenchNetwork.at(http, networkFile);
  for (const [i, { id: subject, key }] of authorities.slice(1, count + 1).entries()) {
    const { prev } = await http.get<{ prev: string }>(`/v1/directory/subjects/${encodeURIComponent(subject)}`);
    await network.state(appointment(subject, `newcomer-${i}`), prev, [key]);
  }
  await network.checkpoint();
  http.close();
}

function appointment(subject: string, officer: string): Unplaced {
  return { type: 'officer.appointed', subject, officer, roles: ['officer'], validity: VALIDITY, fields: {} };
}

interface Officer {
  readonly id: string;
  readonly authority: string;
}

/** A log in the making, in memory. */
class Log {
  readonly root = newSignatureKey();
  readonly networkId: Uint8Array;
  readonly entries: { readonly subject: string; readonly statement: string }[] = [];
  readonly #latest = new Map<string, string>();

  constructor(networkFile: string) {
    const known = readNetworkFile(networkFile);
    const body = founding(known, this.root);
    this.networkId = networkIdOf(body);
    writeNetworkFile(networkFile, { ...known, root: toBase64url(this.root.privateKey) });
    this.#say(body, [this.root], new Uint8Array(0));
  }

  /** The `prev` of a subject's next statement. */
  prev(subject: string): string {
    return this.#latest.get(subject) ?? '';
  }

  authority(i: number): Authority {
    const id = i === 0 ? SECRETARIAT : `authority:s${i}-moj`;
    const key = newSignatureKey();
    const designation = { state: `S${i}`, name: `Ministry of Justice of State ${i}`, functions: ['extradition'] };
    const notified = { reference: 'bench', date: '2026-01-01', keys: [toBase64url(key.publicKey)], threshold: 1 };
    this.#say({ type: 'authority.notified', subject: id, instruments: ['untoc'], ...designation, ...notified }, [
      this.root,
    ]);
    return { id, key };
  }

  officer(all: readonly Authority[], i: number): Officer {
    const { id: authority, key } = all[i % all.length] as Authority;
    const id = `officer-${i}`;
    this.#say(appointment(authority, id), [key]);
    return { id, authority };
  }

  device(all: readonly Authority[], officers: readonly Officer[], before: readonly EnrolledDevice[], i: number) {
    const officer = officers[i % officers.length] as Officer;
    const approver = before[i - officers.length] ?? (all[i % all.length] as Authority);
    const [key, recognition, id] = [newSignatureKey(), newRecognitionKey(), `device-${i}`];
    this.enrol(officer, id, key, recognition.publicKey, approver.key);
    return { id, authority: officer.authority, officer: officer.id, key, recognition };
  }

  enrol(
    { id: officer, authority: subject }: Officer,
    device: string,
    key: SignatureKeyPair,
    recognition: Uint8Array,
    approver: SignatureKeyPair,
  ): void {
    const keys = { signature: toBase64url(key.publicKey), recognition: toBase64url(recognition) };
    const body = { type: 'device.enrolled', subject, officer, device, kind: 'cli', ...keys, expiry: VALIDITY.until };
    this.#say(body, [key, approver]);
  }

  /** A page with a text of some length, approved by the secretariat. */
  page(subject: string, key: SignatureKeyPair, secretariat: SignatureKeyPair): void {
    const text = 'What a request for this measure has to hold, and in which form it is sent. '.repeat(20);
    const page = aPage({ sections: [{ topic: 'requirements', language: 'en', text }] });
    this.#say({ type: 'page.published', subject, page } as unknown as Unplaced, [key, secretariat]);
  }

  /** An appointment made anew. */
  renew(all: readonly Authority[], officers: readonly Officer[], i: number): void {
    const { id, authority } = officers[i] as Officer;
    this.#say(appointment(authority, id), [(all[i % all.length] as Authority).key]);
  }

  async insert(databaseUrl: string): Promise<void> {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query('begin');
    for (let from = 0; from < this.entries.length; from += BATCH) {
      const rows = this.entries.slice(from, from + BATCH).map(({ subject, statement }, i) => {
        const hash = statementHash(statement);
        const entry = entryBytes(subject, hash);
        return { index: from + i, subject, statement, hash, entry, leaf: leafHash(entry) };
      });
      const column = <Name extends keyof (typeof rows)[number]>(name: Name) =>
        rows.map((row) => (row[name] instanceof Uint8Array ? Buffer.from(row[name]) : row[name]));
      await client.query(
        `insert into log_leaf (log, index, hash, entry)
         select 'directory', * from unnest($1::bigint[], $2::bytea[], $3::bytea[])`,
        [column('index'), column('leaf'), column('entry')],
      );
      await client.query(
        `insert into directory_statement (index, subject, hash, statement)
         select * from unnest($1::bigint[], $2::text[], $3::bytea[], $4::text[])`,
        [column('index'), column('subject'), column('hash'), column('statement')],
      );
    }
    await client.query('commit');
    await client.query('vacuum analyze directory_statement');
    await client.end();
  }

  #say(body: Unplaced, signers: readonly SignatureKeyPair[], networkId = this.networkId): void {
    const { subject } = body;
    const placed: AnyBody = { ...body, prev: this.prev(subject) };
    this.#latest.set(subject, toBase64url(bodyHash(placed)));
    this.entries.push({ subject, statement: signedStatement(networkId, placed, signers) });
  }
}
