/** Unpacks the browser before any worker asks for it: one that finds it half written by another could not start it. */
export default async function unpackBrowser() {
  if (process.platform !== 'linux') return;
  const packed = await import('@sparticuz/chromium');
  // Where it cannot be unpacked, each file that needs it says that it is not run, and why.
  await packed.default.executablePath().catch(() => undefined);
}
