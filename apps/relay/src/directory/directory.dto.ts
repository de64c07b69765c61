import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import {
  Bytes32Text,
  CheckpointQuery,
  CheckpointResponse,
  DirectoryEntries,
  DirectoryStatements,
  EnrolmentRequest,
  EnrolmentState,
  EntriesQuery,
  Erased,
  Erasure,
  NetworkDescription,
  StatementAccepted,
  StatementsQuery,
  StatementSubmission,
  Subject,
  SubjectPlace,
  WaitingEnrolments,
} from '#contracts';

/** A cosigned note. */
export class CheckpointDto extends createZodDto(CheckpointResponse) {}
/** Which size it is to cover. */
export class CheckpointQueryDto extends createZodDto(CheckpointQuery) {}
/** Which request. */
export class EnrolmentParamsDto extends createZodDto(z.strictObject({ id: Bytes32Text })) {}
/** A device asks to be enrolled. */
export class EnrolmentRequestDto extends createZodDto(EnrolmentRequest) {}
/** What became of a request. */
export class EnrolmentStateDto extends createZodDto(EnrolmentState) {}
/** Entries in order. */
export class EntriesDto extends createZodDto(DirectoryEntries) {}
/** Where to begin, and how many. */
export class EntriesQueryDto extends createZodDto(EntriesQuery) {}
/** How many values were forgotten. */
export class ErasedDto extends createZodDto(Erased) {}
/** Which values to forget. */
export class ErasureDto extends createZodDto(Erasure) {}
/** The network, before it is trusted. */
export class NetworkDto extends createZodDto(NetworkDescription) {}
/** The place of a statement. */
export class StatementAcceptedDto extends createZodDto(StatementAccepted) {}
/** Statements in order. */
export class StatementsDto extends createZodDto(DirectoryStatements) {}
/** Whose statements, where to begin, and how many. */
export class StatementsQueryDto extends createZodDto(StatementsQuery) {}
/** A statement for the log, with the values it commits to. */
export class StatementSubmissionDto extends createZodDto(StatementSubmission) {}
/** Which subject. */
export class SubjectParamsDto extends createZodDto(z.strictObject({ subject: Subject })) {}
/** Where its next statement would stand. */
export class SubjectPlaceDto extends createZodDto(SubjectPlace) {}
/** Requests that may be approved. */
export class WaitingEnrolmentsDto extends createZodDto(WaitingEnrolments) {}
