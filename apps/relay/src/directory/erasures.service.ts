import { Injectable } from '@nestjs/common';
import { type DeviceId, ProblemError } from '#contracts';
import { commitmentOf } from '#directory';
import { AuditLog } from '../audit/audit-log.js';
import { Database } from '../platform/database.js';
import { DirectoryState } from './directory-state.js';
import { StatementRepository } from './statement.repository.js';

/** Forgets the values of personal fields; the log, which holds commitments alone, verifies as before (protocol 1.3). */
@Injectable()
export class ErasuresService {
  constructor(
    private readonly database: Database,
    private readonly statements: StatementRepository,
    private readonly state: DirectoryState,
    private readonly auditLog: AuditLog,
  ) {}

  /**
   * Forgets what opens these commitments in statements about the asking administrator's authority. What is not held, or
   * is another authority's, is passed over.
   * @returns how many values were forgotten @throws `permission.denied`
   */
  async erase(asking: DeviceId, commitments: readonly string[]): Promise<number> {
    const authority = this.state.ofAdministrator(asking)?.authority;
    if (authority === undefined) throw new ProblemError('permission.denied');
    const wanted = new Set(commitments);
    return this.database.transaction(async (tx) => {
      const held = await this.statements.openingsAbout(tx, authority);
      const over = held.filter((opening) => wanted.has(commitmentOf(opening)));
      if (over.length === 0) return 0;
      await this.statements.forget(tx, over);
      const who = { authority, device: asking };
      await this.auditLog.append(tx, { type: 'directory.erased', who, facts: { values: over.length } });
      return over.length;
    });
  }
}
