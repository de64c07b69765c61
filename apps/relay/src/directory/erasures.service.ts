import { Injectable } from '@nestjs/common';
import { type AuthorityId, type DeviceId, ProblemError } from '#contracts';
import { commitmentOf, commitmentsOfPage, type PersonalFields } from '#directory';
import { toBase64url } from '#primitives';
import { AuditLog } from '../audit/audit-log.js';
import { DirectoryService } from './directory.service.js';
import { DirectoryState } from './directory-state.js';
import { StatementsRepository } from './statements.repository.js';

/** Forgets the values of personal fields and of texts for members; the log, which holds commitments alone, verifies as before (protocol 1.3). */
@Injectable()
export class ErasuresService {
  constructor(
    private readonly directory: DirectoryService,
    private readonly statements: StatementsRepository,
    private readonly state: DirectoryState,
    private readonly auditLog: AuditLog,
  ) {}

  /**
   * Forgets what opens these commitments in statements about the asking administrator's authority, with a leaf for each
   * statement. What is not held, or is another authority's, is passed over.
   * @returns how many values were forgotten
   * @throws `permission.denied`, `device.not-live`, `erasure.in-office` and `erasure.present-page`, and then nothing is forgotten
   */
  async erase(asking: DeviceId, commitments: readonly string[]): Promise<number> {
    // Nobody else takes the log's lock.
    this.administered(asking);
    const wanted = new Set(commitments);
    return this.directory.alone(async (tx) => {
      // Whoever asked may have been dismissed while this waited.
      const authority = this.administered(asking);
      this.refuseInUse(authority, wanted);
      const held = await this.statements.openingsAbout(tx, authority);
      const over = held.filter((opening) => wanted.has(commitmentOf(opening)));
      if (over.length === 0) return 0;
      await this.statements.forget(tx, over);
      const who = { authority, device: asking };
      const statements = new Map(over.map(({ index, hash }) => [index, toBase64url(hash)]));
      for (const [index, statement] of statements) {
        const values = over.filter((opening) => opening.index === index).length;
        await this.auditLog.append(tx, { type: 'directory.erased', who, facts: { index, statement, values } });
      }
      return over.length;
    });
  }

  private administered(by: DeviceId): AuthorityId {
    const device = this.state.ofAdministrator(by);
    if (device === undefined) throw new ProblemError('permission.denied');
    this.state.requireLive(by);
    return device.authority;
  }

  // Members must go on reading who is in office, whom to call, and what is for them.
  private refuseInUse(authority: AuthorityId, wanted: ReadonlySet<string>): void {
    const { latest, time } = this.state;
    const inOffice = latest.officersOf(authority).filter((one) => !one.dismissed && time < one.validity.until);
    if (isAnyOf(inOffice, wanted)) throw new ProblemError('erasure.in-office');
    const page = latest.authority(authority)?.page;
    if (page !== undefined && commitmentsOfPage(page).some(({ commitment }) => wanted.has(commitment)))
      throw new ProblemError('erasure.present-page');
  }
}

function isAnyOf(persons: readonly { readonly fields: PersonalFields }[], wanted: ReadonlySet<string>): boolean {
  const fields = persons.flatMap((person) => Object.values(person.fields));
  return fields.some((field) => field !== undefined && wanted.has(field.commitment));
}
