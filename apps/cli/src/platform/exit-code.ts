import { codeOf } from '#primitives';

/** Exit codes by kind of failure; documented in `comity --help`. */
export const exitCode = Object.freeze({
  done: 0,
  fault: 1,
  usage: 2,
  refused: 3,
  notFound: 4,
  offline: 5,
  untrusted: 6,
  passphrase: 7,
  busy: 8,
} as const);

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

const EXACT: Readonly<Record<string, ExitCode>> = {
  'client.offline': exitCode.offline,
  'relay.unavailable': exitCode.offline,
  'relay.stopping': exitCode.offline,
  'passphrase.refused': exitCode.passphrase,
  'store.busy': exitCode.busy,
  'store.absent': exitCode.notFound,
  'identity.absent': exitCode.notFound,
  'conversation.unknown': exitCode.notFound,
  'person.unknown': exitCode.notFound,
  'person.ambiguous': exitCode.usage,
  'usage.invalid': exitCode.usage,
  'relay.fault': exitCode.fault,
};
const UNTRUSTED = /^(?:directory\.(?:checkpoint|rolled-back|forked|entries|stale)|record\.|network\.|store\.altered)/;

/** The exit code of what a command threw: by its code, and 1 for what has none. */
export function exitCodeOf(error: unknown): ExitCode {
  const code = codeOf(error);
  if (code === undefined) return exitCode.fault;
  return EXACT[code] ?? (UNTRUSTED.test(code) ? exitCode.untrusted : exitCode.refused);
}
