import { parseArgs } from 'node:util';
import { startFault, wordsOf } from './faults.js';

/** What a person may say after `npm start --`. */
export type StartOptions = {
  readonly data: string;
  /** 0: any free one; undefined: the usual one. */
  readonly port: number | undefined;
  /** Use this PostgreSQL instead of the embedded one. */
  readonly database: string | undefined;
  /** Found no demonstration network. */
  readonly empty: boolean;
  readonly help: boolean;
};

/** What `npm start -- --help` prints. */
export const START_HELP = `Starts Comity on this machine: an embedded PostgreSQL, the relay with the web client, and a
demonstration network.

  npm start -- [options]

  --data DIR       where everything is kept (default: .comity in this folder)
  --port N         the port on 127.0.0.1 (default: 7420; 0 takes any free one); a demonstration
                   stays on the port on which it was founded
  --database URL   use this PostgreSQL 15 or later instead of the embedded one
  --empty          found no demonstration network
  --help           this text

Example: npm start -- --data /srv/comity --port 8000
`;

/**
 * The options that the words say.
 * @throws `start.option`
 */
export function parseStartOptions(words: readonly string[]): StartOptions {
  const { data, port, database, empty, help } = wordsAsOptions(words);
  if (port !== undefined && (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)) {
    throw wrong(`--port takes a number from 0 to 65535 and was given ${port}`);
  }
  if (database !== undefined && !/^postgres(?:ql)?:\/\//.test(database)) {
    throw wrong('--database takes an address that begins with postgresql://');
  }
  if (data === '') throw wrong('--data takes a folder');
  return { data, port: port === undefined ? undefined : Number(port), database, empty, help };
}

function wordsAsOptions(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        data: { type: 'string', default: '.comity' },
        port: { type: 'string' },
        database: { type: 'string' },
        empty: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    const why = wordsOf(error).split('. ')[0] ?? '';
    // npm takes every option for its own until it meets two dashes, and hands on what is left.
    throw wrong(why.includes('Unexpected argument') ? `${why}; options stand after two dashes` : why, error);
  }
}

function wrong(why: string, cause?: unknown): Error {
  return startFault(
    'start.option',
    'Comity does not understand that',
    why,
    'npm start -- --help lists the options',
    cause,
  );
}
