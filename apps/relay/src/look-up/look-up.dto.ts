import { createZodDto } from 'nestjs-zod';
import { AuthorityId, Bytes32Text, LookUpTokenMade, LookUpTokenRequest, LookUpTokens } from '#contracts';
import { z } from 'zod';

/** A token is asked for. */
export class LookUpTokenRequestDto extends createZodDto(LookUpTokenRequest) {}
/** The token, told once. */
export class LookUpTokenMadeDto extends createZodDto(LookUpTokenMade) {}
/** The tokens of an authority. */
export class LookUpTokensDto extends createZodDto(LookUpTokens) {}
/** Which token. */
export class LookUpTokenParamsDto extends createZodDto(z.strictObject({ id: Bytes32Text })) {}
/** Which authority. */
export class LookUpParamsDto extends createZodDto(z.strictObject({ authority: AuthorityId })) {}
