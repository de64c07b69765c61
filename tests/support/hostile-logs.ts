import { systemClock } from '#cli/platform/environment';
import { readInteger, readLp } from '#crypto/verify';
import { fromBase64url, unixSeconds } from '#primitives';
import { cosign, formatCheckpoint, formatNote, noteSigner, signNote, type MerkleTree, type NoteKeyType } from '#tlog';
import { aKey } from './directory.js';

const LOGS = { directory: 'directory.practice.example', audit: 'audit.practice.example' } as const;
const WITNESS = 'witness.practice.example';

/** The sequence number that a map value of a head holds, 0 when it is empty. */
export function readHead(value: string): number {
  return value === '' ? 0 : readInteger(readLp(fromBase64url(value), 2)[0] ?? new Uint8Array(8));
}

function signer(name: string, type: NoteKeyType) {
  const { seed, publicKey, sign } = aKey(name);
  return noteSigner(name, type, seed, { publicKeyOf: () => publicKey, signPublicNote: (_, note) => sign(note) });
}

/** Which signatures a forged note bears: both by default, as of a relay whose witness colludes. */
export interface Colluders {
  readonly log?: boolean;
  readonly witness?: boolean;
  /** Unix seconds; now by default. */
  readonly at?: number;
}

/** A checkpoint of any tree, signed with the relay's own log key and cosigned by its witness. */
export function forgedNote(log: keyof typeof LOGS, tree: MerkleTree, colluders: Colluders = {}): string {
  const body = formatCheckpoint({ origin: LOGS[log], size: tree.size, root: tree.root() });
  return signed(log, body, colluders);
}

function signed(log: keyof typeof LOGS, body: string, { log: byLog = true, witness = true, at }: Colluders): string {
  const time = at ?? unixSeconds(systemClock);
  const signatures = [
    ...(byLog ? [signNote(body, signer(LOGS[log], 'ed25519'))] : []),
    ...(witness ? [cosign(body, time, signer(WITNESS, 'cosignature'))] : []),
  ];
  return formatNote({ body, signatures });
}
