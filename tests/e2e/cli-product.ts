import { execFileSync, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { runFolder, worker } from '../support/environment.js';
import { CommandsProcess, type Finished } from './commands-process.js';
import { copyFounded } from './founded-once.js';

const COMITY = 'apps/cli/bin/comity.mjs';

/** Variables of a process. */
type Environment = Readonly<Record<string, string>>;

/** A JSON document of a command. */
export type Document = Readonly<Record<string, unknown>>;

/** A device that another command has open is free again within this time, milliseconds. */
const FREE_WITHIN = 30_000;

/** `npm start` on a folder. */
interface Started {
  readonly child: ChildProcessWithoutNullStreams;
  readonly origin: string;
  readonly said: () => string;
}

async function startedOn(folder: string, port: string): Promise<Started> {
  const child = spawn(process.execPath, ['dist/infra/start/main.js', '--data', folder, '--port', port]);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await until(() => text.includes('--help lists') || child.exitCode !== null, 300_000);
  const origin = /relay {3}(http:\S+)/.exec(text)?.[1];
  if (origin === undefined) throw new Error(text);
  return { child, origin, said: () => text };
}

async function ended({ child }: Started): Promise<void> {
  child.kill('SIGCONT');
  child.kill('SIGINT');
  if (child.exitCode === null) await once(child, 'exit');
}

/** Ports of each worker: systems give no connection one below 32768 by themselves. */
const PORTS = 3000;

/** One that stays free while the product is stopped, and that no other worker of the run draws. */
function aPort(): string {
  const first = 20_000 + ((worker - 1) % 4) * PORTS;
  return String(randomInt(first, first + PORTS - 1));
}

/** Founds the demonstration in a folder; answers at which address. */
async function founded(folder: string): Promise<string> {
  const started = await startedOn(folder, aPort());
  await ended(started);
  return started.origin;
}

/** The started product with its demonstration, in a folder of its own. */
export class Product {
  /** Documents that commands printed, by command: what the documentation is held against. */
  readonly printed: { readonly command: string; readonly document: Document }[] = [];
  /** Everything that any command wrote, other than those in one process. */
  everything = '';

  readonly #commands: ChildProcessWithoutNullStreams[] = [];

  #started: Started;

  private constructor(
    readonly folder: string,
    started: Started,
    private readonly inOne: CommandsProcess | undefined,
  ) {
    this.#started = started;
  }

  get origin(): string {
    return this.#started.origin;
  }

  /** What the start has printed until now. */
  get screen(): string {
    return this.#started.said();
  }

  /**
   * Starts on a demonstration that was just founded, or on a copy of the one that the run founded once.
   * @param inOneProcess - the commands of {@link json} only prepare what is tested, and need no process of their own
   */
  static async start({ inOneProcess = false } = {}): Promise<Product> {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'comity-cli-')));
    const port = aPort();
    if (runFolder !== undefined) await copyFounded(runFolder, founded, folder, port);
    const started = await startedOn(folder, port);
    return new Product(folder, started, inOneProcess ? new CommandsProcess() : undefined);
  }

  async stop(): Promise<void> {
    // A test that failed may have left one that waits.
    for (const command of this.#commands) command.kill('SIGKILL');
    this.inOne?.end();
    await ended(this.#started);
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Stops it and starts it again, at the same address. */
  async restarts(): Promise<void> {
    await ended(this.#started);
    this.#started = await startedOn(this.folder, new URL(this.origin).port);
  }

  /** A file of the demonstration. */
  file(...parts: readonly string[]): string {
    return join(this.folder, 'demonstration', ...parts);
  }

  /** The arguments that name a person's device. */
  as(person: string): string[] {
    return ['--home', this.file(person), '--passphrase-file', this.file('passphrase')];
  }

  get conversation(): string {
    return readFileSync(this.file('conversation'), 'utf8').trim();
  }

  /** Begins a command; `environment` is added to that of this process. */
  spawn(argv: readonly string[], environment: Environment = {}): ChildProcessWithoutNullStreams {
    const added = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
    const child = spawn('env', [...added, process.execPath, COMITY, ...argv]);
    this.#commands.push(child);
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (this.everything += chunk.toString()));
    return child;
  }

  /** Runs a command to its end, without a terminal. */
  async run(argv: readonly string[], environment: Environment = {}): Promise<Finished> {
    return finished(this.spawn(argv, environment));
  }

  /** Runs a command by which a person's device acts, and answers its one document; fails unless it ended with 0. */
  async json(person: string, ...argv: readonly string[]): Promise<Document> {
    const all = [...this.as(person), ...argv];
    const done = await whenFree(() => this.inOne?.run(['--json', ...all]) ?? this.run(['--json', ...all]));
    return this.#documentOf(all, commandOf(argv), done);
  }

  /** As {@link json}, for any command line. */
  async document(argv: readonly string[], command: string, environment: Environment = {}): Promise<Document> {
    const done = await whenFree(() => this.run(['--json', ...argv], environment));
    return this.#documentOf(argv, command, done);
  }

  #documentOf(argv: readonly string[], command: string, { code, out, err }: Finished): Document {
    if (code !== 0) throw new Error(`comity ${argv.join(' ')} ended with ${String(code)}: ${err}`);
    const document = JSON.parse(out.trim().split('\n').at(-1) ?? '') as Document;
    this.keep(command, document);
    return document;
  }

  /** Enrols a device in a folder of its own, its six words typed on the device of `approver` or as it says itself; answers where it ended. */
  async enrol(
    approver: string | ((words: readonly string[]) => Promise<unknown>),
    invitation: string,
    home: string,
    ...options: readonly string[]
  ): Promise<Document> {
    const child = this.spawn(['--json', ...this.as(home), 'device', 'enrol', invitation, ...options]);
    const ended = finished(child);
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await until(() => said.includes('"words"'), 60_000);
    const asked = JSON.parse(said.split('\n')[0] ?? '') as Document;
    const words = asked['words'] as string[];
    if (typeof approver === 'string') await this.json(approver, 'device', 'approve', ...words);
    else await approver(words);
    const { code, out, err } = await ended;
    if (code !== 0) throw new Error(`the enrolment ended with ${String(code)}: ${err}`);
    const enrolled = JSON.parse(out.trim().split('\n').at(-1) ?? '') as Document;
    for (const document of [asked, enrolled]) this.keep('device enrol', document);
    return enrolled;
  }

  keep(command: string, document: Document): void {
    this.printed.push({ command, document });
  }

  /** The relay's process, found by what its environment names. */
  get relay(): { readonly pid: number; readonly environment: Environment } {
    const relays = execFileSync('ps', ['-A', '-o', 'pid=,args='], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line.includes('apps/relay/src/main.js') && !line.includes('/bin/sh'));
    for (const line of relays) {
      const pid = Number.parseInt(line, 10);
      const pairs = environmentOf(pid).split('\0');
      const environment: Record<string, string> = {};
      for (const pair of pairs.filter((one) => one.startsWith('COMITY_'))) {
        environment[pair.slice(0, pair.indexOf('='))] = pair.slice(pair.indexOf('=') + 1);
      }
      if (environment['COMITY_KEYS_DIR'] === join(this.folder, 'keys')) return { pid, environment };
    }
    throw new Error('no relay runs');
  }

  /** Kills the relay; the launcher starts it again. */
  killRelay(): void {
    process.kill(this.relay.pid, 'SIGKILL');
  }

  /** Runs `act` while no relay answers, and none is started again. */
  async withoutRelay<Result>(act: () => Promise<Result>): Promise<Result> {
    this.#started.child.kill('SIGSTOP');
    this.killRelay();
    try {
      return await act();
    } finally {
      this.#started.child.kill('SIGCONT');
      await this.ready();
    }
  }

  async ready(): Promise<void> {
    for (let attempt = 0; attempt < 600; attempt++) {
      if (
        await fetch(`${this.origin}/ready`).then(
          ({ ok }) => ok,
          () => false,
        )
      )
        return;
      await sleep(50);
    }
    throw new Error('the relay did not come back');
  }
}

/** A process that follows a conversation. */
export class Follower {
  readonly documents: Document[] = [];
  private readonly child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<Finished>;

  constructor(product: Product, argv: readonly string[]) {
    this.child = product.spawn(['--json', ...argv]);
    this.ended = finished(this.child);
    createInterface({ input: this.child.stdout }).on('line', (line) => {
      const document = JSON.parse(line) as Document;
      this.documents.push(document);
      product.keep('conversation follow', document);
    });
  }

  get pid(): number {
    return this.child.pid ?? -1;
  }

  type(text: string): void {
    this.child.stdin.write(`${text}\n`);
  }

  times(text: string): number {
    return this.documents.filter(({ event, item }) => event === 'item' && textOf(item) === text).length;
  }

  async shows(text: string): Promise<void> {
    await until(() => this.times(text) > 0, 45_000);
  }

  /** Ends the input, and with it the process. */
  endInput(): void {
    this.child.stdin.end();
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }
}

/** The text of an item of a conversation. */
export function textOf(item: unknown): string | undefined {
  return (item as { content?: { text?: string } } | undefined)?.content?.text;
}

/** The variables of a process as the system has them; none where it has ended, as another worker's relay may at any time. */
function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${String(pid)}/environ`, 'utf8');
  } catch {
    return '';
  }
}

/** Everything a process wrote until it ended. */
export async function finished(child: ChildProcessWithoutNullStreams): Promise<Finished> {
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}

/**
 * Runs a command again until no other one has its device open: the demonstration has a colleague bring in whoever has just
 * signed in, by the device that a test may want.
 */
async function whenFree(run: () => Promise<Finished>): Promise<Finished> {
  for (const began = performance.now(); ;) {
    const done = await run();
    if (!done.err.includes('"store.busy"') || performance.now() - began > FREE_WITHIN) return done;
    await sleep(200);
  }
}

/** Waits until something holds. */
export async function until(holds: () => boolean, milliseconds: number): Promise<void> {
  const began = performance.now();
  while (!holds()) {
    if (performance.now() - began > milliseconds) throw new Error('it never came to pass');
    await sleep(20);
  }
}

/** `inbox` and `trust` are one word; the others a noun and a verb. */
function commandOf([noun = '', verb = '']: readonly string[]): string {
  return noun === 'inbox' || noun === 'trust' ? noun : `${noun} ${verb}`;
}
