/**
 * Preloaded into a server that is measured (`--import …/observe.js?out=FILE&profile=DIR`), and into nothing else: on
 * SIGUSR2 it collects garbage and writes what memory the process holds; with `profile` it samples the CPU from start to end.
 */
import { renameSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const { searchParams } = new URL(import.meta.url);
const out = searchParams.get('out') ?? '';
const profile = searchParams.get('profile') ?? '';

process.on('SIGUSR2', () => {
  // Twice: what the first collection finalizes, the second frees.
  collect();
  setTimeout(() => {
    collect();
    writeFileSync(`${out}.new`, JSON.stringify(process.memoryUsage()));
    renameSync(`${out}.new`, out);
  }, 100);
});

if (profile !== '') {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.setSamplingInterval', { interval: 500 });
  session.post('Profiler.start');
  process.on('exit', () => {
    session.post('Profiler.stop', (_error, { profile: samples }) => {
      writeFileSync(join(profile, `server-${process.pid}.cpuprofile`), JSON.stringify(samples));
    });
  });
}
