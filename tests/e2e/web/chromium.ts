import { describe } from '@jest/globals';
import { chromium, type Browser } from 'playwright-core';

/** Starts Chromium: the one that comes by npm where it runs, else the Chrome that is installed. */
async function launched(): Promise<Browser> {
  const options = { args: ['--no-sandbox'] };
  if (process.platform !== 'linux') return chromium.launch({ ...options, channel: 'chrome' });
  const packed = await import('@sparticuz/chromium');
  return chromium.launch({ ...options, executablePath: await packed.default.executablePath() });
}

/** Started to see whether one can be, for whoever asks first; or why none can. */
const tried = await launched().catch((error: unknown) =>
  error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : 'it did not start',
);
const spare = typeof tried === 'string' ? [] : [tried];

/** A browser of one's own. */
export async function aBrowser(): Promise<Browser> {
  return spare.pop() ?? launched();
}

/** As `describe`; where no Chromium can run, each test is listed and counted as not run. */
export function inBrowser(what: string, tests: () => void): void {
  if (typeof tried !== 'string') describe(what, tests);
  else describe.skip(`${what}: not run, for Chromium cannot run here (${tried})`, tests);
}
