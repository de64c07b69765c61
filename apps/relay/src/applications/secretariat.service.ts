import { Injectable } from '@nestjs/common';
import { type AgreementKey, type DeviceId, type MapProof, ProblemError } from '#contracts';
import { AgreementKeysService } from '../agreement-keys/agreement-keys.service.js';
import { RecordService } from '../audit/record.service.js';
import { ApplicationAccess } from './application-access.js';

/** What whoever has no account needs to seal something to the secretariat and to nobody else: its devices' keys, and what the record says of them. */
@Injectable()
export class SecretariatService {
  constructor(
    private readonly access: ApplicationAccess,
    private readonly agreementKeys: AgreementKeysService,
    private readonly record: RecordService,
  ) {}

  /** The newest logged key of each of its live devices. */
  async keys(): Promise<AgreementKey[]> {
    return this.agreementKeys.shown(this.access.recipients());
  }

  /** What the record says of the key of one of them. @throws `permission.denied` for any other device, `record.not-yet` */
  async map(device: DeviceId, since?: number): Promise<MapProof> {
    if (!this.access.recipients().includes(device)) throw new ProblemError('permission.denied');
    return this.record.mapProof('agreement', device, since);
  }
}
