export * from './add-checkpoint.js';
export * from './checkpoint-policy.js';
export * from './checkpoint.js';
export * from './cosignature.js';
export type { TlogErrorCode } from './errors.js';
export { agreementValue, headValue, mapKey, verifyMap, type MapClaim, type MapKind } from './map.js';
export * from './map-tree.js';
export * from './merkle-tree.js';
export * from './note-signer.js';
export * from './note.js';
export * from './proof.js';
export { inclusionFromTiles, tilesOfProof, type HashTile } from './tile-proof.js';
export * from './tiles.js';
export { emptyRoot, HASH_BYTES, leafHash, nodeHash } from './tree-hash.js';
export {
  formatVerifierKey,
  parseVerifierKey,
  verifierKey,
  type NoteKeyType,
  type VerifierKey,
} from './verifier-key.js';
export * from './witness.js';
