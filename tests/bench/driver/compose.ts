import { v7 } from 'uuid';
import type { ConversationId, DeviceId } from '#contracts';
import { epochCommitment, newEpochSecret, sealWrap, sign } from '#crypto';
import { compareText, toBase64url } from '#primitives';
import {
  type Change,
  formatRosterStatement,
  RosterBody,
  rosterBodyHash,
  rosterMessage,
  wrapLeaf,
  wrapsRoot,
} from '#roster';
import { FIRST_NUMBER } from './agreement.js';
import type { EnrolledDevice } from './enrolment.js';

/** A member of a conversation, with its X-Wing public key. */
export interface Member {
  readonly device: Pick<EnrolledDevice, 'id' | 'authority'>;
  readonly agreementKey: Uint8Array;
}

/** A statement to make: who makes it, after what, and for whom it seals the epoch's secret. */
export interface Composing {
  readonly networkId: Uint8Array;
  readonly conversation: ConversationId;
  readonly author: EnrolledDevice;
  /** The devices of the new roster, in any order. */
  readonly members: readonly Member[];
  readonly changes: readonly Change[];
  /** The statement before, for an advance. */
  readonly base?: { readonly epoch: number; readonly S: Uint8Array };
  readonly directory: { readonly size: number; readonly root: Uint8Array; readonly at: number };
}

/** A statement as it is submitted, and what only its author knows of it. */
export interface Composed {
  readonly body: RosterBody;
  readonly text: string;
  /** Its hash, 32 bytes. */
  readonly S: Uint8Array;
  readonly E: Uint8Array;
  readonly wraps: readonly { readonly device: DeviceId; readonly number: number; readonly wrap: Uint8Array }[];
}

/** Makes and signs a statement with a real wrap for every member (protocol 2.1, 2.4). */
export function compose({ networkId, conversation, author, members, changes, base, directory }: Composing): Composed {
  const E = newEpochSecret();
  const epoch = {
    conversation,
    epoch: base === undefined ? 0 : base.epoch + 1,
    previous: base?.S ?? new Uint8Array(0),
    author: author.id,
  };
  const secret = epochCommitment({ ...epoch, E });
  const wraps = [...members]
    .sort((a, b) => compareText(a.device.id, b.device.id))
    .map(({ device: { id: device }, agreementKey: publicKey }) => {
      const wrap = sealWrap({ ...epoch, secret, device, number: FIRST_NUMBER, publicKey, E });
      return { device: device as DeviceId, number: FIRST_NUMBER, wrap };
    });
  const root = wrapsRoot(wraps.map(({ device, number, wrap }) => wrapLeaf(device, number, wrap)));
  const body = RosterBody.parse({
    type: base === undefined ? 'conversation.opened' : 'conversation.advanced',
    id: v7(),
    conversation,
    author: author.id,
    epoch: epoch.epoch,
    previous: toBase64url(epoch.previous),
    after: 0,
    directory: { size: directory.size, root: toBase64url(directory.root), at: directory.at },
    agreement: FIRST_NUMBER,
    changes,
    consents: [],
    secret: toBase64url(secret),
    wraps: toBase64url(root),
    suite: 1,
  });
  const signature = sign({ privateKey: author.key.privateKey, message: rosterMessage(networkId, body) });
  return { body, text: formatRosterStatement(body, toBase64url(signature)), S: rosterBodyHash(body), E, wraps };
}
