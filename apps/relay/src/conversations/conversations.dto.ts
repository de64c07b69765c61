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

/** The conversations of a device. */
export class ConversationListDto extends createZodDto(ConversationList) {}
/** Which conversation. */
export class ConversationParamsDto extends createZodDto(z.strictObject(Id)) {}
/** Which epoch of which conversation. */
export class EpochParamsDto extends createZodDto(
  z.strictObject({ ...Id, epoch: z.coerce.number().int().nonnegative() }),
) {}
/** The place of a statement. */
export class FramePlaceDto extends createZodDto(FramePlace) {}
/** Which grant. */
export class GrantParamsDto extends createZodDto(
  z.strictObject({ ...Id, granter: DeviceId, number: z.coerce.number().int().positive() }),
) {}
/** Grants that wait for a device. */
export class GrantsDto extends createZodDto(Grants) {}
/** History for a joiner. */
export class GrantSubmissionDto extends createZodDto(GrantSubmission) {}
/** A statement with its wraps. */
export class RosterSubmissionDto extends createZodDto(RosterSubmission) {}
/** A wrap did not open. */
export class UnreadableReportDto extends createZodDto(UnreadableReport) {}
/** A device's own wrap. */
export class WrapDto extends createZodDto(WrapResponse) {}
