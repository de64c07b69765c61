import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

interface Report {
  readonly figures: readonly { readonly workload: string; readonly value: number; readonly met?: boolean }[];
  readonly failed: readonly { readonly workload: string; readonly reason: string }[];
}

const run = promisify(execFile);

async function bench(...words: string[]): Promise<Report> {
  const { stdout } = await run(process.execPath, ['dist/tests/bench/main.js', '--quick', '--json', ...words], {
    // Ends what hangs; how quick it is, the bench itself says.
    timeout: 480_000,
    killSignal: 'SIGTERM',
  });
  return JSON.parse(stdout) as Report;
}

const SERVERS = ['throughput', 'latency', 'fan-out', 'catch-up', 'wire', 'store', 'directory', 'growth', 'idle'];
const CLIENT = ['seal', 'epochs', 'statements'];

describe('npm run bench -- --quick', () => {
  it('gives a figure of every workload, and judges none of them, when the relay and its limits are run small', async () => {
    const { figures, failed } = await bench();
    expect(failed).toEqual([]);
    expect([...new Set(figures.map(({ workload }) => workload))]).toEqual([...SERVERS, ...CLIENT]);
    expect(figures.filter(({ value }) => !Number.isFinite(value))).toEqual([]);
    expect(figures.filter(({ met }) => met !== undefined)).toEqual([]);
  }, 500_000);

  it('is refused with the list of workloads when one is named that there is not', async () => {
    await expect(bench('--only', 'nothing')).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('fan-out'),
    });
  });
});

describe('tests/bench/driver.mjs', () => {
  it('gives prepare and connect when it is imported from another folder', async () => {
    const driver = JSON.stringify(new URL('../bench/driver.mjs', import.meta.url).href);
    const program = `const driver = await import(${driver}); console.log(Object.keys(driver).sort().join())`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program], { cwd: '/' });
    expect(stdout).toBe('connect,prepare\n');
  });
});
