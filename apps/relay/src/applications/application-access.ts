import { Injectable } from '@nestjs/common';
import { type ApplicationId, type DeviceId, type OfficerId, ProblemError } from '#contracts';
import { equalSecrets } from '#crypto/verify';
import type { Device } from '#directory';
import { DirectoryState } from '../directory/directory-state.js';
import { tokenHash } from '../platform/ids.js';
import type { ApplicationAsker } from '../sessions/session.guard.js';
import { ApplicationsRepository, type ApplicationRow } from './applications.repository.js';

/** Who may do something to an application: its applicant, or an officer of the secretariat at a device. */
export interface Admitted {
  readonly row: ApplicationRow;
  /** Undefined: the applicant. */
  readonly by: { readonly device: DeviceId; readonly officer: OfficerId } | undefined;
}

/** Lets an application's own applicant in, and the secretariat; to anybody else there is none. */
@Injectable()
export class ApplicationAccess {
  constructor(
    private readonly applications: ApplicationsRepository,
    private readonly directory: DirectoryState,
  ) {}

  /** @throws `application.unknown` also where the access is another's, `permission.denied` for a device that is not the secretariat's */
  async admit(asker: ApplicationAsker, id: ApplicationId): Promise<Admitted> {
    const by = 'device' in asker ? this.secretary(asker.device) : undefined;
    const row = await this.applications.find(id);
    const isAdmitted =
      row !== undefined && ('device' in asker || equalSecrets(row.accessHash, tokenHash(asker.access)));
    if (!isAdmitted) throw new ProblemError('application.unknown');
    return { row, by };
  }

  /** The applicant alone. @throws as {@link admit}, `permission.denied` for a device */
  async admitApplicant(asker: ApplicationAsker, id: ApplicationId): Promise<ApplicationRow> {
    if ('device' in asker) throw new ProblemError('permission.denied');
    return (await this.admit(asker, id)).row;
  }

  /** A device of an officer of the secretariat, who is no expert. @throws `permission.denied` */
  secretary(device: DeviceId): { readonly device: DeviceId; readonly officer: OfficerId } {
    const found = this.directory.latest.device(device);
    if (found === undefined || !this.isSecretarys(found)) throw new ProblemError('permission.denied');
    return { device, officer: found.officer };
  }

  /** The devices that an application may be sealed to: those live now. */
  recipients(): DeviceId[] {
    const { latest } = this.directory;
    const secretariat = latest.network()?.secretariat;
    if (secretariat === undefined) return [];
    return latest
      .devicesOf(secretariat)
      .filter((device) => this.isSecretarys(device) && this.directory.standing(device.id) === 'live')
      .map(({ id }) => id);
  }

  private isSecretarys({ authority, officer }: Device): boolean {
    const { latest } = this.directory;
    return authority === latest.network()?.secretariat && latest.officer(officer)?.roles.includes('expert') === false;
  }
}
