import { describe, expect, it } from '@jest/globals';
import type { WireFrame } from '#contracts';
import { say, talking, texts } from '../../../tests/support/talking.js';
import { LiveSocket } from './client-socket.js';
import type { ClientSocket } from './environment.js';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** A socket whose other end is this test. */
class TestSocket implements ClientSocket {
  connected = false;
  readonly emitted: [string, unknown][] = [];
  private readonly listeners = new Map<string, (...args: never[]) => void>();

  connect(): void {
    this.connected = true;
  }
  disconnect(): void {
    this.connected = false;
  }
  on(event: string, listener: (...args: never[]) => void): void {
    this.listeners.set(event, listener);
  }
  emitWithAck(event: string, argument: unknown): Promise<unknown> {
    this.emitted.push([event, argument]);
    return Promise.resolve({ expiry: 1 });
  }
  hint(event: string, ...args: unknown[]): void {
    this.listeners.get(event)?.(...(args as never[]));
  }
}

async function live() {
  const states = await talking();
  const socket = new TestSocket();
  const acts: (() => Promise<void>)[] = [];
  const every = (_milliseconds: number, act: () => Promise<void>): (() => void) => {
    acts.push(act);
    return () => void acts.splice(acts.indexOf(act), 1);
  };
  const { client } = states.bob;
  const timers = { sleep: () => Promise.resolve(), every };
  const ticket = (): Promise<string> => Promise.resolve('ticket');
  const parts = { ...client.parts, logger: silent, timers, ticket };
  client.attach(new LiveSocket(socket, parts));
  await client.connect();
  return { ...states, socket, acts, settled: () => new Promise((resolve) => setTimeout(resolve, 30)) };
}

const last = (frames: readonly WireFrame[]): WireFrame[] => frames.slice(-1);

describe('a live client', () => {
  it('shows what is pushed', async () => {
    const { alice, bob, id, relay, socket, settled } = await live();
    await say(alice, id, 'pushed');
    socket.hint('frames.stored', id, last(relay.frames(id)));
    await settled();
    expect(await texts(bob, id)).toEqual(['pushed']);
  });

  it('pulls where what is pushed does not follow what it holds', async () => {
    const { alice, bob, id, relay, socket, settled } = await live();
    await say(alice, id, 'missed');
    await say(alice, id, 'pushed');
    socket.hint('frames.stored', id, last(relay.frames(id)));
    await settled();
    expect(await texts(bob, id)).toEqual(['missed', 'pushed']);
    expect(await bob.client.notices()).toEqual([]);
  });

  it('is not upset by hints that make no sense', async () => {
    const { bob, id, socket, settled } = await live();
    socket.hint('frames.stored', id, 'frames');
    socket.hint('frames.stored', 'nowhere', []);
    socket.hint('conversation.advance-due', 7);
    socket.hint('grant.stored', null);
    await settled();
    expect(await texts(bob, id)).toEqual([]);
  });

  it('advances when it is said to be due, once', async () => {
    const { id, relay, socket, settled } = await live();
    for (let i = 0; i < 3; i++) socket.hint('conversation.advance-due', id, 'unreadable');
    await settled();
    expect(relay.held.get(id)?.roster.epoch).toBe(1);
  });

  it('catches up when it is connected again', async () => {
    const { alice, bob, id, socket, settled } = await live();
    await say(alice, id, 'meanwhile');
    socket.hint('connect');
    await settled();
    expect(await texts(bob, id)).toEqual(['meanwhile']);
  });

  it('repeats by itself what must be repeated, and stops when it is closed', async () => {
    const { alice, bob, id, acts, socket } = await live();
    await say(alice, id, 'unseen');
    for (const act of [...acts]) await act();
    expect(await texts(bob, id)).toEqual(['unseen']);
    expect(socket.emitted).toEqual([['session.renew', 'ticket']]);
    await bob.client.close();
    expect(acts).toEqual([]);
    expect(socket.connected).toBe(false);
  });
});
