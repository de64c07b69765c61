import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { World, type Person } from '../support/people.js';
import { endRelays } from '../support/relay.js';

let world: World;
let alice: Person;
let anna: Person;
let bob: Person;

beforeAll(async () => {
  world = await World.founded();
  ({ alice, anna, bob } = await world.peopleOf({ alice: 'north', anna: 'north', bob: 'south' }));
});

afterAll(async () => {
  await world.ends();
  await endRelays();
});

describe('a consultation of two authorities and three devices', () => {
  it('is read by everyone in it, in one order', async () => {
    const id = await alice.client.open({
      kind: 'consultation',
      with: [{ authority: bob.authority }],
      colleagues: [anna.officer.id],
    });
    await Promise.all([anna.sync(), bob.sync()]);
    await alice.says(id, 'Good morning');
    await bob.says(id, 'Good morning to you');
    await anna.says(id, 'And to you both');
    const said = ['Good morning', 'Good morning to you', 'And to you both'];
    for (const person of [alice, anna, bob]) expect(await person.catchesUp(id)).toEqual(said);
    for (const person of [alice, anna, bob]) expect(await person.notices()).toEqual([]);
  });
});
