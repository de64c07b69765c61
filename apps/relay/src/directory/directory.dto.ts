import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import {
  Bytes32Text,
  CheckpointResponse,
  DirectoryEntries,
  DirectoryStatements,
  EnrolmentRequest,
  EnrolmentState,
  EntriesQuery,
  NetworkDescription,
  StatementAccepted,
  StatementsQuery,
  StatementSubmission,
  Subject,
  SubjectPlace,
  WaitingEnrolments,
} from '#contracts';

export class CheckpointDto extends createZodDto(CheckpointResponse) {}
export class EnrolmentParamsDto extends createZodDto(z.strictObject({ id: Bytes32Text })) {}
export class EnrolmentRequestDto extends createZodDto(EnrolmentRequest) {}
export class EnrolmentStateDto extends createZodDto(EnrolmentState) {}
export class EntriesDto extends createZodDto(DirectoryEntries) {}
export class EntriesQueryDto extends createZodDto(EntriesQuery) {}
export class NetworkDto extends createZodDto(NetworkDescription) {}
export class StatementAcceptedDto extends createZodDto(StatementAccepted) {}
export class StatementsDto extends createZodDto(DirectoryStatements) {}
export class StatementsQueryDto extends createZodDto(StatementsQuery) {}
export class StatementSubmissionDto extends createZodDto(StatementSubmission) {}
export class SubjectParamsDto extends createZodDto(z.strictObject({ subject: Subject })) {}
export class SubjectPlaceDto extends createZodDto(SubjectPlace) {}
export class WaitingEnrolmentsDto extends createZodDto(WaitingEnrolments) {}
