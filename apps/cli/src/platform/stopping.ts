import { stdin } from 'node:process';

/** Resolves on Ctrl-C, on SIGTERM, or, where asked, when standard input ends because the parent is gone. */
export async function untilStopped(withParent: boolean): Promise<void> {
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
    if (withParent) stdin.resume().once('end', resolve).once('close', resolve);
  });
  if (withParent) stdin.destroy();
}
