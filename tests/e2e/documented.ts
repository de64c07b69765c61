import { expect } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Product } from './cli-product.js';

/** The commands about who is who, which one file of tests runs; the other ones run beside conversations. */
const OF_THE_DIRECTORY =
  /^(?:(?:application|archive|authority|basis|directory|key|network|page|region|statement|token) .+|device (?:approve|enrol|invite|list|revoke)|officer appoint|record witness-key|relay keys|trust)$/;

/** Whether a command is about who is who. */
export function isOfTheDirectory(command: string): boolean {
  return OF_THE_DIRECTORY.test(command);
}

/** That what commands printed has the keys that the documentation names, and that each `wanted` one was run. */
export function expectDocumented({ printed }: Pick<Product, 'printed'>, wanted: (command: string) => boolean): void {
  const rows = [
    ...readFileSync('infra/docs/command-line.md', 'utf8').matchAll(
      /^\| `([a-z -]+)` +\| *(?:`(\w+)` +)?\| (.*?) +\|$/gm,
    ),
  ].map(([, command = '', event, keys = '']) => ({
    command,
    event,
    keys: [...keys.matchAll(/`([^`]+)`/g)].map(([, key = '']) => key),
  }));
  expect(rows.length).toBeGreaterThan(30);
  for (const { command, document } of printed) {
    const { event, ...rest } = document;
    const row = rows.find((one) => one.command === command && one.event === event);
    expect({ command, event, found: row !== undefined }).toEqual({ command, event, found: true });
    const required = row!.keys.filter((key) => !key.endsWith('?'));
    const named = row!.keys.map((key) => key.replace('?', ''));
    expect({
      command,
      keys: Object.keys(rest),
      unnamed: Object.keys(rest).filter((key) => !named.includes(key)),
      absent: required.filter((key) => !(key in rest)),
    }).toMatchObject({ unnamed: [], absent: [] });
  }
  const shown = new Set(printed.map(({ command }) => command));
  expect(
    rows
      .map(({ command }) => command)
      .filter((command) => wanted(command) && !shown.has(command) && command !== 'record witness'),
  ).toEqual([]);
}
