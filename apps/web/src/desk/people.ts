import type { Client } from '#client';
import type { AuthorityId, ConversationId, DeviceId, OfficerId } from '#contracts';
import type { Party, Person, Side } from './api/parties.js';
import { authorityNamed, personNamed } from './names.js';

/** Who somebody is, as the directory or a message names them. */
export interface Named {
  readonly officer: OfficerId | undefined;
  readonly authority: AuthorityId | undefined;
}

/** Resolves ids to what a screen shows of officers and authorities, from the verified directory. */
export class People {
  /** @param opening - authorities that were in the conversation from the beginning; who is not is a third */
  constructor(
    private readonly client: Client,
    private readonly opening: ReadonlySet<AuthorityId> = new Set(),
    /** The authority that is our side: a liaison's is the one that they sit for. */
    readonly own: AuthorityId = client.identity.authority,
  ) {}

  /** An officer's name where it was given to this device, else the id. */
  name(officer: OfficerId | undefined): string {
    return officer === undefined ? '' : personNamed(this.client, officer).name;
  }

  party(id: AuthorityId | undefined): Party {
    const named = id === undefined ? { id: '', state: '', name: '', ours: false } : authorityNamed(this.client, id);
    return { ...named, ours: id === this.own, side: this.side(id) };
  }

  /** Authorities in the order in which they are named: who was there from the beginning first, in the order given. */
  ranked(ids: readonly AuthorityId[]): AuthorityId[] {
    return ids.toSorted((a, b) => Number(this.side(a) !== 'theirs') - Number(this.side(b) !== 'theirs'));
  }

  person({ officer, authority }: Named): Person {
    const expert = officer !== undefined && this.client.directory.latest.officer(officer)?.conversation !== undefined;
    return { officer, name: this.name(officer), party: this.party(authority), expert };
  }

  /** Whose a device is; `authority` where it sits for another than its officer's own. */
  ofDevice(id: DeviceId, authority?: AuthorityId): Person {
    const device = this.client.directory.latest.device(id);
    return this.person({ officer: device?.officer, authority: authority ?? device?.authority });
  }

  /** The officers whose devices approved a device, each once. */
  approvers(id: DeviceId): Person[] {
    const approvedBy = this.client.directory.latest.device(id)?.approvedBy ?? [];
    const found = new Map<OfficerId | undefined, Person>();
    for (const approver of approvedBy) {
      if (approver === 'authority-key') continue;
      const officer = this.client.directory.latest.device(approver)?.officer;
      found.set(officer, this.ofDevice(approver));
    }
    return [...found.values()];
  }

  /** The authority that an officer belongs to. */
  authorityOf(officer: OfficerId): AuthorityId | undefined {
    return this.client.directory.latest.officer(officer)?.authority;
  }

  /** What a device runs. */
  deviceKind(id: DeviceId): string {
    return this.client.directory.latest.device(id)?.kind ?? 'unknown';
  }

  private side(id: AuthorityId | undefined): Side {
    if (id === this.own) return 'ours';
    if (id !== undefined && this.client.directory.latest.isDesk(id)) return 'help-desk';
    return id === undefined || this.opening.has(id) ? 'theirs' : 'third';
  }
}

/** The people of a conversation: whoever its opening names is a side of it, whoever came later a third. */
export async function peopleOf(client: Client, conversation: ConversationId): Promise<People> {
  const { seat } = await client.parts.conversations.begun(conversation);
  const { items } = await client.messages(conversation, { before: 2, limit: 1 });
  const changes = items.flatMap((item) => (item.is === 'roster' ? item.changes : []));
  const opening = changes.flatMap((change) => ('authority' in change ? [change.authority] : []));
  return new People(client, new Set(opening), seat);
}
