import { ProblemError } from '#contracts';
import { codeOf } from '#primitives';
import { ZodError } from 'zod';

/** What happened and what to do, for the codes an officer meets; the code itself is printed beside. */
const WORDS: Readonly<Record<string, string>> = {
  'client.offline': 'the relay did not answer. Check the line, and that the relay runs; nothing you wrote is lost',
  'passphrase.refused': 'the passphrase is wrong. Try again; nobody can reset it, but an administrator can enrol a new device',
  'store.absent': 'there is no device in this folder. Enrol one with "comity device enrol", or name its folder with --home',
  'identity.absent': 'this device has not been enrolled. Run "comity device enrol INVITATION"',
  'session.refused': 'the relay did not accept this device. It may not be approved yet, or it was revoked: ask your administrator',
  'device.not-live': 'this device is not live: it has expired, was revoked, or its officer or authority is not in office. Ask your administrator',
  'permission.denied': 'this is not yours to do: it needs an administrator, or another role',
  'rate.limited': 'too many requests in a short time. Wait a minute and try again',
  'relay.stopping': 'the relay is stopping. Try again in a moment',
  'relay.fault': 'the relay met a fault of its own. Try again; if it stays, tell the operator',
  'directory.stale': "the directory has not been confirmed by the network's witnesses recently. Nothing is sealed until it is: check the line and the local clock",
  'directory.rolled-back': 'the relay showed an older directory than the one this device has checked. Do not trust it; both signed notes are saved: see "comity trust"',
  'directory.forked': 'the relay showed a directory that contradicts the one this device has checked. Do not trust it; both signed notes are saved: see "comity trust"',
  'directory.checkpoint': "the relay showed a directory that the network's keys have not signed. Do not trust it: see \"comity trust\"",
};

/** One sentence about an error, safe for a terminal. */
export function explain(error: unknown): string {
  if (error instanceof ZodError) {
    const [issue] = error.issues;
    return issue === undefined ? 'an argument is not valid' : `${issue.path.join('.') || 'an argument'}: ${issue.message}`;
  }
  const code = codeOf(error);
  const known = code === undefined ? undefined : WORDS[code];
  if (known !== undefined) return known;
  if (error instanceof ProblemError) return error.detail === undefined ? `the relay refused: ${error.code}` : `the relay refused: ${error.detail}`;
  return error instanceof Error ? error.message : 'an unknown fault';
}
