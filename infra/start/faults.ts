import { CodedError } from '#primitives';

/** Why Comity did not start, or had to stop. */
export type StartErrorCode =
  | 'start.option'
  | 'start.data-unwritable'
  | 'start.data-in-use'
  | 'start.data-version'
  | 'start.no-binary'
  | 'start.no-account'
  | 'start.postgres'
  | 'start.port-taken'
  | 'start.relay'
  | 'start.demonstration'
  | 'start.unstable';

/** A fault that a person can act on: its message is one sentence of what happened, why, and what to do. */
export type StartFault = CodedError<StartErrorCode>;

/**
 * The fault whose message reads `<what>: <why>; <remedy>.`
 * @param why may be text of the operating system; it is put on one line
 */
export function startFault(
  code: StartErrorCode,
  what: string,
  why: string,
  remedy: string,
  cause?: unknown,
): StartFault {
  const oneLine = why.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
  return new CodedError(code, `${what}: ${oneLine}; ${remedy}.`, { cause });
}

/** The words of whatever was thrown, for the `why` of a fault. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
