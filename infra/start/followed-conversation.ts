import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const COMITY = fileURLToPath(new URL('../../apps/cli/src/main.js', import.meta.url));
const WAITS = 60_000;

type Shown = { readonly event?: string; readonly item?: { readonly content?: { readonly text?: string } } };

/** An officer's own process of the command line, following a conversation. */
export class FollowedConversation {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #texts: string[] = [];
  #told: () => void = () => undefined;

  /** @param argv - the options before the noun: the device's folder and passphrase file */
  constructor(
    argv: readonly string[],
    conversation: string,
    environment: Readonly<Record<string, string | undefined>>,
  ) {
    const words = [COMITY, '--json', ...argv, 'conversation', 'follow', conversation];
    this.#process = spawn(process.execPath, words, { env: environment, stdio: 'pipe' });
    this.#process.stderr.resume();
    createInterface({ input: this.#process.stdout }).on('line', (line) => {
      const { event, item } = JSON.parse(line) as Shown;
      if (event === 'item' && item?.content?.text !== undefined) this.#texts.push(item.content.text);
      this.#told();
    });
  }

  /** Types a line, which the process seals and sends. */
  type(text: string): void {
    this.#process.stdin.write(`${text}\n`);
  }

  /** Resolves once the text was shown; false when it was not within a minute. */
  async shows(text: string): Promise<boolean> {
    const began = performance.now();
    while (!this.#texts.includes(text)) {
      const left = WAITS - (performance.now() - began);
      if (left <= 0 || this.#process.exitCode !== null) return false;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(left, 500));
        this.#told = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    return true;
  }

  /** How often a text was shown. */
  times(text: string): number {
    return this.#texts.filter((shown) => shown === text).length;
  }

  /** Ends the input, and with it the process. */
  async end(): Promise<void> {
    if (this.#process.exitCode !== null) return;
    this.#process.stdin.end();
    await once(this.#process, 'exit');
  }
}
