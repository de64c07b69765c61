import type { Command } from 'commander';
import { resolve } from 'node:path';
import type { Writable } from 'node:stream';
import type { Context } from './context.js';

/** Adds one verb to a noun of the command line. */
export type Register = (noun: Command, streams: { readonly out: Writable; readonly err: Writable }) => void;

/** What the options before the noun say. */
export function contextOf(command: Command, streams: { readonly out: Writable; readonly err: Writable }): Context {
  const { home, passphraseFile, json } = command.optsWithGlobals<{ home: string; passphraseFile?: string; json: boolean }>();
  return { io: { ...streams, json }, home: resolve(home), passphraseFile };
}

/** Collects an option that may be given several times. */
export function several(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}
