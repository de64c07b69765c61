import { fork, type ChildProcess } from 'node:child_process';

/** What a finished command left. */
export interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A process that runs command lines (commands.mjs): none of them loads all commands anew. */
export class CommandsProcess {
  readonly #child: ChildProcess;
  readonly #awaited = new Map<number, (finished: Finished) => void>();
  #last = 0;

  constructor() {
    this.#child = fork('tests/e2e/commands.mjs', { execArgv: [] });
    this.#child.on('message', ({ id, ...finished }: Finished & { readonly id: number }) => {
      this.#awaited.get(id)?.(finished);
      this.#awaited.delete(id);
    });
    this.#child.on('exit', (code) => {
      for (const end of this.#awaited.values()) end({ code, out: '', err: 'the process of the commands ended' });
    });
  }

  async run(argv: readonly string[]): Promise<Finished> {
    const id = ++this.#last;
    return new Promise((resolve) => {
      this.#awaited.set(id, resolve);
      this.#child.send({ id, argv });
    });
  }

  end(): void {
    if (this.#child.connected) this.#child.disconnect();
  }
}
