import { newSignatureKey, randomBytes, sign, verifySignature } from '#crypto';
import { toBase64url } from '#primitives';
import { Directory } from '#directory';
import { enrol } from '../driver/enrolment.js';
import { LocalDirectory, LocalNetwork } from './local-network.js';

const BARE_ROUNDS = 3000;

/** What a client's first look at a directory costs, and the next start. */
export interface StatementCost {
  readonly statements: number;
  /** Each a second, verified and replayed. */
  readonly statementsPerSecond: number;
  readonly signaturesPerSecond: number;
  /** Signatures that libsodium alone verifies in a second, each under a message of a statement's length. */
  readonly bareSignaturesPerSecond: number;
  /** Of all of them, whose signatures this device has verified before. Seconds. */
  readonly replaySeconds: number;
}

/** Verifies and replays some `count` statements: appointments, and enrolments under two signatures. */
export async function statementCost(count: number): Promise<StatementCost> {
  const network = new LocalNetwork();
  // Each device is its officer's first: two statements and three signatures.
  await enrol(network, count / 2, { perOfficer: 1 });
  const { entries, signatures } = network;
  const began = performance.now();
  const { directory } = new LocalDirectory(entries);
  const seconds = (performance.now() - began) / 1000;
  const verified = new Set(entries.map(({ statementHash }) => toBase64url(statementHash)));
  const before = performance.now();
  const again = Directory.empty();
  for (const entry of entries) again.append(entry, { verified });
  const replaySeconds = (performance.now() - before) / 1000;
  if (again.size !== directory.size) throw new Error('the second replay is shorter');
  return {
    statements: entries.length,
    statementsPerSecond: entries.length / seconds,
    signaturesPerSecond: signatures / seconds,
    bareSignaturesPerSecond: bareVerification(),
    replaySeconds,
  };
}

function bareVerification(): number {
  const { publicKey, privateKey } = newSignatureKey();
  const message = randomBytes(450);
  const signature = sign({ privateKey, message });
  const began = performance.now();
  for (let round = 0; round < BARE_ROUNDS; round++) {
    if (!verifySignature(signature, message, publicKey)) throw new Error('a good signature was refused');
  }
  return (BARE_ROUNDS * 1000) / (performance.now() - began);
}
