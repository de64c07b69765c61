import { Injectable } from '@nestjs/common';
import {
  type ApplicationAct,
  type ApplicationEntry,
  type ApplicationId,
  type ApplicationList,
  type ApplicationListed,
  type ApplicationListQuery,
  type ApplicationMove,
  type ApplicationState,
  type AttachmentAnnouncement,
  type DeviceId,
  limits,
  type OfficerId,
  sideOf,
} from '#contracts';
import { fromBase64url, toBase64url } from '#primitives';
import { Database, type Transaction } from '../platform/database.js';

/** An application, without its entries. */
export interface ApplicationRow {
  readonly id: ApplicationId;
  /** Ed25519. */
  readonly signer: Buffer;
  readonly accessHash: Buffer;
  readonly state: ApplicationState;
  readonly entries: number;
  /** What the next entry names as its `previous`. */
  readonly head: Buffer;
  readonly movedAt: number;
}

/** An entry that was judged. */
export interface JudgedEntry {
  readonly number: number;
  readonly act: ApplicationAct;
  readonly sealed: Uint8Array;
  readonly signature: Uint8Array;
  readonly by?: { readonly device: DeviceId; readonly officer: OfficerId } | undefined;
  readonly at: number;
  readonly documents: readonly (AttachmentAnnouncement & { readonly blob: string })[];
}

/** What an application comes to with an entry. */
export type MovedTo = Pick<ApplicationRow, 'state' | 'head'>;

/** An act, and who made it. */
export interface StoredMove {
  readonly act: ApplicationAct;
  readonly officer: OfficerId | null;
  /** base64url. */
  readonly signature: string;
}

/** Documents of an application, in all. */
export interface Announced {
  readonly documents: number;
  /** Of their ciphertexts. */
  readonly bytes: number;
}

/** A document as it is kept. */
export interface DocumentRow {
  readonly bytes: number;
  readonly sha256: Buffer;
  readonly blob: string;
  readonly isStored: boolean;
}

const COLUMNS = `id, signer, access_hash as "accessHash", state, entries, head, moved_at as "movedAt"`;
const OVER: readonly ApplicationState[] = ['returned', 'withdrawn', 'notified'];
const IS_OVER = `state in (${OVER.map((state) => `'${state}'`).join()})`;

/** Applications, their entries and their documents. */
@Injectable()
export class ApplicationsRepository {
  constructor(private readonly database: Database) {}

