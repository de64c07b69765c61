import { Injectable } from '@nestjs/common';
import { type ApplicationId, applicationStanding } from '#contracts';
import { APPLICATION_START, applicationEntryHash, applicationMoveMessage, verifySignature } from '#crypto/verify';
import { networkIdOf, parseStatement } from '#directory';
import { codeOf, equalBytes, fromBase64url, toBase64url } from '#primitives';
import { AttachmentUploads } from '../attachments/attachment-uploads.js';
import { type Checked, type Finding, Fsck } from '../audit/fsck.js';
import type { Transaction } from '../platform/database.js';
import { ApplicationsRepository, type ApplicationRow, moveOf } from './applications.repository.js';

type Row = Pick<ApplicationRow, 'signer' | 'state' | 'entries' | 'head'> & { readonly id: Buffer };
interface StoredDocument {
  readonly number: number;
  readonly place: number;
  readonly blob: string;
  readonly bytes: number;
  readonly sha256: Buffer;
}

/** That the entries of every application are dense, signed by its applicant where they are the applicant's, and come to the head and state of its row; and that its documents are there, whole. */
@Injectable()
export class ApplicationsFsck {
  constructor(
    fsck: Fsck,
    private readonly applications: ApplicationsRepository,
    private readonly uploads: AttachmentUploads,
  ) {
    fsck.register({ name: 'applications', check: async (tx) => this.check(tx) });
  }

  private async check(tx: Transaction): Promise<Checked> {
    const findings: Finding[] = [];
    const [founding] = await tx.query<{ statement: string }[]>(
      'select statement from directory_statement where index = 0',
    );
    let items = 0;
    let last: Buffer = Buffer.alloc(0);
    for (;;) {
      const [row] = await tx.query<Row[]>(
        'select id, signer, state, entries, head from application where id > $1 order by id limit 1',
        [last],
      );
      if (row === undefined || founding === undefined) return { items, findings };
      const networkId = networkIdOf(parseStatement(founding.statement).body);
      const faults = [...(await this.chain(tx, row, networkId)), ...(await this.documents(tx, row))];
      // Enough of the id for an operator to find it, too little to name it elsewhere.
      findings.push(...faults.map((what) => ({ place: `application ${row.id.toString('hex').slice(0, 8)}`, what })));
      items += 1;
      last = row.id;
    }
  }

  private async chain(tx: Transaction, row: Row, networkId: Uint8Array): Promise<string[]> {
    const id = toBase64url(row.id) as ApplicationId;
    const faults: string[] = [];
    let head = APPLICATION_START;
    let number = 0;
    for (const entry of await this.applications.entries(id, tx)) {
      number += 1;
      if (entry.number !== number) return [`entry ${String(number)} is missing`];
      const { side, act, documents } = entry;
      const place = { networkId, id, number, side, act, previous: head };
      const body = { sealed: fromBase64url(entry.sealed), documents };
      const message = applicationMoveMessage(place, body);
      const isSigned = side === 'secretariat' || verifySignature(fromBase64url(entry.signature), message, row.signer);
      if (!isSigned) faults.push(`entry ${String(number)} is not what its applicant signed`);
      head = applicationEntryHash(place, body);
    }
    if (number !== row.entries) faults.push(`ends at entry ${String(number)}, not at ${String(row.entries)}`);
    else if (!equalBytes(head, row.head)) faults.push('has another head');
    if ((await this.stateOf(tx, id)) !== row.state) faults.push('stands otherwise than its entries come to');
    return faults;
  }

  private async stateOf(tx: Transaction, id: ApplicationId): Promise<string | undefined> {
    try {
      return applicationStanding((await this.applications.moves(tx, id)).map(moveOf))?.state;
    } catch (error) {
      return codeOf(error);
    }
  }

  private async documents(tx: Transaction, { id }: Row): Promise<string[]> {
    const faults: string[] = [];
    const stored = await tx.query<StoredDocument[]>(
      `select number, place, blob, bytes, sha256 from application_document
       where application_id = $1 and is_stored order by number, place`,
      [id],
    );
    for (const document of stored) {
      const what = await this.uploads.fault(document);
      const { number, place } = document;
      if (what !== undefined) faults.push(`document ${String(place + 1)} of entry ${String(number)} ${what}`);
    }
    return faults;
  }
}
