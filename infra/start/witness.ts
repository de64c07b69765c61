import { closeSync, existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { publicKeyOf, signPublicNote } from '#crypto/log-signer';
import { formatVerifierKey, parsePrivateNoteKey } from '#tlog';
import { spawnBound, type ProcessEnd } from './bound-process.js';
import { comity } from './comity-command.js';
import { startFault } from './faults.js';
import { openLogFile } from './log-file.js';

const STARTS_WITHIN = 10_000;
const STOPS_WITHIN = 3_000;

/** A witness process that answers. */
export type RunningWitness = {
  readonly url: string;
  readonly ended: Promise<ProcessEnd>;
  stop(): Promise<void>;
};

/** The verifier key of a private note key's file. */
export async function verifierKeyOf(file: string): Promise<string> {
  return formatVerifierKey(
    parsePrivateNoteKey((await readFile(file, 'utf8')).trim(), { publicKeyOf, signPublicNote }).key,
  );
}

/** The key file of the demonstration's witness, made when it is absent. */
export async function witnessKeyFile(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'witness.key');
  if (!existsSync(file)) await comity(['record', 'witness-key', '--out', file, '--name', 'witness.lantern.example']);
  return file;
}

/** What a witness process is told. */
export type WitnessOptions = {
  /** Where its key, its state and its log lie. */
  readonly folder: string;
  /** The relay's log keys, over both of which it watches. */
  readonly keysDir: string;
  readonly port: number;
  readonly environment: Readonly<Record<string, string | undefined>>;
};

/** Starts `comity record witness` as a process of its own over both logs of the relay's key folder. @throws `start.demonstration` */
export async function startWitness({ folder, keysDir, port, environment }: WitnessOptions): Promise<RunningWitness> {
  const key = await witnessKeyFile(folder);
  const program = fileURLToPath(new URL('../../apps/cli/src/main.js', import.meta.url));
  const logs = [await verifierKeyOf(join(keysDir, 'directory.key')), await verifierKeyOf(join(keysDir, 'audit.key'))];
  const output = openLogFile(join(folder, 'witness.log'));
  const args = [
    program,
    'record',
    'witness',
    '--key',
    key,
    '--state',
    join(folder, 'state'),
    '--port',
    String(port),
    ...logs.flatMap((log) => ['--log', log]),
  ];
  const witness = spawnBound({
    command: process.execPath,
    args,
    cwd: '/',
    env: environment,
    stopSignal: 'SIGTERM',
    output,
  });
  closeSync(output);
  const url = `http://127.0.0.1:${String(port)}`;
  const answered = await Promise.race([answers(url), witness.ended.then(() => false)]);
  const stop = async (): Promise<void> => {
    await witness.stop(STOPS_WITHIN);
  };
  if (!answered) {
    await stop();
    throw startFault(
      'start.demonstration',
      'The witness did not start',
      'it did not answer in time',
      `see ${join(folder, 'witness.log')}`,
    );
  }
  return { url, ended: witness.ended, stop };
}

async function answers(url: string): Promise<boolean> {
  const began = performance.now();
  while (performance.now() - began < STARTS_WITHIN) {
    try {
      await fetch(url, { signal: AbortSignal.timeout(1_000) });
      return true;
    } catch {
      await sleep(50);
    }
  }
  return false;
}
