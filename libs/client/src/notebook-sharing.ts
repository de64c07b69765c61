import type { ConversationId, DeviceId } from '#contracts';
import { deviceIn, type Change } from '#roster';
import { sealingKeys } from './agreement-peers.js';
import type { Advancing } from './conversation-advance.js';
import { noFacts, type ConversationFacts } from './conversation-facts.js';
import type { ConversationItem } from './conversation-item.js';
import { liveDevices, type Membership } from './conversation-membership.js';
import type { ReadingContext } from './conversation-reader.js';
import { keys, type ConversationState } from './conversation-state.js';
import type { Conversations } from './conversations.js';
import { isSecondHand } from './message-effects.js';
import type { Notebook } from './notebook.js';
import type { Mark } from './notebook-marks.js';
import type { Outbox } from './outbox.js';

/** Marks of one message. */
const MARKS = 200;

/**
 * Keeps the notebooks of an officer's devices alike, by a conversation among these devices alone. It is opened when there
 * is a second device and something to tell it. Two devices may each open one: all are read, and one of them is written in.
 */
export class NotebookSharing {
  /** How far each conversation of one's own authority was looked at. */
  readonly #taken = new Map<ConversationId, number>();

  constructor(
    private readonly context: Pick<ReadingContext, 'surroundings' | 'pins'>,
    private readonly conversations: Conversations,
    private readonly advancing: Advancing,
    private readonly membership: Membership,
    private readonly outbox: Outbox,
    private readonly notebook: Notebook,
  ) {}

  /** Takes what the officer's other devices have written. */
  async take(): Promise<void> {
    const { store } = this.context.surroundings;
    for (const { id, seq } of this.ownSide()) {
      const taken = this.#taken.get(id) ?? (await store.get<number>(keys.taken(id))) ?? 0;
      if (taken < seq && (await this.isNotebook(id))) {
        const later = await store.range<ConversationItem>({ prefix: keys.items(id), after: keys.item(id, taken) });
        const marks = later.flatMap(({ value }) => this.marksOf(value));
        await this.notebook.take(marks, [{ key: keys.taken(id), value: seq }]);
      }
      this.#taken.set(id, seq);
    }
    await this.notebook.settle();
  }

  /** Writes what the officer's other devices do not know. @throws what an opening or an advance is refused with */
  async tell(): Promise<void> {
    const { self } = this.context.surroundings;
    const live = liveDevices(this.context.surroundings, { authority: self.authority, officers: [self.officer] });
    if (live.length < 2) return;
    const book = (await this.chosen()) ?? (await this.opened(live));
    if (book === undefined) return;
    await this.admit(book, live);
    const untold = this.notebook.untold;
    for (let first = 0; first < untold.length; first += MARKS) {
      const marks = untold.slice(first, first + MARKS);
      await this.outbox.add(book, { type: 'notebook', marks });
      await this.notebook.told(marks);
    }
  }

  // Nobody else's word counts, and nobody vouches for it.
  private marksOf(item: ConversationItem): Mark[] {
    if (item.is !== 'message' || item.content?.type !== 'notebook' || item.own) return [];
    const believed =
      item.sender.officer === this.context.surroundings.self.officer &&
      !isSecondHand(item) &&
      item.afterRevocation !== true;
    return believed ? item.content.marks : [];
  }

  private async chosen(): Promise<ConversationId | undefined> {
    const own: ConversationId[] = [];
    for (const { id, member } of this.ownSide()) {
      if (!member || !(await this.isNotebook(id))) continue;
      const { roster } = await this.conversations.begun(id);
      if (roster.devices.every(({ officer }) => officer === this.context.surroundings.self.officer)) own.push(id);
    }
    return own.sort()[0];
  }

  private async opened(live: readonly DeviceId[]): Promise<ConversationId | undefined> {
    const { self, store } = this.context.surroundings;
    if (this.notebook.untold.length === 0) return undefined;
    const others = await this.ready(live.filter((device) => device !== self.device));
    if (others.length === 0) return undefined;
    const id = await this.advancing.open([
      { type: 'policy.set', kind: 'authority', history: 'from-joining', retention: 0 },
      ...[self.device, ...others].map((device): Change => ({
        type: 'device.added',
        authority: self.authority,
        capacity: 'party',
        device,
      })),
    ]);
    const facts: ConversationFacts = { ...noFacts, notebook: true };
    await store.write([{ key: keys.facts(id), value: facts }]);
    return id;
  }

  private async admit(book: ConversationId, live: readonly DeviceId[]): Promise<void> {
    const { roster } = await this.conversations.begun(book);
    const missing = await this.ready(live.filter((device) => deviceIn(roster, device) === undefined));
    if (missing.length === 0) return;
    await this.membership.add(book, this.context.surroundings.self.authority, missing);
    await this.notebook.untell();
  }

  // One that has no key yet could not read what it is told, and would not be told again.
  private async ready(devices: readonly DeviceId[]): Promise<DeviceId[]> {
    if (devices.length === 0) return [];
    const { surroundings, pins } = this.context;
    return [...(await sealingKeys(surroundings, pins, devices)).keys()];
  }

  private async isNotebook(id: ConversationId): Promise<boolean> {
    return (await this.context.surroundings.store.get<ConversationFacts>(keys.facts(id)))?.notebook === true;
  }

  private ownSide(): ConversationState[] {
    return [...this.conversations.states.values()].filter(({ kind, S }) => kind === 'authority' && S !== '');
  }
}
