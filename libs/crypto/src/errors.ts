import { CodedError } from '#primitives';

/** Every code with which `libs/crypto` refuses. The vectors name the same codes. */
export type CryptoErrorCode =
  | 'agreement.expired'
  | 'agreement.key'
  | 'agreement.length'
  | 'agreement.life'
  | 'agreement.older'
  | 'agreement.signature'
  | 'archive.post'
  | 'attachment.altered'
  | 'attachment.length'
  | 'authenticator.count'
  | 'authenticator.record'
  | 'authenticator.refused'
  | 'context.hash'
  | 'context.integer'
  | 'grant.field'
  | 'holder.words'
  | 'integer.range'
  | 'json.deep'
  | 'json.invalid'
  | 'json.not-canonical'
  | 'json.number'
  | 'key.length'
  | 'lp.length'
  | 'lp.trailing'
  | 'lp.type'
  | 'message.too-large'
  | 'pad.bucket'
  | 'pad.not-zero'
  | 'pair.zero'
  | 'passphrase.refused'
  | 'seal.length'
  | 'seal.refused'
  | 'share.commitment'
  | 'share.count'
  | 'share.length'
  | 'share.other-secret'
  | 'share.place'
  | 'signature.refused'
  | 'wrap.dormant'
  | 'wrap.length'
  | 'wrap.other-secret';

/** Throws a {@link CryptoErrorCode}. The words never hold what was refused. */
export function refuse(code: CryptoErrorCode): never {
  throw new CodedError<CryptoErrorCode>(code);
}
