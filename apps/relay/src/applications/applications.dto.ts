import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import {
  ApplicationAccepted,
  ApplicationId,
  ApplicationList,
  ApplicationListQuery,
  ApplicationRead,
  ApplicationSubmission,
  ApplicationSubmittedEntry,
  ApplicationWrap,
  ApplicationWraps,
  AttachmentAnnouncement,
  AttachmentState,
  Bytes32Text,
  limits,
  MapProof,
  SecretariatKeys,
  SecretariatMapQuery,
} from '#contracts';

/** Which application. */
export class ApplicationParamsDto extends createZodDto(z.strictObject({ id: ApplicationId })) {}
/** Which document of which entry. */
export class DocumentParamsDto extends createZodDto(
  z.strictObject({
    id: ApplicationId,
    number: z.coerce.number().int().positive().max(limits.applicationEntries),
    place: z.coerce.number().int().nonnegative().max(limits.applicationDocuments),
  }),
) {}
/** Which of the asking device's wraps: SHA-256 of its bytes. */
export class WrapParamsDto extends createZodDto(z.strictObject({ id: ApplicationId, hash: Bytes32Text })) {}
/** A new application. */
export class ApplicationSubmissionDto extends createZodDto(ApplicationSubmission) {}
/** One more entry. */
export class ApplicationSubmittedEntryDto extends createZodDto(ApplicationSubmittedEntry) {}
/** Its key for more devices. */
export class ApplicationWrapsDto extends createZodDto(ApplicationWraps) {}
/** What was taken. */
export class ApplicationAcceptedDto extends createZodDto(ApplicationAccepted) {}
/** An application. */
export class ApplicationReadDto extends createZodDto(ApplicationRead) {}
/** Its key for one device. */
export class ApplicationWrapDto extends createZodDto(ApplicationWrap) {}
/** Which page of those of the secretariat. */
export class ApplicationListQueryDto extends createZodDto(ApplicationListQuery) {}
/** Those of the secretariat. */
export class ApplicationListDto extends createZodDto(ApplicationList) {}
/** A document's ciphertext. */
export class DocumentAnnouncementDto extends createZodDto(AttachmentAnnouncement) {}
/** How far one has come. */
export class DocumentStateDto extends createZodDto(AttachmentState) {}
/** Keys of the secretariat's devices. */
export class SecretariatKeysDto extends createZodDto(SecretariatKeys) {}
/** Of which device the map is asked. */
export class SecretariatMapQueryDto extends createZodDto(SecretariatMapQuery) {}
/** What the map says of it. */
export class SecretariatMapDto extends createZodDto(MapProof) {}
