import { createZodDto } from 'nestjs-zod';
import { AgreementKey, AgreementKeyQuery, AgreementKeys } from '#contracts';

/** A published key, as it comes and goes. */
export class AgreementKeyDto extends createZodDto(AgreementKey) {}
/** The devices asked about. */
export class AgreementKeyQueryDto extends createZodDto(AgreementKeyQuery) {}
/** The keys found. */
export class AgreementKeysDto extends createZodDto(AgreementKeys) {}
