import { parseVerifierKey } from '#tlog';
import { CodedError } from '#primitives';
import type { Command } from 'commander';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { wholeNumber } from '../platform/argument.js';
import { contextOf, examples, several, type Register } from '../platform/command.js';
import { systemClock } from '../platform/environment.js';
import { named } from '../platform/file.js';
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
  readonly port: number;
}

/** `comity record witness …` */
export const recordWitness: Register = (noun, streams) => {
  noun
    .command('witness')
    .description(
      "Run a witness: it cosigns a log's checkpoints, with the time, as long as each follows from the last. Speaks c2sp.org/tlog-witness.",
    )
    .requiredOption('--key <file>', 'the key that "comity record witness-key" made')
    .requiredOption('--log <key>', 'verifier key of a log to witness; once for each', several)
    .requiredOption('--state <folder>', 'where the last checkpoints are kept; lose it and the witness starts anew')
    .option('--host <address>', 'where to listen', '127.0.0.1')
    .option('--port <n>', 'where to listen', wholeNumber(1, 65_535), 7421)
    .addHelpText('after', examples('comity record witness --key witness.key --log VERIFIER-KEY --state witness-state'))
    .action(async (options: Options, command: Command) => {
      const { io } = contextOf(command, streams);
      const [signer, logs] = [await readNoteKey(options.key), options.log.map(parseVerifierKey)];
      await named(options.state, 'made', () => mkdir(options.state, { recursive: true, mode: 0o700 }));
      const server = witnessServer({
        signer,
        logs,
        state: new WitnessState(options.state),
        clock: systemClock,
      });
      server.listen(options.port, options.host);
      await Promise.race([
        once(server, 'listening'),
        once(server, 'error').then(([error]) => {
          throw new CodedError(
            'usage.invalid',
            `the witness cannot listen on ${options.host}:${options.port}: another program does, or the address is not of this machine`,
            { cause: error },
          );
        }),
      ]);
      print(io, `Witness on http://${options.host}:${options.port}`, {
        event: 'listening',
        host: options.host,
        port: options.port,
      });
      await untilStopped();
      server.close();
      server.closeAllConnections();
    });
};
