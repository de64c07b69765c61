import { afterAll, describe, expect, it } from '@jest/globals';
import { connect } from 'node:net';
import { Chance } from '../../support/chaos.js';
import { SocketRegistry } from '#relay/sockets/socket-registry';
import { elapsed, eventually } from '../../support/clock.js';
import { patience, printFigure, scaled, seed, soaking } from '../../support/environment.js';
import { LoadedRelay } from '../../support/loaded-relay.js';
import { RelayProcess } from '../../support/relay-process.js';
import { endRelays } from '../../support/relay.js';

afterAll(endRelays);

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;

describe('R13: malformed events and requests', () => {
  it(
    'crash nothing, write nothing, and are answered in bounded time and memory',
    async () => {
      const chance = new Chance(seed);
      const loaded = await LoadedRelay.with(2, 1);
      // Each is judged by what it is: none is refused, and no socket cut, because there are so many.
      const relay = await RelayProcess.beside(loaded.relay, {
        COMITY_DEVICE_EVENTS_PER_SECOND: '10000000',
        COMITY_ADDRESS_REQUESTS_PER_MINUTE: '10000000',
      });
      const [sender] = loaded.writersAt(relay.url);
      const [conversation] = loaded.conversations;
      await sender!.write(conversation!);
      const junk = (): unknown =>
        chance.one([
          () => undefined,
          () => chance.bytes(chance.between(0, 64)),
          () => 'x'.repeat(chance.between(0, 200)),
          () => [conversation!.id, conversation!.S, 'no-id', chance.bytes(8)],
          () => [conversation!.id, chance.bytes(31), chance.bytes(2), null],
          () => ({ deep: [[[[{}]]]] }),
          () => chance.between(-5, 5) / 3,
        ])();
      const before = relay.memory();
      const total = soaking ? 1_000_000 : 10_000;
      const delays: number[] = [];
      // What the relay holds is what is left when it has collected: the least of the last fifth. The most is bounded too.
      const growths: number[] = [];
      let accepted = 0;
      for (let sent = 0; sent < total; sent += 10) {
        if (sent % (total / 100) === 0) growths.push((relay.memory() - before) / 1024 / 1024);
        const began = elapsed();
        const answers = await Promise.all(
          Array.from({ length: 10 }, async (_, i) =>
            i === 0
              ? fetch(
                  `${relay.url}${chance.one(['/v1/sessions', '/v1/directory/statements', '/v1/sessions/challenges'])}`,
                  {
                    method: 'POST',
                    headers: { 'content-type': 'application/json' },
                    body: chance.one(['{', '[]', '{"device":1}', 'null', '{"statement":"{}"}']),
                  },
                ).then(async (answer) => {
                  await answer.arrayBuffer();
                  return answer.status < 400 ? 'accepted' : 'refused';
                })
              : sender!.raw(chance.one(['message.send', 'frames.fetch', 'session.renew', 'nonsense']), junk()),
          ),
        );
        delays.push(elapsed() - began);
        accepted += answers.filter((answer) => answer === 'accepted').length;
      }
      expect(accepted).toBe(0);
      const [held, most] = [Math.min(...growths.slice(-20)), Math.max(...growths)];
      await sender!.write(conversation!);
      expect(await loaded.findings([sender!])).toEqual([]);
      expect(await loaded.fsck()).toMatchObject({ clean: true });
      expect(held).toBeLessThan(50);
      expect(most).toBeLessThan(200);
      printFigure(
        'R13',
        `${String(total)} refused, 0 crashes, ten at a time answered in p99 ${percentile(delays, 0.99).toFixed(0)} ms, memory +${held.toFixed(0)} MiB, at most +${most.toFixed(0)} MiB`,
        'a hundredth',
      );
      await relay.isKilled();
      loaded.close();
    },
    patience,
  );
});

describe('R14: sockets that are slow or silent', () => {
  it(
    'are cut within 10 s, and others hardly notice',
    async () => {
      const loaded = await LoadedRelay.with(2, 1);
      const [sender] = loaded.writersAt(loaded.relay.url);
      const [conversation] = loaded.conversations;
      const round = async (): Promise<number> => {
        sender!.delays.length = 0;
        await sender!.writes(conversation!, scaled(2_000), 4);
        return percentile(sender!.delays, 0.99);
      };
      await round();
      const alone = await round();
      const { hostname, port } = new URL(loaded.relay.url);
      const silent = Array.from({ length: 20 }, () => connect(Number(port), hostname));
      const gone = silent.map(async (socket, i) => {
        const began = elapsed();
        // Half of them begin a request and go silent in the middle of it.
        if (i % 2 === 0) socket.write('GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\n');
        socket.on('error', () => undefined);
        await new Promise((resolve) => socket.once('close', resolve).resume());
        return elapsed() - began;
      });
      // One is signed in, and stops reading: neither frames nor pings are answered.
      const registry = loaded.relay.app.get(SocketRegistry);
      const slow = loaded.members[1]!;
      const engine = slow.socket!.io.engine as unknown as { transport: { ws: { pause(): void } } };
      engine.transport.ws.pause();
      const sockets = registry.of(slow.id).length;
      const began = elapsed();
      gone.push(
        eventually('the slow one is cut', () => registry.of(slow.id).length < sockets, 15).then(
          () => elapsed() - began,
        ),
      );
      // What else the machine does falls on one of them; a slow socket would fall on all.
      const beside = Math.min(await round(), await round(), await round());
      const longest = Math.max(...(await Promise.all(gone)));
      expect(longest).toBeLessThan(10_500);
      expect(beside).toBeLessThan(Math.max(2 * alone, alone + 50));
      expect(await loaded.findings()).toEqual([]);
      expect(await loaded.fsck()).toMatchObject({ clean: true });
      printFigure(
        'R14',
        `cut after ${(longest / 1000).toFixed(1)} s at most; others' p99 ${alone.toFixed(1)} ms alone, ${beside.toFixed(1)} ms beside`,
      );
      loaded.close();
    },
    patience,
  );
});
