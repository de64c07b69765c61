import { afterAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { FrameFanOut } from '#relay/conversations/frame-fan-out';
import { FrameWriter } from '#relay/messages/frame-writer';
import { Chance } from '../../support/chaos.js';
import { elapsed, eventually } from '../../support/clock.js';
import { patience, printFigure, scaled, seed } from '../../support/environment.js';
import { KillablePostgres } from '../../support/killable-postgres.js';
import { LoadedRelay } from '../../support/loaded-relay.js';
import { RelayProcess } from '../../support/relay-process.js';
import { endRelays } from '../../support/relay.js';

const chance = new Chance(seed);
const processes: RelayProcess[] = [];
const databases: KillablePostgres[] = [];

afterAll(async () => {
  for (const process of processes) await process.isKilled();
  await endRelays();
  for (const database of databases) await database.stops();
});

describe('R1: a relay that is killed under load', () => {
  it(
    'loses nothing that it acknowledged, and stores and shows nothing twice',
    async () => {
      const [messages, kills] = [scaled(100_000), scaled(20)];
      const loaded = await LoadedRelay.with(4, 4);
      const process = await RelayProcess.beside(loaded.relay);
      processes.push(process);
      const writers = loaded.writersAt(process.url);
      const writing = Promise.all(
        writers.map(async (writer, i) => writer.writes(loaded.conversations[i]!, messages / 4, 16)),
      );
      for (let kill = 1; kill <= kills; kill++) {
        // At random times, spread over the whole load.
        const enough = ((kill - chance.share()) / (kills + 1)) * messages;
        await eventually('the load goes on', () => loaded.acked.length >= enough, 300);
        await process.isKilled();
        await process.starts();
      }
      await writing;
      expect(await loaded.findings()).toEqual([]);
      expect(await loaded.fsck()).toMatchObject({ clean: true });
      const repeats = writers.reduce((sum, writer) => sum + writer.repeats, 0);
      printFigure(
        'R1',
        `0 of ${String(loaded.acked.length)} acknowledged lost, ${String(process.kills)} kills, ${String(repeats)} repeats`,
      );
      expect(writers.flatMap(({ refused }) => refused).filter((code) => code !== 'session.expired')).toEqual([]);
      await process.isKilled();
      loaded.close();
      await loaded.relay.stop();
    },
    patience,
  );
});

describe('R2: a PostgreSQL that is killed under load', () => {
  it(
    'has every message that was acknowledged, and the relay goes on by itself',
    async () => {
      const [messages, kills] = [scaled(50_000), scaled(5)];
      const loaded = await LoadedRelay.with(4, 4);
      const postgres = await KillablePostgres.of(loaded.relay);
      databases.push(postgres);
      const writers = loaded.writersAt(loaded.relay.url);
      const writing = Promise.all(
        writers.map(async (writer, i) => writer.writes(loaded.conversations[i]!, messages / 4, 16)),
      );
      for (let kill = 1; kill <= kills; kill++) {
        const enough = ((kill - chance.share()) / (kills + 1)) * messages;
        await eventually('the load goes on', () => loaded.acked.length >= enough, 300);
        await postgres.isKilled();
        await postgres.starts();
      }
      await writing;
      expect(await loaded.findings()).toEqual([]);
      expect(await loaded.fsck()).toMatchObject({ clean: true });
      printFigure('R2', `0 of ${String(loaded.acked.length)} acknowledged lost, ${String(kills)} kills of PostgreSQL`);
      loaded.close();
      await loaded.relay.stop();
    },
    patience,
  );
});

describe('R7: a relay that is killed at a named point', () => {
  it.each([
    'before the commit',
    'between the commit and the acknowledgement',
    'between the acknowledgement and the fan-out',
  ])(
    'delivers within 5 s after its restart when it was killed %s',
    async (point) => {
      const loaded = await LoadedRelay.with(2, 1);
      const [conversation] = loaded.conversations;
      const [writer, reader] = loaded.writersAt(loaded.relay.url);
      await writer!.write(conversation!);
      let letGo: (reason: Error) => void = () => undefined;
      const never = new Promise<never>((_, reject) => (letGo = reject));
      never.catch(() => undefined);
      let reached: () => void = () => undefined;
      const atPoint = new Promise<void>((resolve) => (reached = resolve));
      const frames = loaded.relay.app.get(FrameWriter);
      const honest = frames.commit.bind(frames);
      if (point === 'before the commit') frames.commit = () => (reached(), never);
      else if (point === 'between the commit and the acknowledgement') {
        frames.commit = async (batch) => {
          await honest(batch);
          reached();
          return never;
        };
      } else loaded.relay.app.get(FrameFanOut).content = () => reached();
      const writing = writer!.write(conversation!);
      await atPoint;
      // As a kill would: nothing that was under way goes on; whoever is connected is not.
      loaded.relay.app.getHttpServer().closeAllConnections();
      const next = await RelayProcess.beside(loaded.relay);
      processes.push(next);
      const began = elapsed();
      writer!.movesTo(next.url);
      reader!.movesTo(next.url);
      await writing;
      let shown = await reader!.shown(conversation!.id);
      while (shown.messages.length < 2) {
        await sleep(20);
        shown = await reader!.shown(conversation!.id);
      }
      const took = elapsed() - began;
      expect(took).toBeLessThan(5_000);
      expect(await loaded.findings()).toEqual([]);
      expect(await loaded.fsck()).toMatchObject({ clean: true });
      printFigure('R7', `${point}: delivered ${took.toFixed(0)} ms after the restart`);
      await next.isKilled();
      letGo(new Error('the process was killed'));
      loaded.close();
    },
    patience,
  );
});
