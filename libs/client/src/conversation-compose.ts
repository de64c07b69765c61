import type { ConversationId, DeviceId, MessageId, RosterSubmission } from '#contracts';
import { DORMANT_WRAP, epochCommitment, newEpochSecret, sealWrap, sha256, sign, wipe } from '#crypto';
import { fromBase64url, toBase64url, utf8 } from '#primitives';
import {
  formatRosterStatement,
  propose,
  rosterMessage,
  seatStanding,
  SUITE,
  wrapLeaf,
  wrapsRoot,
  type Change,
  type Consent,
  type RosterProposal,
  type Wrap,
} from '#roster';
import type { OwnAgreementKeys } from './agreement-keys.js';
import { sealingKeys } from './agreement-peers.js';
import type { AgreementPins } from './agreement-pins.js';
import type { Replica } from './conversation-reader.js';
import { newMessageId } from './message-seal.js';
import { refuse } from './errors.js';
import { newestCheckpoint, type Surroundings } from './surroundings.js';

/** What an author wants of a conversation. */
export interface Wish {
  readonly changes: readonly Change[];
  readonly consents: readonly Consent[];
}

/** A statement and its wraps, ready to be submitted. */
export interface Composed {
  readonly id: MessageId;
  readonly submission: RosterSubmission;
  /** SHA-256 of the statement's bytes, base64url: what the store remembers to have sent. */
  readonly hash: string;
}

/**
 * Composes the statement that opens the next epoch: judged by one's own replay first, then `E` drawn and sealed to the
 * newest logged key of each device of the new roster (protocol 2.1, 2.4).
 * @throws what replay refuses it with; `directory.pending`, `agreement-key.not-logged`
 */
export async function composeStatement(
  surroundings: Surroundings,
  own: OwnAgreementKeys,
  pins: AgreementPins,
  replica: Pick<Replica, 'roster'> & { readonly state: { readonly id: ConversationId; readonly seq: number } },
  wish: Wish,
): Promise<Composed> {
  const { self, clock, directory } = surroundings;
  const { roster, state } = replica;
  const { size, root, at } = newestCheckpoint(surroundings);
  const proposal: RosterProposal = {
    type: roster === undefined ? 'conversation.opened' : 'conversation.advanced',
    id: newMessageId(clock),
    conversation: state.id,
    author: self.device,
    epoch: roster === undefined ? 0 : roster.epoch + 1,
    previous: roster === undefined ? '' : toBase64url(roster.S),
    after: state.seq,
    directory: { size, root: toBase64url(root), at },
    agreement: own.stated,
    changes: [...wish.changes],
    consents: [...wish.consents],
    suite: SUITE,
  };
  const { devices, sealed } = propose(self.networkId, roster, proposal, directory);
  // A subject with a missing statement is frozen: nothing is sealed to it (protocol 1.1).
  if (sealed && devices.some((device) => seatStanding(directory.latest, device, at) === 'pending'))
    refuse('directory.pending', 'statements about a member have not been fetched');
  const secrets = sealed
    ? await sealEpoch(
        surroundings,
        own,
        pins,
        proposal,
        devices.map(({ id }) => id),
      )
    : { secret: '', root: '', wraps: [] };
  const body = { ...proposal, secret: secrets.secret, wraps: secrets.root };
  const signature = toBase64url(
    sign({ privateKey: self.signatureKey.privateKey, message: rosterMessage(self.networkId, body) }),
  );
  const statement = formatRosterStatement(body, signature);
  const wraps = secrets.wraps.map(({ device, number, wrap }) => ({
    device,
    ...(number === undefined ? {} : { number }),
    wrap: toBase64url(wrap),
  }));
  return { id: proposal.id, submission: { statement, wraps }, hash: toBase64url(sha256(utf8(statement))) };
}

async function sealEpoch(
  surroundings: Surroundings,
  own: OwnAgreementKeys,
  pins: AgreementPins,
  { conversation, epoch, previous, author }: RosterProposal,
  devices: readonly DeviceId[],
): Promise<{ secret: string; root: string; wraps: Wrap[] }> {
  const others = devices.filter((device) => device !== surroundings.self.device);
  const newest: Map<DeviceId, { number: number; publicKey: Uint8Array }> = new Map(
    await sealingKeys(surroundings, pins, others),
  );
  newest.set(surroundings.self.device, own.sealingKey);
  const E = newEpochSecret();
  const place = { conversation, epoch, previous: fromBase64url(previous), author };
  const secret = epochCommitment({ ...place, E });
  const wraps = devices.map((device): Wrap => {
    const key = newest.get(device);
    if (key === undefined) return { device, number: undefined, wrap: DORMANT_WRAP };
    return {
      device,
      number: key.number,
      wrap: sealWrap({ ...place, secret, device, number: key.number, publicKey: key.publicKey, E }),
    };
  });
  wipe(E);
  const root = wrapsRoot(wraps.map(({ device, number, wrap }) => wrapLeaf(device, number, wrap)));
  return { secret: toBase64url(secret), root: toBase64url(root), wraps };
}
