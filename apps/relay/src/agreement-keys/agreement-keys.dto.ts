import { createZodDto } from 'nestjs-zod';
import { AgreementKey, AgreementKeyQuery, AgreementKeys } from '#contracts';

export class AgreementKeyDto extends createZodDto(AgreementKey) {}
export class AgreementKeyQueryDto extends createZodDto(AgreementKeyQuery) {}
export class AgreementKeysDto extends createZodDto(AgreementKeys) {}
