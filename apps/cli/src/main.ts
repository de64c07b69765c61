import { stderr, stdout } from 'node:process';
import { run } from './run.js';

process.exitCode = await run(process.argv.slice(2), { out: stdout, err: stderr });
