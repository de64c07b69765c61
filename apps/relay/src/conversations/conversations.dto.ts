import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import {
  ConversationId,
  ConversationList,
  DeviceId,
  FramePlace,
  Grants,
  GrantSubmission,
  RosterSubmission,
  UnreadableReport,
  WrapResponse,
} from '#contracts';

const Id = { id: ConversationId };

export class ConversationListDto extends createZodDto(ConversationList) {}
export class ConversationParamsDto extends createZodDto(z.strictObject(Id)) {}
export class EpochParamsDto extends createZodDto(z.strictObject({ ...Id, epoch: z.coerce.number().int().nonnegative() })) {}
export class FramePlaceDto extends createZodDto(FramePlace) {}
export class GrantParamsDto extends createZodDto(
  z.strictObject({ ...Id, granter: DeviceId, number: z.coerce.number().int().positive() }),
) {}
export class GrantsDto extends createZodDto(Grants) {}
export class GrantSubmissionDto extends createZodDto(GrantSubmission) {}
export class RosterSubmissionDto extends createZodDto(RosterSubmission) {}
export class UnreadableReportDto extends createZodDto(UnreadableReport) {}
export class WrapDto extends createZodDto(WrapResponse) {}
