import { cosign, formatCheckpoint, formatNote, noteSigner, signNote, type MerkleTree, type NoteKeyType } from '#tlog';
import { aKey } from './directory.js';

const LOGS = { directory: 'directory.practice.example', audit: 'audit.practice.example' } as const;
const WITNESS = 'witness.practice.example';

function signer(name: string, type: NoteKeyType) {
  const { seed, publicKey, sign } = aKey(name);
  return noteSigner(name, type, seed, { publicKeyOf: () => publicKey, signPublicNote: (_, note) => sign(note) });
}

/** A checkpoint of the first `size` leaves, signed by the log of a test's network and cosigned at `at` by a witness. */
export function aCheckpoint(
  log: keyof typeof LOGS,
  tree: MerkleTree,
  at: number,
  size = tree.size,
  witness = WITNESS,
): string {
  const body = formatCheckpoint({ origin: LOGS[log], size, root: tree.root(size) });
  const signatures = [signNote(body, signer(LOGS[log], 'ed25519')), cosign(body, at, signer(witness, 'cosignature'))];
  return formatNote({ body, signatures });
}
