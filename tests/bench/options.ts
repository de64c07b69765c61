import { parseArgs } from 'node:util';

/** What a person may say after `npm run bench --`. */
export interface Options {
  readonly only: readonly string[];
  readonly quick: boolean;
  readonly full: boolean;
  readonly json: boolean;
  readonly serve: boolean;
  readonly profile: string | undefined;
  readonly help: boolean;
}

/** What `npm run bench -- --help` prints. */
export const HELP = `Measures Comity on this machine, beside the bare limits of the same run. Everything is on loopback and ends by itself.

  npm run bench -- [options]

  --only NAME    one workload, or several by commas (see below)
  --quick        small sizes: shows that everything runs, judges nothing
  --full         growth up to 10,000,000 stored messages: a quarter of an hour, 20 GB of disk
  --json         one JSON document instead of tables
  --profile DIR  the relay's CPU profile, written there when it stops
  --serve        start a relay as the bench does, for another program with tests/bench/driver.mjs, until Ctrl-C
  --help         this text

Workloads:
`;

/** @throws TypeError naming a word that is not an option */
export function parseOptions(words: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...words],
    options: {
      only: { type: 'string', multiple: true },
      quick: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      serve: { type: 'boolean', default: false },
      profile: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const only = (values.only ?? []).flatMap((names) => names.split(',')).filter((name) => name !== '');
  return { ...values, only, profile: values.profile };
}
