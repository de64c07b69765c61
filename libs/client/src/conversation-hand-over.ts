import type { ConversationId, OfficerId } from '#contracts';
import { codeOf } from '#primitives';
import type { RosterDevice } from '#roster';
import type { Membership } from './conversation-membership.js';
import type { Conversations } from './conversations.js';
import type { HistoryGiving } from './grant-give.js';
import type { Identity } from './identity.js';

/** What became of one conversation of an officer who leaves: whether the successor has its history, gets it once their device is ready, or there is none to give. */
export interface HandedOver {
  readonly conversation: ConversationId;
  readonly history: 'given' | 'promised' | 'nothing';
}

/**
 * Brings a successor, with history, into each open conversation that this device shares with an officer of its authority
 * who leaves (protocol 4.4). Those in which this device is not, a colleague who is in them hands over.
 * @throws `person.unknown` when the successor has no live device
 */
export async function handOver(
  parts: {
    readonly self: Pick<Identity, 'authority'>;
    readonly conversations: Conversations;
    readonly membership: Membership;
    readonly giving: HistoryGiving;
  },
  leaving: OfficerId,
  successor: OfficerId,
): Promise<HandedOver[]> {
  const { self, conversations, membership, giving } = parts;
  const handed: HandedOver[] = [];
  for (const { id, member, S } of [...conversations.states.values()]) {
    if (!member || S === '') continue;
    const devicesOf = async (officer: OfficerId): Promise<RosterDevice[]> =>
      (await conversations.begun(id)).roster.devices.filter(
        (device) => device.officer === officer && device.authority === self.authority,
      );
    const { closed } = (await conversations.begun(id)).roster;
    if (closed || (await devicesOf(leaving)).length === 0 || (await devicesOf(successor)).length > 0) continue;
    await membership.addOfficers(id, { authority: self.authority, officers: [successor] });
    const outcomes: HandedOver['history'][] = [];
    for (const { id: device } of await devicesOf(successor)) outcomes.push(await given(giving, id, device));
    const history = outcomes.includes('promised') ? 'promised' : outcomes.includes('given') ? 'given' : 'nothing';
    handed.push({ conversation: id, history });
  }
  return handed;
}

async function given(
  giving: HistoryGiving,
  id: ConversationId,
  device: RosterDevice['id'],
): Promise<HandedOver['history']> {
  try {
    return (await giving.give(id, device)).promised ? 'promised' : 'given';
  } catch (error) {
    if (codeOf(error) !== 'grant.nothing') throw error;
    return 'nothing';
  }
}
