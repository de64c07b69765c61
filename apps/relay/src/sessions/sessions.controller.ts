import { Body, Controller, Delete, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiNoContentResponse } from '@nestjs/swagger';
import type { Challenge, Session as SessionAnswer, Ticket } from '#contracts';
import { Allow } from '../platform/policy.js';
import {
  ChallengeDto,
  ChallengeRequestDto,
  NothingDto,
  SessionDto,
  SessionRequestDto,
  TicketDto,
} from './sessions.dto.js';
import { Session } from './session.guard.js';
import { SessionsService } from './sessions.service.js';
import type { SignedIn } from './signed-in.js';

/** Signing in and out (protocol 1.5). */
@Controller('v1/sessions')
export class SessionsController {
  constructor(private readonly sessions: SessionsService) {}

  /** A nonce to sign. */
  @Post('challenges')
  @Allow('public', 'expert')
  @ApiCreatedResponse({ type: ChallengeDto })
  async challenge(@Body() { device }: ChallengeRequestDto, @Ip() address: string): Promise<Challenge> {
    return this.sessions.challenge(device, address);
  }

  /** A session for the signed nonce. @throws `session.challenge`, `session.refused`, `device.not-live` */
  @Post()
  @Allow('public', 'expert')
  @ApiCreatedResponse({ type: SessionDto })
  async open(@Body() request: SessionRequestDto): Promise<SessionAnswer> {
    return this.sessions.open(request);
  }

  /** A single-use ticket for the socket. */
  @Post('tickets')
  @Allow('session', 'expert')
  @ApiBearerAuth()
  @ApiCreatedResponse({ type: TicketDto })
  async ticket(@Session() signedIn: SignedIn, @Body() _nothing: NothingDto): Promise<Ticket> {
    return this.sessions.ticket(signedIn);
  }

  /** Signs out: the session, its tickets and its sockets end. */
  @Delete('current')
  @HttpCode(204)
  @Allow('session', 'expert')
  @ApiBearerAuth()
  @ApiNoContentResponse()
  async end(@Session() signedIn: SignedIn): Promise<void> {
    await this.sessions.end(signedIn);
  }
}
