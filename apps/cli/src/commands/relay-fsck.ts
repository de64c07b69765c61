import { CodedError } from '#primitives';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Command } from 'commander';
import { fileURLToPath } from 'node:url';
import { contextOf, examples, type Register } from '../platform/command.js';

const RELAY = fileURLToPath(new URL('../../../relay/src/main.js', import.meta.url));

/** `comity relay fsck` */
export const relayFsck: Register = (noun, streams) => {
  noun
    .command('fsck')
    .description(
      "Check a relay's database: both logs, every conversation's sequence and heads, applications, stored files, the map. Run it where the relay runs, with its environment.",
    )
    .addHelpText('after', examples('COMITY_DATABASE_URL=postgresql:///comity comity relay fsck'))
    .action(async (_options: unknown, command: Command) => {
      const { io } = contextOf(command, streams);
      const child = spawn(process.execPath, [RELAY, 'fsck', ...(io.json ? ['--json'] : [])], {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child.stdout.pipe(io.out, { end: false });
      child.stderr.pipe(io.err, { end: false });
      const [code] = (await once(child, 'close')) as [number | null];
      if (code === 2) throw new CodedError('usage.invalid', 'the relay could not be started to check: see above');
      if (code !== 0) throw new CodedError('record.fsck', 'the database is not what the logs say: see above');
    });
};
