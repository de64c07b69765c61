import type { AuthorityId, ConversationId } from '#contracts';
import type { Purpose } from './choices.js';
import type { MessageItem } from './conversation-item.js';
import { keys, type ConversationState } from './conversation-state.js';
import type { Identity } from './identity.js';
import type { ContentOf } from './message-content.js';
import { isSecondHand } from './message-effects.js';
import type { StoreBatch } from './store-batch.js';

/** Where something was said, and whether only the word of who passed it on stands for its author. */
interface Said {
  readonly seq: number;
  readonly received: boolean;
}

/** What an authority said of a conversation as a whole. */
interface AuthorityHeading extends Said {
  readonly reference?: string;
  readonly purposes?: readonly Purpose[];
}

/** What messages say of their conversation as a whole. */
export interface ConversationFacts {
  /** The newest subject that anybody gave it. */
  readonly subject?: Said & { readonly text: string };
  readonly headings: Readonly<Record<AuthorityId, AuthorityHeading>>;
  /** How far each authority says that one of its officers has read. */
  readonly readBy: Readonly<Record<AuthorityId, number>>;
  /** The conversation beside which these are the own side's notes. */
  readonly beside?: ConversationId;
  /** Whether it is a notebook of this officer's own devices. */
  readonly notebook?: true;
}

/** How far an authority says that one of its officers has read. */
export interface ReadBy {
  readonly authority: AuthorityId;
  readonly upTo: number;
}

/** A conversation of which nothing was said yet. */
export const noFacts: ConversationFacts = Object.freeze({ headings: {}, readBy: {} });

/** The facts after a message; the very same where it says nothing of the conversation. */
export function factsAfter(
  facts: ConversationFacts,
  item: MessageItem,
  { kind }: Pick<ConversationState, 'kind'>,
  self: Pick<Identity, 'officer'>,
): ConversationFacts {
  const { content, sender, seq } = item;
  const { authority } = sender;
  if (content === undefined || authority === undefined || item.afterRevocation === true) return facts;
  switch (content.type) {
    case 'heading':
      return withHeading(facts, content, authority, { seq, received: isSecondHand(item) });
    case 'read': {
      // Nobody has read what came after the marker, nor vouches for how far others read.
      const believed = content.upTo < seq && !isSecondHand(item);
      const readBy = { ...facts.readBy, [authority]: Math.max(facts.readBy[authority] ?? 0, content.upTo) };
      return believed ? { ...facts, readBy } : facts;
    }
    case 'beside':
      return kind === 'authority' && facts.beside === undefined ? { ...facts, beside: content.conversation } : facts;
    case 'notebook':
      return kind === 'authority' && sender.officer === self.officer ? { ...facts, notebook: true } : facts;
    default:
      return facts;
  }
}

/** How far every other authority has read, where it says so. */
export function readByOthers({ readBy }: ConversationFacts, own: AuthorityId): ReadBy[] {
  const all = Object.entries(readBy).map(([authority, upTo]) => ({ authority: authority as AuthorityId, upTo }));
  return all.filter(({ authority }) => authority !== own);
}

/** Whether a message asks for consent, or gives it. */
export function isOfConsent({ content }: MessageItem): boolean {
  return content?.type === 'consent.asked' || content?.type === 'consent.given';
}

/** Keeps, within a batch, what a message says of its conversation as a whole, and where it is of consent. */
export async function takeFacts(
  batch: StoreBatch,
  item: MessageItem,
  state: Pick<ConversationState, 'id' | 'kind'>,
  self: Pick<Identity, 'officer'>,
): Promise<void> {
  if (isOfConsent(item)) batch.put(keys.consent(state.id, item.seq), true);
  const facts = (await batch.get<ConversationFacts>(keys.facts(state.id))) ?? noFacts;
  const after = factsAfter(facts, item, state, self);
  if (after !== facts) batch.put(keys.facts(state.id), after);
}

function withHeading(
  facts: ConversationFacts,
  { subject, reference, purposes }: ContentOf<'heading'>,
  authority: AuthorityId,
  said: Said,
): ConversationFacts {
  const given = subject !== undefined && holds(said, facts.subject);
  const heading: AuthorityHeading = {
    ...said,
    ...(reference === undefined ? {} : { reference }),
    ...(purposes === undefined ? {} : { purposes }),
  };
  return {
    ...facts,
    ...(given ? { subject: { ...said, text: subject } } : {}),
    headings: holds(said, facts.headings[authority]) ? { ...facts.headings, [authority]: heading } : facts.headings,
  };
}

// A granter's word replaces nothing that this device made certain itself.
function holds(said: Said, before: Said | undefined): boolean {
  if (before === undefined) return true;
  return said.received === before.received ? said.seq > before.seq : before.received;
}
