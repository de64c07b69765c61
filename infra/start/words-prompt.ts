import { spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';

/** What is asked in the terminal that this process was started in, and what becomes of the answers. */
export type TerminalPrompt = {
  readonly question: string;
  /** Takes a line that was typed; what it answers is printed. */
  readonly act: (line: string) => Promise<string>;
  readonly report: (line: string) => void;
  readonly stopping: AbortSignal;
};

/** Whether there is a terminal to ask in, and this process in its foreground: the system stops whoever else reads there. */
export function canAsk(): boolean {
  return process.stdin.isTTY && inForeground();
}

/** Asks, where that {@link canAsk}, and again after each answer. */
export function promptInTerminal({ question, act, report, stopping }: TerminalPrompt): void {
  if (!canAsk()) return;
  // Not as a terminal: the keys, Ctrl-C among them, are left to the system.
  const lines = createInterface({ input: process.stdin, terminal: false, signal: stopping });
  let before = Promise.resolve();
  lines.on('line', (line) => {
    if (line.trim() === '') return;
    before = before.then(async () => {
      report(await act(line).catch(String));
      report(question);
    });
  });
  // Stopped by Ctrl-Z and sent to the background.
  process.on('SIGCONT', () => {
    if (!inForeground()) lines.close();
  });
  report(question);
}

/** Whether the terminal's input is this process's to read: ps marks these by a plus. */
function inForeground(): boolean {
  const { status, stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(process.pid)], { encoding: 'utf8' });
  return status === 0 && stdout.includes('+');
}
