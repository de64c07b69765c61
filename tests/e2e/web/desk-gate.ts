import type { BrowserContext, Page } from 'playwright-core';

/** A call as it crosses from a page to its worker. */
interface Call {
  readonly id: string;
  readonly type: string;
  readonly path: readonly string[];
}

/**
 * Stands between a page and its worker: what the page asks is answered as ever, held back, or refused. Signing in and out
 * go through, unless they are named.
 */
export class DeskGate {
  private constructor(private readonly page: Page) {}

  /** Puts a gate into every page that a browser opens from now on. @param first - what each begins with, held back */
  static async in(context: BrowserContext, first?: string): Promise<void> {
    await context.addInitScript(gate);
    if (first !== undefined) await context.addInitScript(`deskGate.begin('${first}')`);
  }

  static of(page: Page): DeskGate {
    return new DeskGate(page);
  }

  /** From now on everything is answered, and what was held back too. */
  async answers(): Promise<void> {
    await this.page.evaluate(`deskGate.become('answers')`);
  }

  /** From now on nothing is answered. */
  async holds(): Promise<void> {
    await this.page.evaluate(`deskGate.become('holds')`);
  }

  /** From now on everything, also what was held back, is refused with a code. */
  async refuses(code: string): Promise<void> {
    await this.page.evaluate(`deskGate.become('refuses', '${code}')`);
  }

  /** From now on answers one view with `value`, as the worker would. @param name - such as `trust.standing` */
  async says(name: string, value: object): Promise<void> {
    await this.page.evaluate(`deskGate.say('${name}', ${JSON.stringify(value)})`);
  }

  /** Signs out, as another window or the idle time does. */
  async lock(): Promise<void> {
    await this.page.evaluate(`deskGate.lock()`);
  }
}

// Runs in the page, before anything of it.
function gate(): void {
  type Send = (this: MessagePort, message: unknown, given?: object) => void;
  const send = MessagePort.prototype.postMessage as Send;
  type How = 'answers' | 'holds' | 'refuses';
  let [how, only, code]: [How, string | undefined, string] = ['answers', undefined, ''];
  let lock = (): void => undefined;
  let held: (() => void)[] = [];
  const said = new Map<string, unknown>();

  MessagePort.prototype.postMessage = function (this: MessagePort, message: unknown, given?: object): void {
    const { id, type, path } = (message ?? {}) as Partial<Call>;
    const settle = (): void => {
      if (how === 'holds') held.push(settle);
      else if (how === 'refuses') reply({ type: 'HANDLER', name: 'throw', value: { code } });
      else if (said.has(path?.join('.') ?? '')) reply({ type: 'RAW', value: said.get(path?.join('.') ?? '') });
      else send.call(this, message, given);
    };
    const reply = (answer: object): void => {
      setTimeout(() => this.dispatchEvent(new MessageEvent('message', { data: { id, ...answer } })));
    };
    if (type !== 'APPLY' || path === undefined) {
      send.call(this, message, given);
      return;
    }
    lock = () => {
      send.call(this, { id: 'lock', type: 'APPLY', path: ['access', 'lock'], argumentList: [] });
    };
    if (path[0] !== 'access' || path.join('.') === only) settle();
    else send.call(this, message, given);
  };

  const deskGate = {
    begin(name: string): void {
      [how, only] = ['holds', name];
    },
    become(next: How, refusal = ''): void {
      [how, code] = [next, refusal];
      const settled = held;
      held = [];
      for (const settle of settled) settle();
    },
    say(name: string, value: unknown): void {
      said.set(name, value);
    },
    lock(): void {
      lock();
    },
  };
  Object.assign(globalThis, { deskGate });
}
