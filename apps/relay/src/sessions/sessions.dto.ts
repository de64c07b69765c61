import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { Challenge, ChallengeRequest, Session, SessionRequest, Ticket } from '#contracts';

export class ChallengeRequestDto extends createZodDto(ChallengeRequest) {}
export class ChallengeDto extends createZodDto(Challenge) {}
export class SessionRequestDto extends createZodDto(SessionRequest) {}
export class SessionDto extends createZodDto(Session) {}
export class TicketDto extends createZodDto(Ticket) {}

/** The body of a request that says all by its route: absent, or an empty object. */
export class NothingDto extends createZodDto(z.strictObject({}).prefault({})) {}
