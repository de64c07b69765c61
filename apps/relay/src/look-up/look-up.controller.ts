import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import { type LookUpTokenMade, type LookUpTokens, ProblemError } from '#contracts';
import { Allow } from '../platform/policy.js';
import {
  type PublicAuthority,
  PublicAuthorityDto,
  type PublicList,
  PublicListDto,
  PublicQueryDto,
} from '../public-directory/public-directory.dto.js';
import { PublicDirectoryService } from '../public-directory/public-directory.service.js';
import { Session } from '../sessions/session.guard.js';
import type { SignedIn } from '../sessions/signed-in.js';
import {
  LookUpParamsDto,
  LookUpTokenMadeDto,
  LookUpTokenParamsDto,
  LookUpTokenRequestDto,
  LookUpTokensDto,
} from './look-up.dto.js';
import { LookUpTokensService } from './look-up-tokens.service.js';

/** Programs of an authority look authorities up, with a token that its administrators gave them. */
@ApiBearerAuth()
@Controller('v1/look-up')
export class LookUpController {
  constructor(
    private readonly tokens: LookUpTokensService,
    private readonly directory: PublicDirectoryService,
  ) {}

  /** Makes a token. @throws `permission.denied` */
  @Post('tokens')
  @Allow('session')
  @ApiCreatedResponse({ type: LookUpTokenMadeDto })
  async make(@Session() { device }: SignedIn, @Body() request: LookUpTokenRequestDto): Promise<LookUpTokenMade> {
    return this.tokens.make(device, request);
  }

  /** Those of one's own authority, for its administrators. @throws `permission.denied` */
  @Get('tokens')
  @Allow('session')
  @ApiOkResponse({ type: LookUpTokensDto })
  async ours(@Session() { device }: SignedIn): Promise<LookUpTokens> {
    return { tokens: await this.tokens.ours(device) };
  }

  /** Ends a token. @throws `permission.denied`, `request.unknown-route` */
  @Delete('tokens/:id')
  @HttpCode(204)
  @Allow('session')
  @ApiNoContentResponse()
  async revoke(@Session() { device }: SignedIn, @Param() { id }: LookUpTokenParamsDto): Promise<void> {
    await this.tokens.revoke(device, id);
  }

  /** Authorities, narrowed to what is asked. @throws `record.not-yet`, `rate.limited` */
  @Get('authorities')
  @Allow('look-up')
  @ApiOkResponse({ type: PublicListDto })
  list(@Query() query: PublicQueryDto): PublicList {
    return this.directory.list(query);
  }

  /** An authority, and where it stands in the log. @throws `record.not-yet`, `request.unknown-route`, `rate.limited` */
  @Get('authorities/:authority')
  @Allow('look-up')
  @ApiOkResponse({ type: PublicAuthorityDto })
  async authority(@Param() { authority }: LookUpParamsDto): Promise<PublicAuthority> {
    const found = await this.directory.authority(authority);
    if (found === undefined) throw new ProblemError('request.unknown-route', 'authority');
    return found;
  }
}
