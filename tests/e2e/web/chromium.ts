import { describe } from '@jest/globals';
import { chromium, type Browser } from 'playwright-core';

/** Starts Chromium: the one that comes by npm where it runs, else the Chrome that is installed. */
export async function aBrowser(): Promise<Browser> {
  const options = { args: ['--no-sandbox'] };
  if (process.platform !== 'linux') return chromium.launch({ ...options, channel: 'chrome' });
  const packed = await import('@sparticuz/chromium');
  return chromium.launch({ ...options, executablePath: await packed.default.executablePath() });
}

async function whyNot(): Promise<string | undefined> {
  try {
    await (await aBrowser()).close();
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : 'it did not start';
  }
}

const fault = await whyNot();

/** As `describe`; where no Chromium can run, each test is listed and counted as not run. */
export function inBrowser(what: string, tests: () => void): void {
  if (fault === undefined) describe(what, tests);
  else describe.skip(`${what}: not run, for Chromium cannot run here (${fault})`, tests);
}
