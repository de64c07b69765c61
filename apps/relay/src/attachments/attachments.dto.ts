import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { AttachmentAllowance, AttachmentAnnouncement, AttachmentId, AttachmentState, ConversationId } from '#contracts';

const Id = { id: ConversationId };

/** Which conversation. */
export class AttachmentsParamsDto extends createZodDto(z.strictObject(Id)) {}
/** Which attachment of which conversation. */
export class AttachmentParamsDto extends createZodDto(z.strictObject({ ...Id, attachment: AttachmentId })) {}
/** A ciphertext that is to come. */
export class AttachmentAnnouncementDto extends createZodDto(AttachmentAnnouncement) {}
/** How far a ciphertext has come. */
export class AttachmentStateDto extends createZodDto(AttachmentState) {}
/** What may be attached. */
export class AttachmentAllowanceDto extends createZodDto(AttachmentAllowance) {}
