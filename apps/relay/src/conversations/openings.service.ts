import { Injectable } from '@nestjs/common';
import type { ConversationId, DeviceId, LeafOpening } from '#contracts';
import { toBase64url } from '#primitives';
import { AuditLog, type OpenedLeaf } from '../audit/audit-log.js';
import { DirectoryState } from '../directory/directory-state.js';
import type { RecordReader } from '../sessions/session.guard.js';
import { FramesService } from './frames.service.js';

/** Opens what audit leaves hold as commitments, to those whom it concerns (protocol 5.2). */
@Injectable()
export class OpeningsService {
  constructor(
    private readonly auditLog: AuditLog,
    private readonly directory: DirectoryState,
    private readonly frames: FramesService,
  ) {}

  /**
   * Openings in a range of leaves: to an officer, of what was done with their own devices; to an administrator, of what was done
   * with those of their authority, without the conversations in which the asking device never was; to its auditor the same, and no
   * conversation at all.
   */
  async openings(asking: RecordReader, from: number, limit: number): Promise<LeafOpening[]> {
    const opened: LeafOpening[] = [];
    const readable = new Map<string, boolean>();
    for (const leaf of await this.auditLog.openings(from, limit)) {
      const whose = this.whose(asking, leaf);
      if (whose === 'another') continue;
      for (const [label, { value, r }] of leaf.who) {
        if (label === 'conversation' && whose === 'colleague' && !(await this.mayKnow(asking, value, readable)))
          continue;
        opened.push({ index: leaf.index, label, value, r: toBase64url(r) });
      }
    }
    return opened;
  }

  private whose(asking: RecordReader, { who }: OpenedLeaf): 'own' | 'colleague' | 'another' {
    const { latest } = this.directory;
    const acting = who.get('device')?.value;
    const device = acting === undefined ? undefined : latest.device(acting as DeviceId);
    if (device === undefined) return 'another';
    if ('device' in asking && device.officer === latest.device(asking.device)?.officer) return 'own';
    const authority = 'device' in asking ? this.directory.ofAdministrator(asking.device)?.authority : asking.auditorOf;
    return device.authority === authority ? 'colleague' : 'another';
  }

  private async mayKnow(asking: RecordReader, conversation: string, readable: Map<string, boolean>): Promise<boolean> {
    if ('auditorOf' in asking) return false;
    const known =
      readable.get(conversation) ?? (await this.frames.mayRead(asking.device, conversation as ConversationId));
    readable.set(conversation, known);
    return known;
  }
}
