import { createZodDto } from 'nestjs-zod';
import { EntriesQuery, LeafOpenings } from '#contracts';

/** Which leaves. */
export class OpeningsQueryDto extends createZodDto(EntriesQuery) {}
/** What opens them. */
export class LeafOpeningsDto extends createZodDto(LeafOpenings) {}
