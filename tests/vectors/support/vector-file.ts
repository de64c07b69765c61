import { expect } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { codeOf } from '#primitives';

/** A case that must be refused: the file's inputs with the fields of `with` replaced. */
export interface RefusedCase<Inputs> {
  readonly name: string;
  readonly reason: string;
  readonly code: string;
  readonly with: Partial<Inputs>;
}

/** A case that must give exactly `output`, and not the file's own. */
export interface DifferentCase<Inputs, Output> {
  readonly name: string;
  readonly with: Partial<Inputs>;
  readonly output: Output;
}

/** One of the published files, as it stands. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- each runner names the form of its file once, here
export function vectorFile<File>(name: string): File {
  return JSON.parse(readFileSync(new URL(`../${name}.json`, import.meta.url), 'utf8')) as File;
}

/** Bytes of a vector's lower-case hexadecimal. */
export function hex(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'hex');
  if (bytes.toString('hex') !== text) throw new Error('a vector that is not hexadecimal');
  return new Uint8Array(bytes);
}

/** Lower-case hexadecimal, for comparing with a vector. */
export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

/** Runs every refused case and fails unless there were exactly `count`, each refused with the code the file names. */
export function everyRefused<Inputs extends object>(
  cases: readonly RefusedCase<Inputs>[],
  count: number,
  inputs: Inputs,
  act: (changed: Inputs) => unknown,
): void {
  const outcomes = cases.map(
    (refused) => `${refused.name}: ${codeThrownBy(() => act({ ...inputs, ...refused.with }))}`,
  );
  expect(outcomes).toEqual(cases.map(({ name, code }) => `${name}: ${code}`));
  expect(outcomes).toHaveLength(count);
}

/** Runs every different case and fails unless there were exactly `count`, each with its own output and not the file's. */
export function everyDifferent<Inputs extends object, Output>(
  file: {
    readonly inputs: Inputs;
    readonly output: unknown;
    readonly different: readonly DifferentCase<Inputs, Output>[];
  },
  count: number,
  act: (changed: Inputs) => Output,
): void {
  const outputs = file.different.map((different) => act({ ...file.inputs, ...different.with }));
  expect(outputs).toEqual(file.different.map(({ output }) => output));
  for (const output of outputs) expect(output).not.toEqual(file.output);
  expect(outputs).toHaveLength(count);
}

function codeThrownBy(act: () => unknown): string {
  try {
    act();
    return 'accepted';
  } catch (error) {
    return codeOf(error) ?? String(error);
  }
}
