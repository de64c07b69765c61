import { mustApply } from './directory.js';
import { talking } from './talking.js';

/** {@link talking}, and Sue of the east, whom the north has accredited, in another consultation of the north with the south. */
export async function withLiaison() {
  const talk = await talking();
  const { network, relay, north, south, alice, bob } = talk;
  const east = network.anAuthority('east', { name: 'Office of the East' });
  const sue = east.anOfficer('sue');
  const liaison = await relay.aClient(sue.aDevice());
  mustApply(north.accredits(sue));
  for (const { client } of [liaison, alice, bob]) await client.sync();
  const id = await alice.client.open({
    kind: 'consultation',
    with: [{ authority: south.id }],
    colleagues: [sue.id],
    history: 'all',
  });
  for (const { client } of [liaison, bob]) await client.sync();

  /** Brings the east in, all having agreed: Sue sits for it from then on. */
  async function seatElsewhere(): Promise<void> {
    await alice.client.sync();
    await alice.client.removeDevices(id, [liaison.device.id]);
    const asked = await alice.client.propose(id, { type: 'party.added', authority: east.id, capacity: 'party' });
    if (asked === undefined) throw new Error('a third authority was added without the consent of the second');
    await bob.client.sync();
    await bob.client.consent(id, asked);
    await alice.client.sync();
    await alice.client.enact(id, asked);
    await liaison.client.sync();
  }

  return { ...talk, id, east, sue, liaison, seatElsewhere };
}
