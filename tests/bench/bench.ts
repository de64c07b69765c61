import { join } from 'node:path';
import { type Handle, prepare, type Preparation } from './driver/index.js';
import { Child } from './setting/child.js';
import { observer, Setting } from './setting/setting.js';
import { memoryHeld, type MemoryHeld } from './setting/usage.js';
import type { Sizes } from './sizes.js';

/** The payload of every workload, bytes. */
export const PAYLOAD = 1024;

/** What a workload is given: the servers, which start when first asked for, and load generators. */
export class Bench {
  #setting: Promise<Setting> | undefined;
  #bare: Promise<BareServer> | undefined;
  #pairs: Promise<readonly Handle[]> | undefined;
  readonly #children: Child[] = [];

  constructor(
    readonly sizes: Sizes,
    private readonly profile: string | undefined,
    readonly report: (line: string) => void,
  ) {}

  /** The relay, its database and its witness. */
  setting(): Promise<Setting> {
    this.#setting ??= Setting.start(this.profile === undefined ? {} : { profile: this.profile });
    return this.#setting;
  }

  /** The bare server, for limits. */
  bare(): Promise<BareServer> {
    this.#bare ??= this.setting().then(({ folder }) => BareServer.start(join(folder, 'bare-memory.json')));
    return this.#bare;
  }

  /** A load generator of its own. */
  load(): Child {
    return this.child('../load/main.js');
  }

  /** A process of the bench, by its module relative to `setting/`. */
  child(module: string): Child {
    const child = Child.start(module);
    this.#children.push(child);
    return child;
  }

  async prepare(what: Omit<Preparation, 'url' | 'networkFile'>): Promise<Handle[]> {
    const { url, networkFile } = await this.setting();
    const began = performance.now();
    const handles = await prepare({ ...what, url, networkFile });
    this.report(`prepared ${what.devices} devices in ${((performance.now() - began) / 1000).toFixed(1)} s`);
    return handles;
  }

  /** Devices that talk two by two: the first with the second, and so on. */
  pairs(): Promise<readonly Handle[]> {
    this.#pairs ??= this.prepare({ devices: 2 * this.sizes.pairs });
    return this.#pairs;
  }

  async stop(): Promise<void> {
    for (const child of this.#children) await child.stop();
    await (await this.#bare)?.child.stop();
    await (await this.#setting)?.stop();
  }
}

/** A socket.io server that does nothing but answer and broadcast, in a process of its own. */
export class BareServer {
  private constructor(
    readonly child: Child,
    readonly url: string,
    private readonly memoryFile: string,
  ) {}

  static async start(memoryFile: string): Promise<BareServer> {
    const child = Child.start('../bare/socket-server.js', [`--import=${observer(memoryFile)}`]);
    return new BareServer(child, await child.call<string>('listen'), memoryFile);
  }

  memory(): Promise<MemoryHeld> {
    return memoryHeld(this.child.pid, this.memoryFile);
  }
}
