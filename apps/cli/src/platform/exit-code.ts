import { codeOf } from '#primitives';
import { CommanderError } from 'commander';
import { ZodError } from 'zod';
import { isInterrupted } from './secrets.js';
import { systemWords } from './file.js';

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
  interrupted: 130,
} as const);

/** One of {@link exitCode}. */
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

const EXACT: Readonly<Record<string, ExitCode>> = {
  'client.offline': exitCode.offline,
  'relay.unavailable': exitCode.offline,
  'relay.stopping': exitCode.offline,
  'record.behind': exitCode.offline,
  'passphrase.refused': exitCode.passphrase,
  'store.busy': exitCode.busy,
  'store.absent': exitCode.notFound,
  'identity.absent': exitCode.notFound,
  'conversation.unknown': exitCode.notFound,
  'conversation.absent': exitCode.notFound,
  'message.absent': exitCode.notFound,
  'notice.absent': exitCode.notFound,
  'consent.absent': exitCode.notFound,
  'attachment.absent': exitCode.notFound,
  'attachment.unknown': exitCode.notFound,
  'enrolment.unknown': exitCode.notFound,
  'application.unknown': exitCode.notFound,
  'application.checklist': exitCode.usage,
  'application.documents': exitCode.usage,
  'application.file': exitCode.usage,
  'application.form': exitCode.usage,
  'application.link': exitCode.usage,
  'application.words': exitCode.usage,
  'page.absent': exitCode.notFound,
  'page.unknown': exitCode.notFound,
  'page.draft': exitCode.usage,
  'person.unknown': exitCode.notFound,
  'person.ambiguous': exitCode.usage,
  'request.invalid': exitCode.usage,
  'key.form': exitCode.usage,
  'key.id': exitCode.usage,
  'key.name': exitCode.usage,
  'key.type': exitCode.usage,
  'region.invitation': exitCode.usage,
  'region.unknown': exitCode.notFound,
  'relay.fault': exitCode.fault,
  'archive.form': exitCode.usage,
  'archive.holders': exitCode.usage,
  'holder.words': exitCode.usage,
  'export.form': exitCode.usage,
  'export.range': exitCode.usage,
  'pack.form': exitCode.usage,
  'pack.range': exitCode.usage,
  fault: exitCode.fault,
};
const UNTRUSTED =
  /^(?:directory\.(?:checkpoint|rolled-back|forked|entries|stale|not-logged)|export\.|pack\.|record\.|network\.|store\.altered|attachment\.(?:altered|unopened)|client\.answer|application\.(?:altered|cut|key|other-statement)|page\.refused|device\.cloned)/;
const USAGE = /^(?:usage|json|base64url|bytes|statement\.(?:field|file|form|type|body|json|size))\b/;

/** The code of anything thrown: its own, or `usage.invalid`, `usage.interrupted`, `system.refused` or `fault`. */
export function errorCodeOf(error: unknown): string {
  const code = codeOf(error);
  if (code !== undefined) return code;
  if (error instanceof ZodError || error instanceof CommanderError) return 'usage.invalid';
  if (isInterrupted(error)) return 'usage.interrupted';
  return systemWords(error) === undefined ? 'fault' : 'system.refused';
}

/** The exit code of what a command threw: by its code, and 1 for what has none. */
export function exitCodeOf(error: unknown): ExitCode {
  const code = errorCodeOf(error);
  if (code === 'usage.interrupted') return exitCode.interrupted;
  if (code === 'system.refused') return exitCode.fault;
  const exact = EXACT[code];
  if (exact !== undefined) return exact;
  if (USAGE.test(code)) return exitCode.usage;
  return UNTRUSTED.test(code) ? exitCode.untrusted : exitCode.refused;
}
