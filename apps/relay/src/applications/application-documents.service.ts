import { Injectable } from '@nestjs/common';
import {
  type ApplicationId,
  type AttachmentAnnouncement,
  type AttachmentState,
  nextActs,
  ProblemError,
} from '#contracts';
import { equalBytes, fromBase64url, toBase64url } from '#primitives';
import { AttachmentUploads, type Piece } from '../attachments/attachment-uploads.js';
import { BlobStore } from '../attachments/blob-store.js';
import { BlobTurns } from '../attachments/blob-turns.js';
import { AuditLog } from '../audit/audit-log.js';
import { Database } from '../platform/database.js';
import type { ApplicationAsker } from '../sessions/session.guard.js';
import { ApplicationAccess } from './application-access.js';
import { ApplicationsRepository, type DocumentRow } from './applications.repository.js';

/** A document of an application. */
export interface DocumentOf {
  readonly id: ApplicationId;
  readonly number: number;
  readonly place: number;
}

/** The sealed documents that entries announced: brought by the applicant, read by both sides. */
@Injectable()
export class ApplicationDocumentsService {
  constructor(
    private readonly database: Database,
    private readonly applications: ApplicationsRepository,
    private readonly access: ApplicationAccess,
    private readonly uploads: AttachmentUploads,
    private readonly turns: BlobTurns,
    private readonly blobs: BlobStore,
    private readonly auditLog: AuditLog,
  ) {}

  /** How far one has come; finishes what only lacked that. @throws `application.unknown`, `application.state` once it is over for good, `attachment.unknown` where no entry announced it so, `attachment.damaged` */
  async announce(asker: ApplicationAsker, of: DocumentOf, announced: AttachmentAnnouncement): Promise<AttachmentState> {
    await this.demandGoing(asker, of.id);
    const found = await this.found(of);
    if (found.bytes !== announced.bytes || !equalBytes(found.sha256, fromBase64url(announced.sha256)))
      throw new ProblemError('attachment.unknown');
    if (found.isStored) return { received: found.bytes, stored: true };
    return this.turns.alone(found.blob, async () => {
      const received = await this.uploads.begin(found.blob, found.bytes);
      if (received === found.bytes) await this.finish(of, found);
      return { received, stored: received === found.bytes };
    });
  }

  /** The next piece; says how many bytes there are then. @throws `application.unknown`, `application.state`, `attachment.unknown`, `attachment.offset`, `attachment.damaged` */
  async take(asker: ApplicationAsker, of: DocumentOf, piece: Piece): Promise<number> {
    await this.demandGoing(asker, of.id);
    const found = await this.found(of);
    if (found.isStored) throw new ProblemError('attachment.offset', 'stored');
    return this.turns.alone(found.blob, async () => {
      const received = await this.uploads.take(found.blob, piece);
      if (received === found.bytes) await this.finish(of, found);
      return received;
    });
  }

  /** One that is whole. @throws `application.unknown`, `attachment.unknown`, `attachment.unfinished` */
  async readable(asker: ApplicationAsker, of: DocumentOf): Promise<{ readonly blob: string; readonly bytes: number }> {
    await this.access.admit(asker, of.id);
    const { blob, bytes, isStored } = await this.found(of);
    if (!isStored) throw new ProblemError('attachment.unfinished');
    return { blob, bytes };
  }

  private async finish({ id, number, place }: DocumentOf, { blob, bytes, sha256 }: DocumentRow): Promise<void> {
    if (!equalBytes(await this.uploads.hash(blob, bytes), sha256)) {
      // It can be brought once more, from its beginning.
      await this.blobs.remove(blob);
      throw new ProblemError('attachment.damaged');
    }
    await this.database.transaction(async (tx) => {
      await this.applications.setStored(tx, id, number, place);
      const facts = { sha256: toBase64url(sha256) };
      await this.auditLog.append(tx, { type: 'attachment.stored', who: { application: id }, facts });
    });
  }

  // What was withdrawn, or stands in the directory, takes no more bytes.
  private async demandGoing(asker: ApplicationAsker, id: ApplicationId): Promise<void> {
    const { state } = await this.access.admitApplicant(asker, id);
    if (nextActs({ state }, 'applicant').length === 0) throw new ProblemError('application.state', state);
  }

  private async found({ id, number, place }: DocumentOf): Promise<DocumentRow> {
    const found = await this.applications.document(id, number, place);
    if (found === undefined) throw new ProblemError('attachment.unknown');
    return found;
  }
}
