import { Body, Controller, Get, Ip, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import type { EnrolmentState, WaitingEnrolments } from '#contracts';
import { Allow } from '../platform/policy.js';
import { Session } from '../sessions/session.guard.js';
import type { SignedIn } from '../sessions/signed-in.js';
import { EnrolmentParamsDto, EnrolmentRequestDto, EnrolmentStateDto, WaitingEnrolmentsDto } from './directory.dto.js';
import { EnrolmentsService } from './enrolments.service.js';

/** Devices that ask to be enrolled (protocol 1.4). */
@Controller('v1/enrolments')
export class EnrolmentsController {
  constructor(private readonly enrolments: EnrolmentsService) {}

  /** A device without a session asks; its own signature is under the body. @throws `statement.refused`, `statement.stale` */
  @Post()
  @Allow('public')
  @ApiCreatedResponse({ type: EnrolmentStateDto })
  async ask(@Body() request: EnrolmentRequestDto, @Ip() address: string): Promise<EnrolmentState> {
    return this.enrolments.ask(request, address);
  }

  /** Those that the asking device may approve. */
  @Get()
  @Allow('session')
  @ApiBearerAuth()
  @ApiOkResponse({ type: WaitingEnrolmentsDto })
  async waiting(@Session() { device }: SignedIn): Promise<WaitingEnrolments> {
    return this.enrolments.waiting(device);
  }

  /** What became of a request. @throws `enrolment.unknown` */
  @Get(':id')
  @Allow('public')
  @ApiOkResponse({ type: EnrolmentStateDto })
  async state(@Param() { id }: EnrolmentParamsDto): Promise<EnrolmentState> {
    return this.enrolments.state(id);
  }
}
