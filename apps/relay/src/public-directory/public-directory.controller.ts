import { Controller, Get, Inject, Ip, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AuthorityId } from '#contracts';
import { CONFIG, type Config } from '../platform/config.js';
import { Allow } from '../platform/policy.js';
import { networkOf, RateLimiter } from '../platform/rate-limiter.js';
import { absent, answer } from './public-answer.js';
import { absentPage, authorityPage, listPage } from './public-directory.html.js';
import { PublicDirectoryService } from './public-directory.service.js';
import { PublicAuthorityDto, PublicListDto, PublicParamsDto, PublicQueryDto } from './public-directory.dto.js';

/** Of one address: a person looks at less, and each page is made anew. */
const PAGES_PER_MINUTE = 300;

/** The directory for everyone: pages without script, and the same as JSON. */
@ApiProduces('text/html', 'application/json')
@Controller()
export class PublicDirectoryController {
  constructor(
    private readonly directory: PublicDirectoryService,
    private readonly limiter: RateLimiter,
    @Inject(CONFIG) private readonly config: Pick<Config, 'webDir'>,
  ) {}

  /** The list, narrowed to what is asked. @throws `record.not-yet`, `rate.limited` */
  @Get('public')
  @Allow('public')
  @ApiOkResponse({ type: PublicListDto })
  list(
    @Query() query: PublicQueryDto,
    @Ip() address: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Buffer | undefined {
    this.count(address);
    return answer(request, reply, this.directory.list(query), (list) =>
      listPage(list, query, this.config.webDir !== undefined),
    );
  }

  /** The same as JSON. @throws `record.not-yet`, `rate.limited` */
  @Get('public.json')
  @Allow('public')
  @ApiOkResponse({ type: PublicListDto })
  listAsJson(
    @Query() query: PublicQueryDto,
    @Ip() address: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Buffer | undefined {
    return this.list(query, address, request, reply);
  }

  /** An authority. @throws `record.not-yet`, `request.unknown-route`, `rate.limited` */
  @Get('public/:authority')
  @Allow('public')
  @ApiOkResponse({ type: PublicAuthorityDto })
  async authority(
    @Param() { authority }: PublicParamsDto,
    @Ip() address: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | undefined> {
    this.count(address);
    const found = await this.directory.authority(authority.replace(/\.json$/, '') as AuthorityId);
    return found === undefined ? absent(request, reply, absentPage()) : answer(request, reply, found, authorityPage);
  }

  /** Nothing. @throws `request.unknown-route`, `rate.limited` */
  @Get('public/*')
  @Allow('public')
  nowhere(
    @Ip() address: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Buffer {
    this.count(address);
    return absent(request, reply, absentPage());
  }

  private count(address: string): void {
    this.limiter.take(`public ${networkOf(address)}`, PAGES_PER_MINUTE);
  }
}
