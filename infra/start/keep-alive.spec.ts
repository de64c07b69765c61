import { describe, expect, it } from '@jest/globals';
import type { ProcessEnd } from './bound-process.js';
import { keepAlive, type Service } from './keep-alive.js';

const crashed: ProcessEnd = { code: null, signal: 'SIGKILL' };

/** Services whose ends the test decides, and the order in which they were started. */
function aProgram(failsToStartAt: readonly number[] = []) {
  const ends: ((end: ProcessEnd) => void)[] = [];
  let starts = 0;
  const start = async (): Promise<Service & { number: number }> => {
    const number = starts++;
    if (failsToStartAt.includes(number)) return Promise.reject(new Error('no'));
    const ended = new Promise<ProcessEnd>((resolve) => ends.push(resolve));
    return Promise.resolve({
      number,
      ended,
      stop: async () => Promise.resolve(ends.at(-1)?.({ code: 0, signal: null })),
    });
  };
  return { start, crash: () => ends.at(-1)?.(crashed), starts: () => starts };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 1));
}

describe('keepAlive', () => {
  it('starts a service again when it ends unasked, and says so', async () => {
    const program = aProgram();
    const lines: string[] = [];
    const kept = await keepAlive('It', program.start, (line) => lines.push(line), { pause: 0 });
    program.crash();
    await until(() => kept.current.number === 1);
    expect(lines).toEqual(['It ended (SIGKILL) and is started again.']);
    await kept.stop();
  });

  it('tries again when a restart fails', async () => {
    const program = aProgram([1, 2]);
    const kept = await keepAlive('It', program.start, () => undefined, { pause: 0 });
    program.crash();
    await until(() => kept.current.number === 3);
    expect(program.starts()).toBe(4);
    await kept.stop();
  });

  it('gives up when the service ends five times within a minute', async () => {
    const program = aProgram();
    const kept = await keepAlive('It', program.start, () => undefined, { pause: 0 });
    for (let times = 1; times <= 5; times++) {
      await until(() => program.starts() === times);
      program.crash();
    }
    await expect(kept.lost).rejects.toMatchObject({ code: 'start.unstable' });
  });

  it('goes on when the ends are far apart', async () => {
    const program = aProgram();
    let minute = 0;
    const kept = await keepAlive('It', program.start, () => undefined, { pause: 0, now: () => 60_000 * minute++ });
    for (let times = 1; times <= 8; times++) {
      await until(() => program.starts() === times);
      program.crash();
    }
    await until(() => program.starts() === 9);
    expect(program.starts()).toBe(9);
    await kept.stop();
  });

  it('does not start a service again that was stopped', async () => {
    const program = aProgram();
    const kept = await keepAlive('It', program.start, () => undefined, { pause: 0 });
    await kept.stop();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(program.starts()).toBe(1);
  });

  it('throws when the first start fails', async () => {
    await expect(keepAlive('It', aProgram([0]).start, () => undefined)).rejects.toThrow('no');
  });
});
