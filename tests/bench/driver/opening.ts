import { type AuthorityId, type ConversationKind, type DeviceId, limits, type RegionId } from '#contracts';
import { randomBytes } from '#crypto';
import { toBase64url } from '#primitives';
import { type Change, conversationId } from '#roster';
import { compose, type Composed, type Composing, type Member } from './compose.js';
import type { Http } from './http.js';

/** A conversation to open: its author is one of the members. */
export interface Opening extends Pick<Composing, 'networkId' | 'author' | 'members' | 'directory'> {
  readonly kind: ConversationKind;
  /** The regional network of a forum. */
  readonly region: string;
}

/** A group's kind: what a real one of the size would be. */
export function groupKind(members: number): ConversationKind {
  return members > limits.devices ? 'forum' : 'consultation';
}

/** The opening of a new conversation of these members. */
export function composeOpening({ kind, region, ...rest }: Opening): Composed {
  const conversation = conversationId(rest.networkId, rest.author.id as DeviceId, randomBytes(32));
  const policy = { type: 'policy.set' as const, kind, history: 'from-joining' as const, retention: 0 };
  const changes: Change[] = [
    kind === 'forum' ? { ...policy, region: region as RegionId } : policy,
    ...rest.members.map(({ device }) => memberAdded(device)),
  ];
  return compose({ ...rest, conversation, changes });
}

/** The change that adds a device as a party's. */
export function memberAdded({ id, authority }: Member['device']): Change {
  return { type: 'device.added', authority: authority as AuthorityId, capacity: 'party', device: id as DeviceId };
}

/** Submits a statement in a session of its author. */
export async function submit(http: Http, { body, text, wraps }: Composed, token: string): Promise<void> {
  const submission = {
    statement: text,
    wraps: wraps.map(({ device, number, wrap }) => ({ device, number, wrap: toBase64url(wrap) })),
  };
  await http.post(`/v1/conversations/${body.conversation}/statements`, submission, token);
}
