import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { DirectoryState } from '#relay/directory/directory-state';
import { SystemClock } from '#relay/platform/clock';
import { bufferedBytes } from '#relay/sockets/socket-connection';
import { SocketEvents } from '#relay/sockets/socket-events';
import { SocketRegistry } from '#relay/sockets/socket-registry';
import { WriteQueue } from '#relay/messages/write-queue';
import { elapsed } from '../support/clock.js';
import { aNetwork, type NetworkBuilder, type OfficerBuilder } from '../support/directory.js';
import {
  aMessageId,
  closeSockets,
  codeOfAnswer,
  connected,
  Member,
  openSocket,
  sealedBytes,
  TestConversation,
} from '../support/member.js';
import { aRelay, endRelays, type TestRelay } from '../support/relay.js';

let network: NetworkBuilder;
let relay: TestRelay;
let ben: OfficerBuilder;
let ana: Member;
let conversation: TestConversation;

beforeAll(async () => {
  network = aNetwork();
  const laptop = network.anAuthority('vl-moj').anOfficer('ana').aDevice();
  ben = network.anAuthority('xk-moj').anOfficer('ben');
  const desktop = ben.aDevice();
  relay = await aRelay({ network, environment: { COMITY_DEVICE_EVENTS_PER_SECOND: '200' } });
  ana = await Member.of(relay, laptop);
  conversation = await TestConversation.of(ana, await Member.of(relay, desktop));
}, 60_000);

afterAll(async () => {
  closeSockets();
  await endRelays();
});

const refusalOf = async (ticket: unknown, origin?: string) =>
  connected(openSocket(relay.url, ticket, origin)).then(
    () => 'accepted',
    (error: unknown) => (error as Error).message,
  );
const isClosed = async (member: Member) => relay.until(() => Promise.resolve(member.socket?.connected === false));

const hasRead = async (node: TestRelay) =>
  node.until(() => Promise.resolve(node.app.get(DirectoryState).latest.size >= network.entries.length));

async function aMember(at = relay): Promise<Member> {
  const device = ben.aDevice(`device-${String(network.entries.length)}`);
  await relay.tell(network);
  await hasRead(at);
  return Member.of(at, device, { dormant: true });
}

