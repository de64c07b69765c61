import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ConversationId } from '#contracts';
import { codeOf } from '#primitives';
import { SILENCE, Several, type Hook, type Rule } from '../support/cheating-relay.js';
import { HostileWorld, type HostileClient } from '../support/hostile-world.js';
import { endRelays } from '../support/relay.js';

/** What an honest answer is bent to. */
const operations = ['add', 'drop', 'repeat', 'reorder', 'swap', 'alter', 'age'] as const;
type Operation = (typeof operations)[number];

const hooks: readonly Hook[] = [
  'directory.checkpoint',
  'directory.entries',
  'directory.statements',
  'record.map',
  'record.consistency',
  'agreement-keys',
  'conversations',
  'statement.stored',
  'wrap',
  'grants',
  'message.send',
  'frames.fetch',
  'frames.stored',
  'conversation.joined',
  'conversation.advance-due',
  'directory.grown',
  'grant.stored',
  'session.ended',
];
const isEvent: ReadonlySet<Hook> = new Set<Hook>([
  'frames.stored',
  'conversation.joined',
  'conversation.advance-due',
  'directory.grown',
  'grant.stored',
  'session.ended',
]);
/** Hooks that are asked when an epoch begins. */
const begun: ReadonlySet<Hook> = new Set<Hook>(['agreement-keys', 'statement.stored', 'wrap']);
const LANES = 5;
const SEED = 20_261_121;

/** The same numbers from the same seed, 0 to 2^31 (a Lehmer generator). */
function numbers(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1;
  return () => (state = (state * 48_271) % 2_147_483_647);
}

/** Bends an answer, wherever in it there is something of the kind to bend. */
function bend(operation: Operation, honest: unknown, earlier: unknown, random: () => number): unknown {
  switch (operation) {
    case 'drop':
      return random() % 2 === 0 ? SILENCE : withLists(honest, (list) => list.slice(0, -1));
    case 'age':
      return earlier ?? honest;
    case 'repeat':
      return withLists(honest, (list) => [...list, ...list.slice(-1)]);
    case 'add':
      return withLists(honest, (list) => [...list, altered(list.at(-1), random)]);
    case 'reorder':
      return withLists(honest, (list) => list.toReversed());
    case 'swap':
      return earlier === undefined ? withLists(honest, (list) => list.toReversed()) : mixed(honest, earlier, random);
    case 'alter':
      return altered(honest, random);
  }
}

function withLists(value: unknown, change: (list: readonly unknown[]) => readonly unknown[]): unknown {
  if (Array.isArray(value)) return change(value);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, Array.isArray(part) ? change(part) : part]),
  );
}

/** One leaf of a value, chosen by `random`, is another. */
function altered(value: unknown, random: () => number): unknown {
  if (value instanceof Uint8Array) {
    const bytes = value.slice();
    const at = bytes.length === 0 ? 0 : random() % bytes.length;
    if (bytes.length > 0) bytes[at] = (bytes[at] ?? 0) ^ (1 << (random() % 8));
    return bytes;
  }
  if (typeof value === 'number') return value + (random() % 3) - 1;
  if (typeof value === 'string') {
    const at = value.length === 0 ? 0 : random() % value.length;
    return `${value.slice(0, at)}${'abAB01-_'[random() % 8] ?? ''}${value.slice(at + 1)}`;
  }
  if (Array.isArray(value)) {
    const at = value.length === 0 ? -1 : random() % value.length;
    return value.map((one, place) => (place === at ? altered(one, random) : (one as unknown)));
  }
  if (!isRecord(value)) return value;
  const entries = Object.entries(value);
  const at = entries.length === 0 ? -1 : random() % entries.length;
  return Object.fromEntries(entries.map(([name, part], place) => [name, place === at ? altered(part, random) : part]));
}

/** Parts of an answer from an earlier one. */
function mixed(honest: unknown, earlier: unknown, random: () => number): unknown {
  if (!isRecord(honest) || !isRecord(earlier)) return earlier;
  return Object.fromEntries(
    Object.entries(honest).map(([name, part]) => [name, random() % 2 === 0 ? part : (earlier[name] ?? part)]),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}

interface Cell {
  readonly hook: Hook;
  readonly operation: Operation;
}

interface Result {
  readonly shownFalsely: readonly string[];
  readonly died: string | undefined;
  /** Whether there was anything to bend. */
  readonly bent: boolean;
  /** Everything was read in the end, or something was noticed, or an act was refused. */
  readonly accounted: boolean;
}

/** A promise that is settled from outside. */
function deferred<Value>() {
  let resolve: (value: Value) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<Value>((yes, no) => ([resolve, reject] = [yes, no]));
  return { promise, resolve, reject };
}

const cells: readonly Cell[] = hooks.flatMap((hook) => operations.map((operation) => ({ hook, operation })));
const results = new Map<Cell, Promise<Result>>();
let world: HostileWorld;
const rejections: unknown[] = [];
const onRejection = (reason: unknown): void => void rejections.push(reason);

beforeAll(async () => {
  process.on('unhandledRejection', onRejection);
  world = await HostileWorld.start();
  const devices = cells.map(({ hook }) => {
    const device = world.aDevice(world.north, 'ana');
    if (begun.has(hook)) device.officer.aDevice();
    return device;
  });
  await world.tell();
  const bobs = await world.officers(
    world.south,
    Array.from({ length: LANES }, () => ({})),
  );
  const queue = cells.map((cell, place) => ({ cell, device: devices[place], settle: deferred<Result>() }));
  for (const { cell, settle } of queue) {
    settle.promise.catch(() => undefined);
    results.set(cell, settle.promise);
  }
  for (const bob of bobs) {
    void (async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const { cell, device, settle } = next;
        if (device === undefined) continue;
        await played(cell, await world.ready(device), bob).then(settle.resolve, settle.reject);
      }
    })();
  }
}, 120_000);

