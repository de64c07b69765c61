import type { Client, ConversationItem, ConversationSummary } from '#client';

interface Seen {
  readonly seq: number;
  readonly asked: boolean;
}

/** How far back a conversation is looked through the first time. */
const RECENT = 50;
const MOVES: ReadonlySet<string> = new Set(['consent.asked', 'consent.given']);

/**
 * Knows in which conversations this officer's consent is asked for, without reading each of them anew whenever one moves:
 * what is new tells whether anything can have changed.
 */
export class ConsentWatch {
  readonly #seen = new WeakMap<Client, Map<string, Seen>>();

  /** Whether consent of one's own authority to a change is missing in a conversation. */
  async isAsked(
    client: Client,
    { id, seq, member }: Pick<ConversationSummary, 'id' | 'seq' | 'member'>,
  ): Promise<boolean> {
    if (!member) return false;
    const all = this.#seen.get(client) ?? new Map<string, Seen>();
    this.#seen.set(client, all);
    const before = all.get(id);
    if (before?.seq === seq) return before.asked;
    const limit = Math.min(RECENT, seq - (before?.seq ?? 0));
    const isTouched = before?.asked === true || (await client.messages(id, { limit })).items.some(isMove);
    const asked = isTouched && (await isMissing(client, id));
    all.set(id, { seq, asked });
    return asked;
  }
}

function isMove(item: ConversationItem): boolean {
  return item.is === 'message' && item.content !== undefined && MOVES.has(item.content.type);
}

async function isMissing(client: Client, id: ConversationSummary['id']): Promise<boolean> {
  const proposals = await client.proposals(id);
  return proposals.some(({ done, missing }) => !done && missing.includes(client.identity.authority));
}
