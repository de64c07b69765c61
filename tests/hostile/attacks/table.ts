import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CheckName } from '#client';
import { endRelays } from '../../support/relay.js';
import { type HostileClient, HostileWorld, outcomeOf, type Pair } from '../../support/hostile-world.js';
import { type Attack, Scene } from './attack.js';

/** How long all of a family's attacks may take, milliseconds. */
const MOST = 300_000;
/** Attacks that are played at the same time, each with a Bob of its own. */
const LANES = 6;

interface Case {
  readonly attack: Attack;
  readonly on: boolean;
  readonly without: readonly CheckName[];
}

interface Played {
  readonly noticed: readonly string[];
  readonly falsehoods: readonly string[];
}

/**
 * Tries each attack with the rule off (nothing is shown), on (it is refused or shown by its code), and on against a
 * client without the check (it is not): one line a case. They are played side by side against one relay.
 */
export function describeAttacks(family: string, attacks: readonly Attack[]): void {
  describe(family, () => {
    const cases = attacks.flatMap((attack): Case[] => [
      { attack, on: false, without: [] },
      { attack, on: true, without: [] },
      ...((attack.checks ?? []).length === 0 ? [] : [{ attack, on: true, without: attack.checks ?? [] }]),
    ]);
    let results: ReadonlyMap<Case, Promise<Played>>;
    let world: HostileWorld;

    beforeAll(async () => {
      world = await HostileWorld.start();
      results = await playAll(world, cases);
    }, MOST);

    afterAll(async () => {
      await Promise.allSettled(results.values());
      await world.close();
      await endRelays();
    });

    for (const one of cases) {
      const { attack, on, without } = one;
      const title = !on
        ? 'shows nothing when it does not happen'
        : without.length > 0
          ? `lets pass unnoticed, without ${without.join(' and ')}`
          : `answers with ${attack.shows}`;
      it(
        `${title}: ${attack.name}`,
        async () => {
          const { noticed, falsehoods } = (await results.get(one)) ?? { noticed: ['not played'], falsehoods: [] };
          if (!on) expect(noticed.filter((code) => code !== 'done')).toEqual([]);
          else if (without.length > 0) expect(noticed).not.toContain(attack.shows);
          else expect(noticed).toContain(attack.shows);
          if (without.length === 0) expect(falsehoods).toEqual([]);
        },
        MOST,
      );
    }
  });
}

/** Makes everybody ready and plays the cases in lanes. */
async function playAll(world: HostileWorld, cases: readonly Case[]): Promise<Map<Case, Promise<Played>>> {
  const devices = cases.map(() => world.aDevice(world.north, 'ana'));
  await world.tell();
  const bobs = await world.officers(
    world.south,
    Array.from({ length: LANES }, () => ({})),
  );
  const free = [...bobs];
  const waiting: ((bob: HostileClient) => void)[] = [];
  const turn = async (): Promise<HostileClient> => free.pop() ?? new Promise((resolve) => waiting.push(resolve));
  return new Map(
    cases.map((one, place) => {
      const play = async (): Promise<Played> => {
        const bob = await turn();
        const device = devices[place] ?? world.aDevice(world.north, 'ana');
        try {
          // Made ready when her turn comes: a crowd that connects at once would wait for itself.
          const alice = await world.ready(device, { without: one.without });
          const result = await played(one, { world, alice, bob });
          await alice.client.close();
          return result;
        } finally {
          const next = await unharmed(bob);
          const give = waiting.shift();
          if (give === undefined) free.push(next);
          else give(next);
        }
      };
      const result = play();
      // Awaited by its own line; until then a failure is nobody's fault.
      result.catch(() => undefined);
      return [one, result];
    }),
  );
}

/** Bob, or another where this one was revoked or stopped. */
async function unharmed(bob: HostileClient): Promise<HostileClient> {
  const { guard, surroundings } = bob.client.parts.context;
  bob.cheat.rule = {};
  const isLive = surroundings.directory.latest.device(bob.device.id)?.revoked !== true;
  const { world } = bob;
  const isWhole = isLive && guard.seen === undefined && !world.isSpent(bob.device);
  const [another] = isWhole ? [bob] : await world.officers(world.south, [{}]);
  return another ?? bob;
}

async function played({ attack, on, without }: Case, pair: Pair): Promise<Played> {
  const { world, alice, bob } = pair;
  const id = await bob.client.open({
    kind: 'consultation',
    with: [{ authority: world.north.id, officers: [alice.officer] }],
    history: 'all',
  });
  const scene = new Scene(pair, id, on, { without });
  const before = (await alice.notices()).length;
  const outcomes = await attack.run(scene);
  const notices = await Promise.all(scene.victims.map((victim) => victim.notices()));
  const found = notices.flatMap((list, place) => list.slice(place === 0 ? before : 0));
  const noticed = found.flatMap(({ code, detail }) => (detail === undefined ? [code] : [code, `${code} ${detail}`]));
  return { noticed: [...noticed, ...(outcomes ?? [])], falsehoods: without.length > 0 ? [] : await falsehoods(scene) };
}

/** Words shown as somebody's who did not say them, or twice; devices sealed to that are not in the conversation. */
async function falsehoods(scene: Scene): Promise<string[]> {
  const found: string[] = [];
  for (const victim of scene.victims) {
    victim.cheat.rule = {};
    const shown = (await victim.shown(scene.id)).filter((text) => !text.startsWith('after revocation'));
    found.push(...shown.filter((text, place) => !scene.said.has(text) || shown.indexOf(text) !== place));
    await outcomeOf(victim.say(scene.id, `afterwards, from ${victim.device.id}`)).catch(() => undefined);
    const epoch = await victim.epoch(scene.id).catch(() => undefined);
    found.push(...(epoch?.devices ?? []).filter((device) => !scene.members.has(device)));
  }
  return found;
}
