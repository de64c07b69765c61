import { copyFileSync, rmSync } from 'node:fs';
import { defaultNetworkFile } from './driver/index.js';
import { Setting } from './setting/setting.js';

/** Runs a relay, its database and its witness as the bench does, for a comparison from outside, until told to stop. */
export async function serve(report: (line: string) => void): Promise<void> {
  const setting = await Setting.start();
  const file = defaultNetworkFile(setting.url);
  copyFileSync(setting.networkFile, file);
  report(
    `A relay of the bench listens on ${setting.url}; it has no network yet, and everything in it goes when it stops.`,
  );
  report(`import { prepare, connect } from 'tests/bench/driver.mjs'; prepare({ url: '${setting.url}', devices: 2 })`);
  await new Promise<void>((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop());
  });
  await setting.stop();
  rmSync(file, { force: true });
}
