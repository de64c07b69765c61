import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import type { AgreementKeys } from '#contracts';
import { Allow } from '../platform/policy.js';
import { Session } from '../sessions/session.guard.js';
import type { SignedIn } from '../sessions/signed-in.js';
import { AgreementKeyDto, AgreementKeyQueryDto, AgreementKeysDto } from './agreement-keys.dto.js';
import { AgreementKeysService } from './agreement-keys.service.js';

/** Agreement keys (protocol 2.5). */
@ApiBearerAuth()
@Controller('v1/agreement-keys')
export class AgreementKeysController {
  constructor(private readonly keys: AgreementKeysService) {}

  /** The asking device's own new key. @throws `agreement-key.older`, `agreement-key.refused`, `permission.denied` */
  @Post()
  @HttpCode(204)
  @Allow('session', 'expert')
  @ApiNoContentResponse()
  async publish(@Session() { device }: SignedIn, @Body() key: AgreementKeyDto): Promise<void> {
    await this.keys.publish(device, key);
  }

  /** The newest served key of each device named. */
  @Post('query')
  @HttpCode(200)
  @Allow('session', 'expert')
  @ApiOkResponse({ type: AgreementKeysDto })
  async query(@Session() { device }: SignedIn, @Body() { devices }: AgreementKeyQueryDto): Promise<AgreementKeys> {
    return { keys: await this.keys.query(device, devices) };
  }
}
