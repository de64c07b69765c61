import { v7 } from 'uuid';
import { limits, type ConversationKind, type DeviceId } from '#contracts';
import { epochCommitment, newEpochSecret, randomBytes, sealWrap, sign } from '#crypto';
import { compareText, toBase64url } from '#primitives';
import { conversationId, formatRosterStatement, RosterBody, rosterBodyHash, rosterMessage, wrapLeaf, wrapsRoot } from '#roster';
import type { VerifiedCheckpoint } from '#tlog';
import { FIRST_NUMBER } from './agreement.js';
import type { EnrolledDevice } from './enrolment.js';
import type { Place } from './handle.js';
import type { Http } from './http.js';

/** A member of a conversation that is about to be opened. */
export interface Member {
  readonly device: EnrolledDevice;
  /** Its X-Wing public key. */
  readonly agreementKey: Uint8Array;
}

/** A conversation to open: its first member is the author. */
export interface Opening {
  readonly kind: ConversationKind;
  readonly members: readonly Member[];
  readonly region: string;
  readonly networkId: Uint8Array;
  readonly checkpoint: VerifiedCheckpoint;
  /** Of a session of the author. */
  readonly token: string;
}

/** A group's kind: what a real one of the size would be. */
export function groupKind(members: number): ConversationKind {
  return members > limits.devices ? 'forum' : 'consultation';
}

/** Opens a conversation by a real statement with a real wrap for every member (protocol 2.1, 2.4). */
export async function openConversation(http: Http, opening: Opening): Promise<Place> {
  const { members, networkId, token } = opening;
  const author = members[0]?.device;
  if (author === undefined) throw new Error('a conversation needs an author');
  const conversation = conversationId(networkId, author.id as DeviceId, randomBytes(32));
  const E = newEpochSecret();
  const epoch = { conversation, epoch: 0, previous: new Uint8Array(0), author: author.id };
  const secret = epochCommitment({ ...epoch, E });
  const wraps = [...members]
    .sort((a, b) => compareText(a.device.id, b.device.id))
    .map(({ device: { id: device }, agreementKey: publicKey }) => {
      const wrap = sealWrap({ ...epoch, secret, device, number: FIRST_NUMBER, publicKey, E });
      return { device: device as DeviceId, number: FIRST_NUMBER, wrap };
    });
  const root = wrapsRoot(wraps.map(({ device, number, wrap }) => wrapLeaf(device, number, wrap)));
  const body = bodyOf(opening, { conversation, author: author.id, secret: toBase64url(secret), wraps: toBase64url(root) });
  const signature = sign({ privateKey: author.key.privateKey, message: rosterMessage(networkId, body) });
  const submission = {
    statement: formatRosterStatement(body, toBase64url(signature)),
    wraps: wraps.map(({ device, number, wrap }) => ({ device, number, wrap: toBase64url(wrap) })),
  };
  await http.post(`/v1/conversations/${conversation}/statements`, submission, token);
  return { conversation, statement: toBase64url(rosterBodyHash(body)) };
}

function bodyOf(
  { kind, members, region, checkpoint }: Opening,
  given: { conversation: string; author: string; secret: string; wraps: string },
): RosterBody {
  const policy = { type: 'policy.set', kind, history: 'from-joining', retention: 0, ...(kind === 'forum' && { region }) };
  const added = members.map(({ device: { id: device, authority } }) => ({
    type: 'device.added',
    authority,
    capacity: 'party',
    device,
  }));
  return RosterBody.parse({
    type: 'conversation.opened',
    id: v7(),
    epoch: 0,
    previous: '',
    after: 0,
    directory: { size: checkpoint.size, root: toBase64url(checkpoint.root), at: checkpoint.at },
    agreement: FIRST_NUMBER,
    changes: [policy, ...added],
    consents: [],
    suite: 1,
    ...given,
  });
}
