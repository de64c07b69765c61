import type { Client, ConversationSummary } from '#client';

interface Seen {
  readonly seq: number;
  readonly asked: boolean;
}

/** Knows in which conversations this officer's consent is asked for, and asks again only where one has moved. */
export class ConsentWatch {
  readonly #seen = new WeakMap<Client, Map<string, Seen>>();

  /** Whether consent of one's own authority to a change is missing in a conversation. */
  async isAsked(
    client: Client,
    { id, seq, member, closed }: Pick<ConversationSummary, 'id' | 'seq' | 'member' | 'closed'>,
  ): Promise<boolean> {
    if (!member || closed) return false;
    const all = this.#seen.get(client) ?? new Map<string, Seen>();
    this.#seen.set(client, all);
    const before = all.get(id);
    if (before?.seq === seq) return before.asked;
    const proposals = await client.proposals(id);
    const asked = proposals.some(({ done, missing }) => !done && missing.includes(client.identity.authority));
    all.set(id, { seq, asked });
    return asked;
  }
}
