import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import type { PageAccepted, SubmittedPages } from '#contracts';
import { Allow } from '../platform/policy.js';
import { Session } from '../sessions/session.guard.js';
import type { SignedIn } from '../sessions/signed-in.js';
import { PageAcceptedDto, PageParamsDto, PageReturnDto, PageSubmissionDto, SubmittedPagesDto } from './pages.dto.js';
import { PagesService } from './pages.service.js';

/** Authorities' pages on their way to the directory. One is approved by submitting its statement with both signatures there. */
@ApiBearerAuth()
@Controller('v1/pages')
export class PagesController {
  constructor(private readonly pages: PagesService) {}

  /** An administrator's signed page. @throws `permission.denied`, `page.waiting`, `statement.refused`, `statement.stale` */
  @Post()
  @Allow('session')
  @ApiCreatedResponse({ type: PageAcceptedDto })
  async submit(@Session() { device }: SignedIn, @Body() submission: PageSubmissionDto): Promise<PageAccepted> {
    return { id: await this.pages.submit(device, submission) };
  }

  /** Those of one's own authority, for its administrators. @throws `permission.denied` */
  @Get()
  @Allow('session')
  @ApiOkResponse({ type: SubmittedPagesDto })
  async ours(@Session() { device }: SignedIn): Promise<SubmittedPages> {
    return { pages: await this.pages.ours(device) };
  }

  /** Those that wait, for the secretariat's administrators. @throws `permission.denied` */
  @Get('waiting')
  @Allow('session')
  @ApiOkResponse({ type: SubmittedPagesDto })
  async waiting(@Session() { device }: SignedIn): Promise<SubmittedPages> {
    return { pages: await this.pages.waiting(device) };
  }

  /** Takes one's own authority's page back. @throws `permission.denied`, `page.unknown`, `page.ended` */
  @Post(':id/withdrawal')
  @HttpCode(204)
  @Allow('session')
  @ApiNoContentResponse()
  async withdraw(@Session() { device }: SignedIn, @Param() { id }: PageParamsDto): Promise<void> {
    await this.pages.withdraw(device, id);
  }

  /** Gives a page back to its authority, with a reason. @throws `permission.denied`, `page.unknown`, `page.ended` */
  @Post(':id/return')
  @HttpCode(204)
  @Allow('session')
  @ApiNoContentResponse()
  async giveBack(
    @Session() { device }: SignedIn,
    @Param() { id }: PageParamsDto,
    @Body() { reason }: PageReturnDto,
  ): Promise<void> {
    await this.pages.giveBack(device, id, reason);
  }
}
