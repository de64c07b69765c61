import { Injectable } from '@nestjs/common';
import { type ConversationId, type DeviceId, type OfficerId, ProblemError } from '#contracts';
import { DirectoryState } from './directory-state.js';

/** Somebody with whom an expert sits. */
export interface Seated {
  readonly id: DeviceId;
  readonly officer: OfficerId;
}

/** Who sits in a conversation now; nobody where there is none. */
export type SeatedIn = (conversation: ConversationId) => Promise<readonly Seated[]>;

/** What the relay owes and refuses an outside expert: one conversation, and whatever it takes to verify it (protocol 1.1). */
@Injectable()
export class Experts {
  #seatedIn: SeatedIn = () => Promise.resolve([]);

  constructor(private readonly directory: DirectoryState) {}

  /** Says, at start, who knows who sits where. */
  seatedBy(seatedIn: SeatedIn): void {
    this.#seatedIn = seatedIn;
  }

  /** Refuses what is not for outside experts. O(1). @throws `expert.refused` */
  refuse(device: DeviceId): void {
    if (this.conversationOf(device) !== undefined) throw new ProblemError('expert.refused');
  }

  /**
   * Those about whom an expert may ask: whoever sits with it in its conversation, and itself; undefined for any device
   * that is not an expert's. Where it does not sit yet, or no longer, itself alone.
   */
  async circle(device: DeviceId): Promise<readonly Seated[] | undefined> {
    const conversation = this.conversationOf(device);
    const officer = this.directory.latest.device(device)?.officer;
    if (conversation === undefined || officer === undefined) return undefined;
    const seated = await this.#seatedIn(conversation);
    return seated.some(({ id }) => id === device) ? seated : [{ id: device, officer }];
  }

  private conversationOf(device: DeviceId): ConversationId | undefined {
    const officer = this.directory.latest.device(device)?.officer;
    return officer === undefined ? undefined : this.directory.latest.officer(officer)?.conversation;
  }
}
