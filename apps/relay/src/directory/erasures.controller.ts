import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse } from '@nestjs/swagger';
import type { Erased } from '#contracts';
import { Allow } from '../platform/policy.js';
import { Session } from '../sessions/session.guard.js';
import type { SignedIn } from '../sessions/signed-in.js';
import { ErasedDto, ErasureDto } from './directory.dto.js';
import { ErasuresService } from './erasures.service.js';

/** Values that are to be forgotten (protocol 1.3). */
@Controller('v1/directory/erasures')
export class ErasuresController {
  constructor(private readonly erasures: ErasuresService) {}

  /** Forgets values of the asking administrator's authority, for good. @throws `permission.denied`, `device.not-live`, `erasure.in-office`, `erasure.present-page` */
  @Post()
  @HttpCode(200)
  @Allow('session')
  @ApiBearerAuth()
  @ApiOkResponse({ type: ErasedDto })
  async erase(@Body() { commitments }: ErasureDto, @Session() { device }: SignedIn): Promise<Erased> {
    return { values: await this.erasures.erase(device, commitments) };
  }
}
