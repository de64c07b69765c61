import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { Bytes32Text, PageAccepted, PageReturn, PageSubmission, SubmittedPages } from '#contracts';

/** Which page. */
export class PageParamsDto extends createZodDto(z.strictObject({ id: Bytes32Text })) {}
/** A signed page with what opens its commitments. */
export class PageSubmissionDto extends createZodDto(PageSubmission) {}
/** The name of a page. */
export class PageAcceptedDto extends createZodDto(PageAccepted) {}
/** Pages that were submitted. */
export class SubmittedPagesDto extends createZodDto(SubmittedPages) {}
/** Why it is returned. */
export class PageReturnDto extends createZodDto(PageReturn) {}
