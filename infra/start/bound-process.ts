import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import type { Readable } from 'node:stream';

/** The account that a process runs under; absent, it is that of its parent. */
export type Account = { readonly name: string; readonly uid: number; readonly gid: number };

/** How to start a bound process. */
export type BoundProcessOptions = {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What asks the program to stop. */
  readonly stopSignal: 'SIGINT' | 'SIGTERM';
  readonly account?: Account | undefined;
  /** Where output goes: open file descriptors, or pipes to read here. */
  readonly output: number | 'pipe';
};

/** How a process ended. */
export type ProcessEnd = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

/** A running process that never outlives this one. */
export type BoundProcess = {
  readonly pid: number;
  /** Standard output and error, where `output` was `'pipe'`. */
  readonly streams: readonly Readable[];
  /** Settles when the process is gone; a program that cannot be started ends with code 127. */
  readonly ended: Promise<ProcessEnd>;
  /** Asks to stop, and after `patience` milliseconds kills. Settles when the process is gone. */
  stop(patience: number): Promise<ProcessEnd>;
};

// [Note: Bound processes] The kernel closes the last writer of a pipe however its holder dies, SIGKILL included. So every
// child gets a pipe from this process, and a watcher that reads it to its end and then signals the child. The watcher is
// forked twice, so that it is not a child of the program it watches: PostgreSQL would log it as one it does not know.
// `exec` keeps the pid, so that what was spawned is the program itself, with its own exit code. The session of its own
// (detached) keeps Ctrl-C in a terminal from reaching children before their order of stopping is decided.
const WATCHED =
  'signal=$1; shift; exec 3<&0; ( { cat <&3; kill -s "$signal" "$$"; } >/dev/null 2>&1 & ); exec "$@" </dev/null 3<&-';

/** Starts a program that is told to stop when this process ends in whatever way (see [Note: Bound processes]). */
export function spawnBound(options: BoundProcessOptions): BoundProcess {
  const { account, command, args, output, stopSignal } = options;
  const stdio: StdioOptions = ['pipe', output, output];
  const child = spawn('/bin/sh', ['-c', WATCHED, 'sh', stopSignal.slice(3), command, ...args], {
    cwd: options.cwd,
    env: options.env,
    detached: true,
    stdio,
    ...(account === undefined ? {} : { uid: account.uid, gid: account.gid }),
  });
  const ended = endOf(child);
  return {
    pid: child.pid ?? -1,
    streams: [child.stdout, child.stderr].filter((stream) => stream !== null),
    ended,
    async stop(patience) {
      child.kill(stopSignal);
      const impatience = setTimeout(() => child.kill('SIGKILL'), patience);
      try {
        return await ended;
      } finally {
        clearTimeout(impatience);
      }
    },
  };
}

async function endOf(child: ChildProcess): Promise<ProcessEnd> {
  child.stdin?.on('error', () => undefined);
  const end = await new Promise<ProcessEnd>((resolve) => {
    child.once('error', () => {
      resolve({ code: 127, signal: null });
    });
    child.once('exit', (code, signal) => {
      resolve({ code, signal });
    });
  });
  dismissWatcher(child);
  return end;
}

/** The watcher would signal a pid that is free again, were its pipe closed before it is gone. */
function dismissWatcher(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The whole group is gone already.
  }
  child.stdin?.destroy();
}
