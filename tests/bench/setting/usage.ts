import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const TICKS = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** Seconds of CPU that a process and its children, ended ones included, have used (proc(5), `stat`). */
export function cpuSeconds(pid: number): number {
  let ticks = 0;
  for (const process of withChildren(pid)) ticks += ticksOf(process, process === pid);
  return ticks / TICKS;
}

function ticksOf(pid: number, withEnded: boolean): number {
  const fields = statOf(pid);
  // utime, stime, and of children that ended and were waited for: cutime, cstime.
  const own = Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
  return withEnded ? own + Number(fields[13] ?? 0) + Number(fields[14] ?? 0) : own;
}

function withChildren(parent: number): number[] {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  return [parent, ...pids.filter((pid) => Number(statOf(pid)[1]) === parent)];
}

/** The fields after the name in parentheses: the first is the state, the second the parent. */
function statOf(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

/** What a server holds after a full collection of garbage, bytes. */
export interface MemoryHeld {
  /** Resident in memory. */
  readonly rss: number;
  /** On the heap and in buffers beside it. */
  readonly held: number;
}

const ANSWERS_WITHIN = 60_000;

/** Asks a server that `observe.ts` was loaded into. */
export async function memoryHeld(pid: number, out: string): Promise<MemoryHeld> {
  rmSync(out, { force: true });
  process.kill(pid, 'SIGUSR2');
  const deadline = performance.now() + ANSWERS_WITHIN;
  while (!existsSync(out)) {
    if (performance.now() > deadline) throw new Error('the server does not say what memory it holds');
    await sleep(50);
  }
  const { rss, heapUsed, external } = JSON.parse(readFileSync(out, 'utf8')) as NodeJS.MemoryUsage;
  return { rss, held: heapUsed + external };
}
