import type { Command } from 'commander';
import { resolve } from 'node:path';
import type { Writable } from 'node:stream';
import type { Context } from './context.js';

/** Adds one verb to a noun of the command line. */
export type Register = (noun: Command, streams: { readonly out: Writable; readonly err: Writable }) => void;

/** What the options before the noun say. */
export function contextOf(command: Command, streams: { readonly out: Writable; readonly err: Writable }): Context {
  const { home, passphraseFile, json, localTime } = command.optsWithGlobals<GlobalOptions>();
  return { io: { ...streams, json, localTime }, home: resolve(home), passphraseFile };
}

interface GlobalOptions {
  readonly home: string;
  readonly passphraseFile?: string;
  readonly json: boolean;
  readonly localTime: boolean;
}

/** Collects an option that may be given several times. */
export function several(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

/** As {@link several}, each read by `read`. */
export function severalOf<Value>(read: (text: string) => Value): (value: string, before?: readonly Value[]) => Value[] {
  return (value, before = []) => [...before, read(value)];
}

/** Examples under a command's help, one a line. */
export function examples(...lines: readonly string[]): string {
  return `\nExample${lines.length === 1 ? '' : 's'}:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}
