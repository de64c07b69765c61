import { Inject, Injectable } from '@nestjs/common';
import {
  type AttachmentAllowance,
  type AttachmentAnnouncement,
  type AttachmentId,
  type AttachmentState,
  type ConversationId,
  type DeviceId,
  limits,
  mostSealedBytes,
  ProblemError,
} from '#contracts';
import { randomBytes } from '#crypto/verify';
import { equalBytes, fromBase64url, toBase64url, toHex, unixSeconds } from '#primitives';
import { deviceIn, type RosterDevice } from '#roster';
import { AuditLog } from '../audit/audit-log.js';
import { FramesService } from '../conversations/frames.service.js';
import { Rosters } from '../conversations/rosters.js';
import { SystemClock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config.js';
import { Database } from '../platform/database.js';
import { AttachmentsRepository, type AttachmentRow } from './attachments.repository.js';
import { AttachmentSweep } from './attachment-sweep.js';
import { AttachmentUploads, type Piece } from './attachment-uploads.js';
import { BlobTurns } from './blob-turns.js';

/** A stored ciphertext that a device may read. */
export interface ReadableAttachment {
  readonly blob: string;
  readonly bytes: number;
}

/** An upload that its device may go on with. */
type OpenUpload = AttachmentRow & { readonly blob: string };

/** Keeps sealed files for the devices of one conversation each (protocol 3.7). Names, types and keys stay with them. */
@Injectable()
export class AttachmentsService {
  constructor(
    private readonly database: Database,
    private readonly attachments: AttachmentsRepository,
    private readonly uploads: AttachmentUploads,
    private readonly turns: BlobTurns,
    private readonly sweep: AttachmentSweep,
    private readonly rosters: Rosters,
    private readonly frames: FramesService,
    private readonly auditLog: AuditLog,
    private readonly clock: SystemClock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** How much a device may still attach in a conversation. @throws `conversation.unknown`, `conversation.closed` */
  async allowance(device: DeviceId, conversation: ConversationId): Promise<AttachmentAllowance> {
    const { authority } = await this.seatOf(device, conversation);
    const used = await this.attachments.usage(this.database.manager, authority, device);
    const { fileBytes, deviceBytes, authorityBytes } = this.config.attachments;
    return {
      file: fileBytes,
      device: { used: used.device, most: deviceBytes },
      authority: { used: used.authority, most: authorityBytes },
    };
  }

  /**
   * Makes room for a ciphertext; the same again tells how far it has come, and finishes what only lacked that.
   * @throws `conversation.unknown`, `conversation.closed`, `attachment.too-large`, `attachment.quota` with whose,
   * `attachment.exists` when the id names another, `attachment.damaged`
   */
  async announce(
    device: DeviceId,
    conversation: ConversationId,
    id: AttachmentId,
    announced: AttachmentAnnouncement,
  ): Promise<AttachmentState> {
    const seat = await this.seatOf(device, conversation);
    const { found, received } = await this.announced(seat, conversation, id, announced);
    if (found.stored_at !== null) return { received: found.bytes, stored: true };
    if (received === found.bytes) await this.turns.alone(found.blob, () => this.finish(conversation, id, found));
    return { received, stored: received === found.bytes };
  }

  /**
   * Takes the next piece of a ciphertext, and says how many bytes there are then; with the last one it is stored.
   * @throws `conversation.unknown`, `conversation.closed`, `attachment.unknown`, `attachment.offset`,
   * `attachment.damaged` when the whole is not what was announced, `request.too-large`, `storage.full`
   */
  async take(device: DeviceId, conversation: ConversationId, id: AttachmentId, piece: Piece): Promise<number> {
    await this.seatOf(device, conversation);
    const found = await this.attachments.find(conversation, id);
    if (!isOpen(found) || found.device !== device) throw new ProblemError('attachment.unknown');
    if (found.stored_at !== null) throw new ProblemError('attachment.offset', 'stored');
    return this.turns.alone(found.blob, async () => {
      const received = await this.uploads.take(found.blob, piece);
      if (received === found.bytes) await this.finish(conversation, id, found);
      return received;
    });
  }

  /**
   * What a device may read of an attachment: all of it, if it was stored while the device was in the conversation.
   * @throws `conversation.unknown`, `attachment.unknown`, `attachment.unfinished`
   */
  async readable(device: DeviceId, conversation: ConversationId, id: AttachmentId): Promise<ReadableAttachment> {
    const before = await this.frames.readableBefore(device, conversation);
    if (before === undefined) throw new ProblemError('conversation.unknown');
    const found = await this.attachments.find(conversation, id);
    if (!isOpen(found)) throw new ProblemError('attachment.unknown');
    if (found.stored_seq === null) throw new ProblemError('attachment.unfinished');
    if (found.stored_seq >= before) throw new ProblemError('attachment.unknown');
    return { blob: found.blob, bytes: found.bytes };
  }

  /**
   * Takes an own attachment back: an unfinished one always, a stored one within the hour. One that is gone is no fault.
   * @throws `conversation.unknown`, `conversation.closed`, `permission.denied`, `attachment.kept`
   */
  async delete(device: DeviceId, conversation: ConversationId, id: AttachmentId): Promise<void> {
    await this.seatOf(device, conversation);
    const found = await this.attachments.find(conversation, id);
    if (!isOpen(found)) return;
    if (found.device !== device) throw new ProblemError('permission.denied');
    const now = unixSeconds(this.clock);
    // Others may rely on it by then: what was sent is not for its sender alone to take away.
    if (found.stored_at !== null && now > found.stored_at + limits.attachmentRegretSeconds)
      throw new ProblemError('attachment.kept');
    await this.database.transaction(async (tx) => {
      const deleted = await this.attachments.setDeleted(tx, conversation, id, now);
      if (!deleted || found.stored_at === null) return;
      await this.auditLog.append(tx, {
        type: 'attachment.deleted',
        who: { conversation, device },
        facts: { sha256: toBase64url(found.sha256) },
      });
    });
    await this.sweep.purge();
  }

  private async announced(
    { id: device, authority }: RosterDevice,
    conversation: ConversationId,
    id: AttachmentId,
    { bytes, sha256 }: AttachmentAnnouncement,
  ): Promise<{ readonly found: OpenUpload; readonly received: number }> {
    const hash = fromBase64url(sha256);
    const { fileBytes, deviceBytes, authorityBytes } = this.config.attachments;
    return this.database.transaction(async (tx) => {
      const found = await this.attachments.findForAnnouncing(tx, authority, conversation, id);
      if (found !== undefined) {
        if (!isOpen(found) || found.device !== device || found.bytes !== bytes || !equalBytes(found.sha256, hash))
          throw new ProblemError('attachment.exists');
        return { found, received: await this.uploads.begin(found.blob, bytes) };
      }
      if (bytes > mostSealedBytes(fileBytes)) throw new ProblemError('attachment.too-large', String(fileBytes));
      if ((await this.attachments.unfinished(tx, device)) >= limits.attachmentUploads)
        throw new ProblemError('attachment.quota', 'uploads');
      const used = await this.attachments.usage(tx, authority, device);
      if (used.device + bytes > deviceBytes) throw new ProblemError('attachment.quota', 'device');
      if (used.authority + bytes > authorityBytes) throw new ProblemError('attachment.quota', 'authority');
      const at = unixSeconds(this.clock);
      const blob = toHex(randomBytes(16));
      await this.attachments.insert(tx, { conversation, id, device, authority, bytes, sha256: hash, blob, at });
      const row = { device, bytes, sha256: Buffer.from(hash), blob, announced_at: at };
      // Before anybody else may announce it: what is begun a second time begins empty.
      const received = await this.uploads.begin(blob, bytes);
      return { found: { ...row, stored_at: null, stored_seq: null, deleted_at: null }, received };
    });
  }

  private async finish(
    conversation: ConversationId,
    id: AttachmentId,
    { device, blob, bytes, sha256 }: OpenUpload,
  ): Promise<void> {
    const isWhole = equalBytes(await this.uploads.hash(blob, bytes), sha256);
    const at = unixSeconds(this.clock);
    if (!isWhole) {
      await this.database.transaction(async (tx) => this.attachments.setDeleted(tx, conversation, id, at));
      await this.sweep.purge();
      throw new ProblemError('attachment.damaged');
    }
    await this.database.transaction(async (tx) => {
      const stored = await this.attachments.setStored(tx, conversation, id, at);
      if (!stored) return;
      await this.auditLog.append(tx, {
        type: 'attachment.stored',
        who: { conversation, device },
        facts: { sha256: toBase64url(sha256) },
      });
    });
  }

  private async seatOf(device: DeviceId, conversation: ConversationId): Promise<RosterDevice> {
    const roster = await this.rosters.latest(conversation);
    const seat = roster === undefined ? undefined : deviceIn(roster, device);
    if (roster === undefined || seat === undefined) throw new ProblemError('conversation.unknown');
    if (roster.closed) throw new ProblemError('conversation.closed');
    return seat;
  }
}

function isOpen(row: AttachmentRow | undefined): row is OpenUpload {
  return row !== undefined && row.deleted_at === null && row.blob !== null;
}
