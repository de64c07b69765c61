import { stderr, stdout } from 'node:process';
import { run } from '#cli/run';

// A reader that went away (`comity inbox | head`) takes the rest of the words with it, and nothing else.
for (const stream of [stdout, stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

process.exitCode = await run(process.argv.slice(2), { out: stdout, err: stderr });
