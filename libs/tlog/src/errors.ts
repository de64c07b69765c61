import { CodedError } from '#primitives';

/** Every code with which `libs/tlog` refuses. The vectors of the map name the same codes. */
export type TlogErrorCode =
  | 'add-checkpoint.form'
  | 'base64.invalid'
  | 'checkpoint.form'
  | 'checkpoint.origin'
  | 'checkpoint.quorum'
  | 'cosignature.form'
  | 'cosignature.time'
  | 'key.form'
  | 'key.id'
  | 'key.name'
  | 'key.type'
  | 'map.form'
  | 'map.not-included'
  | 'map.proof'
  | 'map.twice'
  | 'note.form'
  | 'note.signature-missing'
  | 'note.signature-refused'
  | 'note.signature-twice'
  | 'note.too-large'
  | 'note.too-many-signatures'
  | 'policy.form'
  | 'proof.form'
  | 'proof.length'
  | 'proof.refused'
  | 'tree.leaf'
  | 'tree.range'
  | 'witness.old-size'
  | 'witness.other-root';

/** Throws a {@link TlogErrorCode}. The words never hold what was refused. */
export function refuse(code: TlogErrorCode): never {
  throw new CodedError<TlogErrorCode>(code);
}
