import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

type Answer = { readonly id: number; readonly result?: unknown; readonly error?: string };

const ENDS_WITHIN = 5_000;

/** A process of the bench that answers calls; it ends when this one does, however it does. */
export class Child {
  readonly #waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  #next = 0;

  private constructor(private readonly process: ChildProcess) {
    process.on('message', ({ id, result, error }: Answer) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error === undefined) waiting?.resolve(result);
      else waiting?.reject(new Error(error));
    });
    process.on('exit', (code, signal) => {
      for (const { reject } of this.#waiting.values())
        reject(new Error(`a process of the bench ended: ${String(code ?? signal)}`));
    });
  }

  /** Starts a module of the bench, given relative to this one's folder, such as `../load/main.js`. */
  static start(module: string, execArgv: readonly string[] = []): Child {
    const file = fileURLToPath(new URL(module, import.meta.url));
    return new Child(
      fork(file, { execArgv: [...execArgv], env: { UV_THREADPOOL_SIZE: '4' }, serialization: 'advanced' }),
    );
  }

  get pid(): number {
    return this.process.pid ?? -1;
  }

  call<Result>(name: string, ...args: readonly unknown[]): Promise<Result> {
    const id = this.#next++;
    return new Promise<Result>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (result: unknown) => void, reject });
      this.process.send({ id, name, args });
    });
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const gone = once(this.process, 'exit');
    const impatience = setTimeout(() => this.process.kill('SIGKILL'), ENDS_WITHIN);
    this.process.disconnect();
    await gone;
    clearTimeout(impatience);
  }
}

/** Makes this process one that {@link Child} can call: each name is answered by its function. */
export function answerCalls(calls: Readonly<Record<string, (...args: never[]) => unknown>>): void {
  process.on('message', ({ id, name, args }: { id: number; name: string; args: never[] }) => {
    Promise.resolve()
      .then(() => calls[name]?.(...args))
      .then(
        (result) => process.send?.({ id, result }),
        (error: unknown) =>
          process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
      );
  });
  process.on('disconnect', () => process.exit());
}
