import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { MapProof, SecretariatKeys } from '#contracts';
import { Allow } from '../platform/policy.js';
import { SecretariatKeysDto, SecretariatMapDto, SecretariatMapQueryDto } from './applications.dto.js';
import { SecretariatService } from './secretariat.service.js';

/** To whom applications are sealed: public, for an applicant has no account (protocol 9.4). */
@Controller('v1/secretariat')
export class SecretariatController {
  constructor(private readonly secretariat: SecretariatService) {}

  /** The newest logged agreement key of each live device of the secretariat's officers. */
  @Get('keys')
  @Allow('public')
  @ApiOkResponse({ type: SecretariatKeysDto })
  async keys(): Promise<SecretariatKeys> {
    return { keys: await this.secretariat.keys() };
  }

  /** The record's word on the key of one of these devices, proved up to a cosigned checkpoint. @throws `permission.denied`, `record.not-yet` */
  @Get('map')
  @Allow('public')
  @ApiOkResponse({ type: SecretariatMapDto })
  async map(@Query() { id, since }: SecretariatMapQueryDto): Promise<MapProof> {
    return this.secretariat.map(id, since);
  }
}
