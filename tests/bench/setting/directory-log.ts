import pg from 'pg';
import { newRecognitionKey, newSignatureKey, type SignatureKeyPair } from '#crypto';
import { type AnyBody, bodyHash, entryBytes, networkIdOf, statementHash } from '#directory';
import { toBase64url } from '#primitives';
import { leafHash } from '#tlog';
import { aPage } from '../../support/directory.js';
import type { EnrolledDevice } from '../driver/enrolment.js';
import { founding, signedStatement } from '../driver/network.js';
import { readNetworkFile, writeNetworkFile } from '../driver/network-file.js';
import type { Unplaced } from '../driver/notary.js';

/** Of every appointment and device. */
export const VALIDITY = { from: 0, until: 4_102_444_800 };
const BATCH = 1000;
const SECRETARIAT = 'authority:bench-secretariat';

/** An authority that the log has notified, and its key. */
export interface Authority {
  readonly id: string;
  readonly key: SignatureKeyPair;
}

interface Officer {
  readonly id: string;
  readonly authority: string;
}

/** The log of a directory in the making, in memory, until it is put into a relay's database. */
export class DirectoryLog {
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

/** What an authority says to appoint an officer. */
export function appointment(subject: string, officer: string): Unplaced {
  return { type: 'officer.appointed', subject, officer, roles: ['officer'], validity: VALIDITY, fields: {} };
}