  /** Serializes submissions until the transaction ends. */
  async lockSubmissions(tx: Transaction): Promise<void> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('applications', 0))`);
  }

  /** How many others wait for somebody of the secretariat and have moved since: one that nobody can open is not in the way for ever. */
  async waitingBeside(tx: Transaction, id: ApplicationId, since: number): Promise<number> {
    const [row] = await tx.query<{ count: number }[]>(
      `select count(*)::integer as count from application where id <> $1 and moved_at > $2 and not ${IS_OVER}`,
      [bytes(id), since],
    );
    return row?.count ?? 0;
  }

  /** An application; with a transaction, held until it ends. */
  async find(id: ApplicationId, tx?: Transaction): Promise<ApplicationRow | undefined> {
    const [row] = await (tx ?? this.database.manager).query<ApplicationRow[]>(
      `select ${COLUMNS} from application where id = $1 ${tx === undefined ? '' : 'for update'}`,
      [bytes(id)],
    );
    return row && { ...row, id };
  }

  async insert(
    tx: Transaction,
    { id, signer, accessHash }: { id: ApplicationId; signer: Uint8Array; accessHash: Uint8Array },
    entry: JudgedEntry,
    to: MovedTo,
  ): Promise<void> {
    await tx.query(
      `insert into application (id, signer, access_hash, state, entries, head, moved_at) values ($1, $2, $3, $4, 1, $5, $6)`,
      [bytes(id), Buffer.from(signer), Buffer.from(accessHash), to.state, to.head, entry.at],
    );
    await this.insertEntry(tx, id, entry);
  }

  /** Adds an entry after all that there are. */
  async append(tx: Transaction, id: ApplicationId, entry: JudgedEntry, to: MovedTo): Promise<void> {
    await this.insertEntry(tx, id, entry);
    await tx.query('update application set state = $2, head = $3, entries = $4, moved_at = $5 where id = $1', [
      bytes(id),
      to.state,
      to.head,
      entry.number,
      entry.at,
    ]);
  }

  /** Who did what, in order. */
  async moves(tx: Transaction, id: ApplicationId): Promise<StoredMove[]> {
    const rows = await tx.query<(Omit<StoredMove, 'signature'> & { signature: Buffer })[]>(
      'select act, officer, signature from application_entry where application_id = $1 order by number',
      [bytes(id)],
    );
    return rows.map((row) => ({ ...row, signature: toBase64url(row.signature) }));
  }

  /** Its entries in order. */
  async entries(id: ApplicationId, tx?: Transaction): Promise<ApplicationEntry[]> {
    const rows = await (tx ?? this.database.manager).query<
      {
        number: number;
        act: ApplicationAct;
        sealed: Buffer;
        signature: Buffer;
        device: DeviceId | null;
        at: number;
        documents: { bytes: number; sha256: string; stored: boolean }[];
      }[]
    >(
      `select number, act, sealed, signature, device, at,
         coalesce((select json_agg(json_build_object('bytes', bytes, 'sha256', encode(sha256, 'hex'), 'stored', is_stored)
           order by place) from application_document document
           where document.application_id = entry.application_id and document.number = entry.number), '[]') as documents
       from application_entry entry where application_id = $1 order by number`,
      [bytes(id)],
    );
    return rows.map(({ sealed, signature, device, documents, ...row }) => ({
      ...row,
      side: sideOf(row.act),
      sealed: toBase64url(sealed),
      signature: toBase64url(signature),
      ...(device !== null && { device }),
      documents: documents.map((document) => ({
        ...document,
        sha256: toBase64url(Buffer.from(document.sha256, 'hex')),
      })),
    }));
  }

  /** A page of them, those that are not over first, of either those that moved last; each with the devices that have its key. */
  async list({ after, withdrawn, from, to }: ApplicationListQuery): Promise<ApplicationList> {
    const [over = null, at = null, id = ''] = after?.split('.') ?? [];
    const rows = await this.database.manager.query<
      (Omit<ApplicationListed, 'id' | 'signer'> & { id: Buffer; signer: Buffer; over: number })[]
    >(
      `select id, signer, state, entries, moved_at as at, over,
         coalesce((select json_agg(json_build_object('device', device, 'number', number) order by device)
           from application_wrap where application_id = id and wrap <> ''), '[]') as wrapped
       from (select *, (${IS_OVER})::integer as over from application) listed
       where ($1 or state <> 'withdrawn') and ($2::integer is null or (over, -moved_at, id) > ($2, -$3::bigint, $4))
         and ($6::bytea is null or id >= $6) and ($7::bytea is null or id <= $7)
       order by over, -moved_at, id limit $5`,
      [
        withdrawn !== undefined,
        over,
        at,
        bytes(id),
        limits.applicationsListed + 1,
        from === undefined ? null : bytes(from),
        to === undefined ? null : bytes(to),
      ],
    );
    const applications = rows.slice(0, limits.applicationsListed).map(({ over: _, ...row }) => ({
      ...row,
      id: toBase64url(row.id) as ApplicationId,
      signer: toBase64url(row.signer),
    }));
    const last = rows.length > limits.applicationsListed ? rows.at(-2) : undefined;
    return {
      applications,
      ...(last && { next: [last.over, last.at, toBase64url(last.id)].join('.') }),
    };
  }

  /** A document of an entry. */
  async document(id: ApplicationId, number: number, place: number): Promise<DocumentRow | undefined> {
    const [row] = await this.database.manager.query<DocumentRow[]>(
      `select bytes, sha256, blob, is_stored as "isStored" from application_document
       where application_id = $1 and number = $2 and place = $3`,
      [bytes(id), number, place],
    );
    return row;
  }

  /** The documents that were announced: how many, and their ciphertexts' bytes. */
  async announced(tx: Transaction, id: ApplicationId): Promise<Announced> {
    const [row] = await tx.query<[Announced]>(
      `select count(*)::integer as documents, coalesce(sum(bytes), 0)::bigint as bytes
       from application_document where application_id = $1`,
      [bytes(id)],
    );
    return row;
  }

  async setStored(tx: Transaction, id: ApplicationId, number: number, place: number): Promise<void> {
    await tx.query(
      'update application_document set is_stored = true where application_id = $1 and number = $2 and place = $3',
      [bytes(id), number, place],
    );
  }

  /** Some that nobody has touched since. */
  async lapsed(before: number): Promise<ApplicationId[]> {
    const rows = await this.database.manager.query<{ id: Buffer }[]>(
      'select id from application where moved_at < $1 order by moved_at limit 100',
      [before],
    );
    return rows.map(({ id }) => toBase64url(id) as ApplicationId);
  }

  /** Names of the documents' bytes. */
  async blobs(tx: Transaction, id: ApplicationId): Promise<string[]> {
    const rows = await tx.query<{ blob: string }[]>('select blob from application_document where application_id = $1', [
      bytes(id),
    ]);
    return rows.map(({ blob }) => blob);
  }

  /** Deletes an application with all that belongs to it. */
  async delete(tx: Transaction, id: ApplicationId): Promise<void> {
    await tx.query('delete from application where id = $1', [bytes(id)]);
  }

  private async insertEntry(tx: Transaction, id: ApplicationId, entry: JudgedEntry): Promise<void> {
    const { number, act, sealed, signature, by, at, documents } = entry;
    await tx.query(
      `insert into application_entry (application_id, number, act, sealed, signature, device, officer, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        bytes(id),
        number,
        act,
        Buffer.from(sealed),
        Buffer.from(signature),
        by?.device ?? null,
        by?.officer ?? null,
        at,
      ],
    );
    for (const [place, document] of documents.entries()) {
      await tx.query(
        `insert into application_document (application_id, number, place, bytes, sha256, blob)
         values ($1, $2, $3, $4, $5, $6)`,
        [bytes(id), number, place, document.bytes, bytes(document.sha256), document.blob],
      );
    }
  }
}

/** Whether an application waits for somebody of the secretariat, and has moved since: what {@link ApplicationsRepository.waitingBeside} counts. */
export function isWaiting({ state, movedAt }: Pick<ApplicationRow, 'state' | 'movedAt'>, since: number): boolean {
  return movedAt > since && !OVER.includes(state);
}

/** An act that is kept, as it is judged by. */
export function moveOf({ act, officer }: StoredMove): ApplicationMove {
  return officer === null ? { act } : { act, officer };
}

function bytes(text: string): Buffer {
  return Buffer.from(fromBase64url(text));
}