describe('sockets', () => {
  it('open by a ticket that serves once', async () => {
    const ticket = await ana.ticket();
    const socket = openSocket(relay.url, ticket);
    await connected(socket);
    socket.disconnect();
    expect(await refusalOf(ticket)).toBe('session.expired');
  });

  it.each([
    ['no ticket', undefined, 'request.invalid'],
    ['a number', 7, 'request.invalid'],
    ['a ticket that was never issued', 'A'.repeat(43), 'session.expired'],
  ])('are refused with %s', async (_, ticket, code) => {
    expect(await refusalOf(ticket)).toBe(code);
  });

  it('are refused to a page of another origin, and open to our own', async () => {
    expect(await refusalOf(await ana.ticket(), 'https://evil.example')).toBe('websocket error');
    expect(await refusalOf(await ana.ticket(), relay.url)).toBe('accepted');
  });

  it('take no event that is not in the table, and every event in it has a policy', async () => {
    expect(codeOfAnswer(await ana.ask('message.delete', []))).toBe('request.invalid');
    const events = relay.app.get(SocketEvents);
    expect(events.names().toSorted()).toEqual(['archive.post', 'frames.fetch', 'message.send', 'session.renew']);
    expect(new Set(events.names().map((name) => events.of(name)?.policy))).toEqual(new Set(['session']));
    expect(events.missing()).toEqual([]);
  });

  it('are closed on what is no packet, and the relay goes on', async () => {
    for (const garbage of ['4garbage', Buffer.from([0xc1]), Buffer.from([0x80]), Buffer.alloc(100, 0x91)]) {
      const raw = new WebSocket(`${relay.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
      const closed = new Promise((resolve) => raw.once('close', resolve));
      raw.once('message', () => {
        raw.send(garbage);
      });
      await closed;
    }
    expect(codeOfAnswer(await ana.send(conversation))).toBe('accepted');
  });

  it('are closed on a message beyond the bound', async () => {
    const member = await aMember();
    member.socket?.emit('message.send', new Uint8Array(140_000));
    await isClosed(member);
  });

  it('are closed when no ticket comes in time', async () => {
    const raw = new WebSocket(`${relay.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
    await new Promise((resolve) => raw.once('close', resolve));
  }, 15_000);

  it('are renewed by a ticket of their own device, and of no other', async () => {
    const other = await aMember();
    expect(codeOfAnswer(await ana.ask('session.renew', await other.ticket()))).toBe('session.refused');
    expect(await ana.ask('session.renew', await ana.ticket())).toEqual({ expiry: expect.any(Number) });
    expect(codeOfAnswer(await ana.ask('session.renew', 'x'))).toBe('request.invalid');
  });

  it('end with their session', async () => {
    const member = await aMember();
    expect(await relay.call('DELETE', '/v1/sessions/current', undefined, member.token)).toMatchObject({ status: 204 });
    await isClosed(member);
    expect(member.events).toContain('session.ended');
  });

  it('end when the session expires, unless it was renewed', async () => {
    const member = await aMember();
    const clock = relay.app.get(SystemClock);
    const now = clock.now.bind(clock);
    clock.now = () => now() + 901_000;
    try {
      expect(codeOfAnswer(await member.ask('frames.fetch', [conversation.id, 0, 1]))).toBe('session.expired');
      await isClosed(member);
    } finally {
      clock.now = now;
    }
    await ana.connect();
  });

  it('end within a second of a revocation, on every node', async () => {
    const beside = await aRelay({ beside: relay });
    const near = await aMember();
    await hasRead(beside);
    const far = await Member.of(beside, near.device, { dormant: true });
    near.device.isRevoked();
    await relay.tell(network);
    const told = performance.now();
    await Promise.all([isClosed(near), isClosed(far)]);
    expect(performance.now() - told).toBeLessThan(1000);
    expect(await relay.trySignIn(near.device)).toMatchObject({ status: 403 });
    await beside.stop();
  });

  it('are at most eight a device', async () => {
    const member = await aMember();
    for (let i = 1; i < 8; i++) await connected(openSocket(relay.url, await member.ticket()));
    expect(await refusalOf(await member.ticket())).toBe('rate.limited');
    for (const socket of relay.app.get(SocketRegistry).of(member.id)) socket.disconnect(true);
  });

  it('are slowed down above their rate, and cut when they go on', async () => {
    const member = await aMember();
    const answers = await Promise.all(
      Array.from({ length: 500 }, async () => member.ask('frames.fetch', [conversation.id, 0, 1])),
    );
    expect(answers.map(codeOfAnswer)).toContain('rate.limited');
    expect(member.socket?.connected).toBe(true);
    for (let i = 0; i < 3000; i++) member.socket?.emit('frames.fetch', [], () => undefined);
    await isClosed(member);
    expect(codeOfAnswer(await ana.send(conversation))).toBe('accepted');
  });

  it('are cut when they ask for no answers', async () => {
    const member = await aMember();
    for (let i = 0; i < 200; i++) member.socket?.emit('message.send', []);
    await isClosed(member);
  });

  it('are cut when they do not read, and others are not held up', async () => {
    const slow = await aMember();
    await conversation.next(await aPeer(), [
      { type: 'device.added', authority: ben.authority.id, capacity: 'party', device: slow.id },
    ]);
    const tcp = (
      slow.socket as unknown as {
        io: { engine: { transport: { ws: { _socket: { pause(): void; resume(): void } } } } };
      }
    ).io.engine.transport.ws._socket;
    tcp.pause();
    const [held] = relay.app.get(SocketRegistry).of(slow.id);
    let most = 0;
    for (let i = 0; i < 400 && held?.connected === true; i++) {
      const answer = await ana.send(conversation, { id: aMessageId(), bytes: sealedBytes(65_536 + 72) });
      expect(codeOfAnswer(answer)).toBe('accepted');
      most = Math.max(most, bufferedBytes(held));
    }
    expect(held?.connected).toBe(false);
    expect(most).toBeLessThan(5 * 1024 * 1024);
    tcp.resume();
  }, 30_000);

  it('are told by long polling too', async () => {
    const member = await aMember();
    const { io } = await import('socket.io-client');
    const { msgpackParser } = await import('#contracts');
    const parser = msgpackParser({ maxBinLength: 1e6, maxStrLength: 4096, maxArrayLength: 1000, maxMapLength: 16 });
    const socket = io(relay.url, {
      transports: ['polling'],
      parser,
      forceNew: true,
      auth: { ticket: await member.ticket() },
    });
    await connected(socket);
    const told: unknown[] = [];
    socket.on('directory.grown', (size: unknown) => told.push(size));
    await aMember();
    await relay.until(() => Promise.resolve(told.includes(network.entries.length)));
    socket.disconnect();
  });

  it('are told that the directory has grown once a checkpoint shows it', async () => {
    const { socket } = await aMember();
    const told = new Map<number, Promise<number>>();
    socket?.on('directory.grown', (size: number) => told.set(size, relay.directorySize()));
    for (let n = 0; n < 3; n++) await aMember();
    await relay.until(() => Promise.resolve(told.has(network.entries.length)));
    for (const [size, shown] of told) expect(await shown).toBeGreaterThanOrEqual(size);
  });
});

describe('a stopping relay', () => {
  it('refuses new events, finishes what it has, and closes', async () => {
    const stopping = await aRelay({ beside: relay });
    const member = await Member.of(stopping, ana.device);
    const queue = stopping.app.get(WriteQueue);
    const answers = Array.from({ length: 50 }, async () =>
      member.send(conversation).catch(() => 'unanswered' as const),
    );
    const put = new Promise<void>((resolve) => {
      const original = queue.put.bind(queue);
      queue.put = (frame) => {
        resolve();
        return original(frame);
      };
    });
    await put;
    await stopping.stop();
    const settled = await Promise.all(answers);
    const stored = settled.filter((answer) => answer !== 'unanswered' && codeOfAnswer(answer) === 'accepted');
    expect(stored.length).toBeGreaterThan(0);
    expect(
      settled.every(
        (answer) => answer === 'unanswered' || ['accepted', 'relay.stopping'].includes(codeOfAnswer(answer)),
      ),
    ).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['half a request', 'GET /health HTTP/1.1\r\nhost: relay\r\n'],
  ])('does not wait for who connected and says %s', async (_what, said) => {
    const stopping = await aRelay({ beside: relay });
    const { hostname, port } = new URL(stopping.url);
    const stranger = connect({ host: hostname, port: Number(port) });
    await once(stranger, 'connect');
    stranger.write(said);
    // Answered on another connection: the relay has seen this one by now.
    await stopping.get('/health');
    const began = elapsed();
    await Promise.all([stopping.stop(), once(stranger, 'close')]);
    expect(elapsed() - began).toBeLessThan(5_000);
  });
});

let peer: Member | undefined;

/** A member of the conversation that may add devices of its authority. */
async function aPeer(): Promise<Member> {
  const [desktop] = ben.devices;
  if (desktop === undefined) throw new Error('the network is not set up');
  peer ??= await Member.of(relay, desktop);
  return peer;
}
