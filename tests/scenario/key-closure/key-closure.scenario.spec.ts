import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { closure } from './adversary.js';
import { allowance } from './allowance.js';
import { type Choice, newWorld, play } from './events.js';
import { privateOf, type Sabotage, type World } from './world.js';

const SEED = 20_261_121;
const choice: fc.Arbitrary<Choice> = fc.tuple(
  fc.nat({ max: 28 }),
  fc.nat({ max: 1000 }),
  fc.nat({ max: 1000 }),
  fc.nat({ max: 1000 }),
);
const history = fc.array(choice, { minLength: 40, maxLength: 110, size: 'max' });

function played(choices: readonly Choice[], sabotage?: Sabotage): World {
  const world = newWorld(sabotage);
  for (const one of choices) play(world, one);
  return world;
}

/** The secrets the adversary can open and nothing concedes to it. */
function excess(world: World): string[] {
  const allowed = allowance(world);
  return [...closure(world)].filter((secret) => !secret.startsWith('P/') && !allowed.has(secret));
}

describe('the closure of what the adversary can open', () => {
  it('never exceeds what 2.8 and section 4 concede, over random histories', () => {
    const seen = new Map<string, number>();
    const note = (what: string, times = 1): Map<string, number> => seen.set(what, (seen.get(what) ?? 0) + times);
    fc.assert(
      fc.property(history, (choices) => {
        const world = played(choices);
        expect(excess(world)).toEqual([]);
        for (const [what, times] of world.tally) note(what, times);
        note('secret opened', closure(world).size);
        note('theft healed', healedThefts(world));
      }),
      { seed: SEED, numRuns: 1500 },
    );
    // A check of histories in which nothing happens would be green as well.
    const expected = [
      'epoch',
      'key published',
      'device removed',
      'leaver',
      'dormant',
      'grant of epochs',
      'grant of message keys',
      'secrets expired',
      'archive lost',
      'recovery',
      'theft: agreement',
      'theft: whole',
      'key forged',
      'old key offered',
      'device revoked',
      'secret opened',
      'theft healed',
    ];
    expect(expected.filter((what) => (seen.get(what) ?? 0) < 100)).toEqual([]);
  });

  it('leaves every honest device able to open every wrap that is meant for it', () => {
    fc.assert(
      fc.property(history, (choices) => {
        const world = played(choices);
        const forged = new Set(world.thefts.filter(({ kind }) => kind === 'whole').map(({ device }) => device));
        expect(world.unreadable.filter((line) => !forged.has(line.split(' ')[0] ?? ''))).toEqual([]);
      }),
      { seed: SEED + 1, numRuns: 300 },
    );
  });

  it.each<Sabotage>(['no-rotation', 'leaver-wraps', 'keys-not-pinned', 'removed-still-wrapped', 'old-keys-kept'])(
    'exceeds it when a rule is sabotaged: %s',
    (sabotage) => {
      const result = fc.check(
        fc.property(history, (choices) => excess(played(choices, sabotage)).length === 0),
        { seed: SEED, numRuns: 500, endOnFailure: true },
      );
      expect(result.failed).toBe(true);
    },
  );
});

/** Devices once stolen from whose newest key the adversary no longer holds. */
function healedThefts(world: World): number {
  const known = closure(world);
  return [...world.devices.values()].filter(
    ({ id, published }) =>
      world.thefts.some(({ device, kind }) => device === id && kind === 'agreement') &&
      !known.has(privateOf(id, published.length)),
  ).length;
}
