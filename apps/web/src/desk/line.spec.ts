import { describe, expect, it } from '@jest/globals';
import type { Client, ClientSocket } from '#client';
import { CodedError } from '#primitives';
import { LineKeeper } from './line.js';

function aLine(told: () => void = () => undefined) {
  const said: unknown[] = [];
  const listeners = new Map<string, () => void>();
  let refusal: string | undefined;
  let ask: (() => Promise<string>) | undefined;
  const line = new LineKeeper({ clock: { now: () => 5_000 }, timers: { sleep: async () => undefined } }, () => {
    said.push(line.line);
    told();
  });
  line.heeding((_, ticket) => {
    ask = ticket;
    return {
      on: (event: string, listener: () => void) => listeners.set(event, listener),
    } as unknown as ClientSocket;
  })('http://relay', async () => {
    if (refusal !== undefined) throw new CodedError(refusal);
    return 'ticket';
  });
  return {
    line,
    said,
    happens: (event: string) => listeners.get(event)?.(),
    refuses: async (code: string | undefined) => {
      refusal = code;
      return ask?.().catch(() => undefined);
    },
  };
}

/** A client that connects once `failures` are used up. */
function aClient(...failures: string[]): Client {
  const connect = async (): Promise<void> => {
    const code = failures.shift();
    if (code !== undefined) throw new CodedError(code);
  };
  return { connect } as Client;
}

describe('LineKeeper', () => {
  it('says that the line is down only after it was tried, and since when', () => {
    const { line, happens, said } = aLine();
    expect(line.line).toEqual({ is: 'down', since: 5, tried: false });
    happens('connect_error');
    happens('connect_error');
    expect(said).toEqual([{ is: 'down', since: 5, tried: true }]);
    happens('connect');
    happens('disconnect');
    expect(said.slice(1)).toEqual([{ is: 'up' }, { is: 'down', since: 5, tried: true }]);
  });

  it('keeps what the relay refuses the device with, until a connection is made', async () => {
    const { line, happens, refuses } = aLine();
    await refuses('device.not-live');
    happens('connect_error');
    expect(line.line).toMatchObject({ is: 'down', refusal: 'device.not-live' });
    await refuses(undefined);
    happens('connect');
    expect(line.line).toEqual({ is: 'up' });
  });

  it('takes nothing that passes by itself for a refusal', async () => {
    const { line, happens, refuses } = aLine();
    await refuses('relay.unavailable');
    happens('connect_error');
    expect(line.line).toEqual({ is: 'down', since: 5, tried: true });
  });

  it('goes on until the client is live, and says what troubles it meanwhile', async () => {
    const troubles: (string | undefined)[] = [];
    const { line, said } = aLine(() => troubles.push(line.trouble));
    await line.goLive(aClient('client.offline', 'directory.stale'), new AbortController().signal);
    expect(troubles).toEqual([undefined, 'directory.stale', undefined, undefined]);
    expect([said[0], line.line]).toEqual([{ is: 'down', since: 5, tried: true }, { is: 'up' }]);
  });

  it('stops when nobody sits at the desk any more', async () => {
    const ended = new AbortController();
    ended.abort();
    const { line } = aLine();
    await line.goLive(aClient('client.offline'), ended.signal);
    expect(line.line).toMatchObject({ is: 'down' });
  });
});
