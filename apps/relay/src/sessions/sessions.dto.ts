import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { Challenge, ChallengeRequest, Session, SessionRequest, Ticket } from '#contracts';

/** Which device asks. */
export class ChallengeRequestDto extends createZodDto(ChallengeRequest) {}
/** What it is to sign. */
export class ChallengeDto extends createZodDto(Challenge) {}
/** The signed challenge. */
export class SessionRequestDto extends createZodDto(SessionRequest) {}
/** The bearer token. */
export class SessionDto extends createZodDto(Session) {}
/** What opens a socket, once. */
export class TicketDto extends createZodDto(Ticket) {}

/** The body of a request that says all by its route: absent, or an empty object. */
export class NothingDto extends createZodDto(z.strictObject({}).prefault({})) {}