afterAll(async () => {
  await Promise.allSettled(results.values());
  await world.close();
  await endRelays();
  process.off('unhandledRejection', onRejection);
});

async function played({ hook, operation }: Cell, alice: HostileClient, bob: HostileClient): Promise<Result> {
  const random = numbers(SEED + 131 * hooks.indexOf(hook) + operations.indexOf(operation));
  const id = await bob.client.open({
    kind: 'consultation',
    with: [{ authority: world.north.id, officers: [alice.officer] }],
    history: 'all',
  });
  const said: string[] = [];
  const say = async (who: HostileClient, text: string): Promise<void> => {
    said.push(`${who.officer}: ${text}`);
    await who.say(id, text);
  };
  let earlier: unknown;
  let bends = 0;
  const bending = (answer: unknown): unknown => {
    const bent = bend(operation, answer, earlier, random);
    earlier = answer;
    bends++;
    return isEvent.has(hook) && operation === 'repeat'
      ? new Several([answer, answer])
      : bent === SILENCE && isEvent.has(hook)
        ? undefined
        : bent;
  };
  const rule: Rule = { bend: { [hook]: bending } };
  const refusals: string[] = [];
  let died: string | undefined;
  const tried = async (act: () => Promise<unknown>): Promise<void> => {
    try {
      await act();
    } catch (error) {
      const code = codeOf(error);
      if (code === undefined) died ??= String(error instanceof Error ? error.stack : error);
      else refusals.push(code);
    }
  };
  await tried(() => alice.sync());
  await say(bob, 'one');
  alice.cheat.hears = true;
  alice.cheat.rule = rule;
  if (hook.startsWith('directory.')) {
    world.aDevice(world.north, 'new');
    await world.tell();
  }
  if (hook === 'record.consistency') await world.logged(id);
  for (const text of ['two', 'three']) {
    await say(bob, text);
    await tried(() => alice.sync());
  }
  await tried(() => say(alice, 'four'));
  if (begun.has(hook)) await tried(() => alice.client.removeDevices(id, [alice.spare.id]));
  if (hook === 'grants') await tried(() => alice.client.parts.taking.take(id));
  if (isEvent.has(hook)) bends += emitAlso(alice, hook, id, operation, random);
  await tried(() => alice.sync());
  alice.cheat.rule = {};
  await tried(() => alice.sync());
  const shown = await alice.shown(id);
  const all = ['one', 'two', 'three'].every((text) => shown.includes(`${bob.officer}: ${text}`));
  const inOrder = said.filter((text) => shown.includes(text)).join() === shown.join();
  const noticed = (await alice.notices()).length > 0;
  await alice.disconnected();
  return {
    shownFalsely: shown.filter((text, place) => !said.includes(text) || shown.indexOf(text) !== place),
    died,
    bent: bends > 0,
    accounted: noticed || refusals.length > 0 || (all && inOrder),
  };
}

/** An event that the real relay never sent. */
function emitAlso(
  alice: HostileClient,
  hook: Hook,
  id: ConversationId,
  operation: Operation,
  random: () => number,
): number {
  const args: Partial<Record<Hook, readonly unknown[]>> = {
    'frames.stored': [
      id,
      [[2, 'content', new Uint8Array(32), 'ghost', '01999999-0000-7000-8000-000000000009', new Uint8Array(328), 1]],
    ],
    'conversation.joined': [id],
    'conversation.advance-due': [id, 'unreadable'],
    'directory.grown': [1],
    'grant.stored': [id],
    'session.ended': [{ code: 'session.expired', title: 'over', status: 401 }],
  };
  const honest = args[hook];
  if (honest === undefined) return 0;
  const bent = bend(operation, honest, undefined, random);
  alice.cheat.emit(hook, ...((Array.isArray(bent) ? bent : [bent]) as never));
  return 1;
}

describe('every hook of the relay, bent in every way', () => {
  it.each(cells)(
    '$hook, $operation: shows nothing false and loses nothing quietly',
    async (cell) => {
      const result = await results.get(cell);
      expect(result).toEqual({ shownFalsely: [], died: undefined, bent: true, accounted: true });
    },
    170_000,
  );

  it('leaves no promise rejected with nobody to hear of it', async () => {
    await Promise.allSettled(results.values());
    expect(rejections.map(String)).toEqual([]);
  });
});
