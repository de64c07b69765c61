import { parseVerifierKey } from '#tlog';
import { CodedError } from '#primitives';
import type { Command } from 'commander';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { contextOf, several, type Register } from '../platform/command.js';
import { systemClock } from '../platform/environment.js';
import { print } from '../platform/io.js';
import { readNoteKey } from '../platform/note-key.js';
import { untilStopped } from '../platform/stopping.js';
import { witnessServer } from '../witness/witness-server.js';
import { WitnessState } from '../witness/witness-state.js';

interface Options {
  readonly key: string;
  readonly log: string[];
  readonly state: string;
  readonly host: string;
  readonly port: string;
}

/** `comity record witness …` */
export const recordWitness: Register = (noun, streams) => {
  noun
    .command('witness')
    .description("Run a witness: it cosigns a log's checkpoints, with the time, as long as each follows from the last. Speaks c2sp.org/tlog-witness.")
    .requiredOption('--key <file>', 'the key that "comity record witness-key" made')
    .requiredOption('--log <key>', 'verifier key of a log to witness; once for each', several)
    .requiredOption('--state <folder>', 'where the last checkpoints are kept; lose it and the witness starts anew')
    .option('--host <address>', 'where to listen', '127.0.0.1')
    .option('--port <n>', 'where to listen', '7421')
    .action(async (options: Options, command: Command) => {
      const { io } = contextOf(command, streams);
      await mkdir(options.state, { recursive: true, mode: 0o700 });
      const server = witnessServer({
        signer: await readNoteKey(options.key),
        logs: options.log.map(parseVerifierKey),
        state: new WitnessState(options.state),
        clock: systemClock,
      });
      server.listen(Number(options.port), options.host);
      await Promise.race([once(server, 'listening'), once(server, 'error').then(([error]) => { throw new CodedError('usage.invalid', `cannot listen on ${options.host}:${options.port}`, { cause: error }); })]);
      print(io, `Witness on http://${options.host}:${options.port}`, { event: 'listening', host: options.host, port: Number(options.port) });
      await untilStopped();
      server.close();
      server.closeAllConnections();
    });
};
