import type { ConversationId, DeviceId, MessageId, OfficerId, WaitingEnrolments } from '#contracts';
import type { Change } from '#roster';
import type { Administration } from './administration.js';
import type { Applications } from './applications.js';
import type { Archive } from './archive.js';
import type { Attachments } from './attachments.js';
import type { CarriedStatements } from './carried-statements.js';
import type { ClientAssembled } from './client-parts.js';
import type { LiveSocket } from './client-socket.js';
import type { Proposal } from './conversation-consent.js';
import type { HandedOver, HandOver } from './conversation-hand-over.js';
import type { Invited, Leaving, Opening } from './conversation-membership.js';
import type { ItemsListener } from './conversations.js';
import type { ConversationSummary } from './conversation-summary.js';
import type { Member, MessagePage, Trust } from './conversation-views.js';
import type { Drafts } from './drafts.js';
import { approveEnrolment, waitingEnrolments, type ApprovedEnrolment, type AskedFor } from './enrolment.js';
import { refuse } from './errors.js';
import { isExpert, refuseExpert } from './expert-limits.js';
import type { Experts } from './experts.js';
import type { Exports } from './exports.js';
import type { GrantChoice, GrantPreview } from './grant-give.js';
import type { Newcomer } from './newcomers.js';
import type { Notebook } from './notebook.js';
import type { ListedNotice, Notice } from './notices.js';
import type { Pages } from './pages.js';
import type { RecordLeaves } from './record-leaves.js';
import type { RecordPacks } from './record-packs.js';
import type { RecordWatch } from './record.js';
import type { RegionalNetworks } from './regional-networks.js';
import type { Search } from './search.js';
import type { SideNotes } from './side-notes.js';
import type { Saying, Speaking } from './speaking.js';
import type { KnownDirectory, Surroundings } from './surroundings.js';

/** An officer's client: conversations, their members, and what there is to say about whom to trust. */
export class Client {
  #live: LiveSocket | undefined;

  /** @param parts - made by {@link assembleClient} */
  constructor(readonly parts: ClientAssembled) {}

  /** Who this client is. */
  get identity(): Surroundings['self'] {
    return this.parts.context.surroundings.self;
  }

  /** The verified directory. */
  get directory(): KnownDirectory {
    return this.parts.context.surroundings.directory;
  }

  /** An administrator's acts. */
  get administration(): Administration {
    return this.parts.device?.administration ?? refuse('client.offline');
  }

  /** Acts that take two administrators, on their way between those. */
  get carried(): CarriedStatements {
    return this.parts.device?.carried ?? refuse('client.offline');
  }

  /** Authorities' pages. @throws `expert.refused` */
  get pages(): Pages {
    refuseExpert(this.parts.context.surroundings);
    return this.parts.device?.pages ?? refuse('client.offline');
  }

  /** Regional networks. */
  get regions(): RegionalNetworks {
    return this.parts.device?.regions ?? refuse('client.offline');
  }

  /** States' applications, for officers of the secretariat. */
  get applications(): Applications {
    return this.parts.applications ?? refuse('client.offline');
  }

  /** Devices that ask to be enrolled and that this one may approve. From the relay: only the words make one true. */
  async waitingEnrolments(): Promise<WaitingEnrolments['enrolments']> {
    refuseExpert(this.parts.context.surroundings);
    const { transport, session } = this.parts.device ?? refuse('client.offline');
    return waitingEnrolments(transport, session);
  }

  /**
   * Enrols the waiting device whose six words were typed, and no other.
   * @param of - whose it has to be
   * @throws `identity.words`, and what the statement is refused with
   */
  async approveEnrolment(words: string, of?: AskedFor): Promise<ApprovedEnrolment> {
    refuseExpert(this.parts.context.surroundings);
    const { administration, transport, session } = this.parts.device ?? refuse('client.offline');
    const { networkId } = this.identity;
    return approveEnrolment({ administration, transport, credentials: session, networkId, words, ...(of && { of }) });
  }

  /** The audit log, as far as this client checks it. */
  get record(): RecordWatch {
    return this.parts.device?.record ?? refuse('client.offline');
  }

  /** The leaves of the audit log, to be read. */
  get leaves(): RecordLeaves {
    refuseExpert(this.parts.context.surroundings);
    return this.parts.leaves ?? refuse('client.offline');
  }

  /** Outside experts of one's own authority. */
  get experts(): Experts {
    return this.parts.experts;
  }

  /** Whether this device is an outside expert's. */
  get isExpert(): boolean {
    return isExpert(this.parts.context.surroundings);
  }

  /** Oversight packs of the audit log. */
  get packs(): RecordPacks {
    return this.parts.packs ?? refuse('client.offline');
  }

  /** What is said: texts, corrections, reactions, headings; and what of it can still be taken back. */
  get speaking(): Speaking {
    return this.parts.speaking;
  }

  /** Attached files: on their way, and fetched. */
  get attachments(): Attachments {
    return this.parts.attachments;
  }

  /** What is being written. */
  get drafts(): Drafts {
    return this.parts.drafts;
  }

  /** What was read, done for now and pinned, on all devices of the officer. */
  get notebook(): Notebook {
    return this.parts.notebook;
  }

  /** The own side's notes beside conversations. */
  get notes(): SideNotes {
    return this.parts.notes;
  }

  /** The archives of conversations: what they hold, releases and recovery. */
  get archive(): Archive {
    return this.parts.archive;
  }

  /** Finds conversations and messages by what stands in them. */
  get search(): Search {
    return this.parts.search;
  }

  /** Exports of conversations, for readers without account or server. */
  get exports(): Exports {
    return this.parts.exports ?? refuse('client.offline');
  }

  /** Gives the client its socket. */
  attach(live: LiveSocket): void {
    this.#live = live;
  }

  /** Connects, catches up with everything and stays up to date until {@link close}. @throws `client.offline` and what a round is refused with */
  async connect(): Promise<void> {
    await this.sync();
    this.parts.speaking.resume();
    this.#live?.stayLive();
  }

  /** Connects if need be, and catches up with everything once. */
  async sync(): Promise<void> {
    if (this.#live !== undefined && !this.#live.connected) await this.#live.connect();
    await this.parts.upkeep.round();
  }

  /** Stops, waits for what is under way, and locks the store. */
  async close(): Promise<void> {
    await this.#live?.close();
    await this.attachments.close();
    await this.parts.speaking.close();
    this.parts.context.surroundings.pairKeys.clear();
    await this.parts.context.surroundings.store.close();
  }

  /** All conversations, the one that moved last first. */
  conversations(): Promise<ConversationSummary[]> {
    return this.parts.summaries.list();
  }

  /** One line of {@link conversations}. @throws `conversation.absent` */
  conversation(id: ConversationId): Promise<ConversationSummary> {
    return this.parts.summaries.one(id);
  }

  /** Items of a conversation in order, the last ones or those before a place. */
  messages(
    conversation: ConversationId,
    range?: { readonly before?: number; readonly limit?: number },
  ): Promise<MessagePage> {
    return this.parts.views.messages(conversation, range);
  }

  /** Who is in a conversation, and why each device is trusted. */
  members(conversation: ConversationId): Promise<Member[]> {
    return this.parts.views.members(conversation);
  }

  /** One answer to "may I rely on what I see?". */
  trust(): Promise<Trust> {
    return this.parts.views.trust();
  }

  /** What went wrong, with its evidence: of one conversation, or all. */
  notices(conversation?: ConversationId): Promise<ListedNotice[]> {
    return this.parts.views.notices(conversation);
  }

  /** Takes note that the officer has dealt with a notice. @throws `notice.absent`, `notice.persists`, and what a look at everything is refused with */
  dealWith(notice: number): Promise<void> {
    const { surroundings, guard } = this.parts.context;
    return surroundings.notices.dealWith(notice, this.identity.officer, async () => {
      guard.demand();
      await this.sync();
      // A round goes on where the record does not hold, and asks for none where there is no conversation.
      await surroundings.record.lookUp('agreement', this.identity.device);
    });
  }

  /** Calls `listener` with items as they come or change; the answer stops it. */
  onItems(listener: ItemsListener): () => void {
    return this.parts.conversations.onItems(listener);
  }

  /** Calls `listener` with each new notice; the answer stops it. */
  onNotice(listener: (notice: Notice) => void): () => void {
    return this.parts.context.surroundings.notices.onNotice(listener);
  }

  /** Who has come into a conversation since this officer last said something in it: to be shown before more is said. */
  newcomers(conversation: ConversationId): Promise<Newcomer[]> {
    return this.parts.views.newcomers(conversation);
  }

  /** Takes note that everything up to a place, or the end, was read. */
  markRead(conversation: ConversationId, seq?: number): Promise<void> {
    return this.parts.notebook.markRead(conversation, seq);
  }

  /** Opens a conversation. @throws `person.unknown` when somebody invited has no live device, and what replay refuses */
  open(opening: Opening): Promise<ConversationId> {
    return this.parts.membership.open(opening);
  }

  /** Sends a text. The id is given once it survives a kill; its sending goes on, and is tried again, in the background. */
  say(conversation: ConversationId, text: string, saying?: Saying): Promise<MessageId> {
    return this.speaking.say(conversation, text, saying);
  }

  /** As {@link Speaking.correct}. */
  correct(conversation: ConversationId, message: MessageId, text: string): Promise<MessageId> {
    return this.speaking.correct(conversation, message, text);
  }

  /** As {@link Speaking.withdraw}. */
  withdraw(conversation: ConversationId, message: MessageId): Promise<MessageId> {
    return this.speaking.withdraw(conversation, message);
  }

  /** As {@link Speaking.note}. */
  note(conversation: ConversationId, message: MessageId): Promise<MessageId> {
    return this.speaking.note(conversation, message);
  }

  /** Waits until the relay has stored everything written in a conversation, and it stands in its place here. @throws what keeps it from being sent */
  async settle(conversation: ConversationId): Promise<void> {
    await this.parts.outbox.send(conversation);
    await this.parts.conversations.pull(conversation);
  }

  /** Takes back a message that has not left this device, or was refused, and its file with it; false when it is too late. */
  async takeBack(conversation: ConversationId, message: MessageId): Promise<boolean> {
    const content = this.parts.outbox.waiting(conversation).find(({ id }) => id === message)?.content;
    const file = content?.type === 'attachment' ? [this.attachments.discarding(conversation, content.attachment)] : [];
    const isTaken = await this.parts.outbox.takeBack(conversation, message, file);
    if (file.length > 0) this.attachments.sendDiscarded();
    return isTaken;
  }

  /** Adds officers of one's own authority, or of one whose last device was lost. */
  addOfficers(conversation: ConversationId, invited: Invited): Promise<void> {
    return this.parts.membership.addOfficers(conversation, invited);
  }

  /** Adds single devices of the authority that one sits for there. */
  addDevices(conversation: ConversationId, devices: readonly DeviceId[]): Promise<void> {
    return this.parts.membership.add(conversation, undefined, devices);
  }

  /** Conversations of officers who leave. */
  get handingOver(): HandOver {
    return this.parts.handOver;
  }

  /** As {@link HandOver.giveAll}. */
  handOver(leaving: OfficerId, successor: OfficerId): Promise<HandedOver[]> {
    return this.handingOver.giveAll(leaving, successor);
  }

  removeDevices(conversation: ConversationId, devices: readonly DeviceId[]): Promise<void> {
    return this.parts.membership.remove(conversation, devices);
  }

  /** Leaves a conversation with all devices of the officer, or with this one, or with the whole authority. */
  leave(conversation: ConversationId, leaving?: Leaving): Promise<void> {
    return this.parts.membership.leave(conversation, leaving);
  }

  /** Makes a change that others must agree to, or asks for their consent: answers the message that asked, if one did. */
  propose(conversation: ConversationId, change: Change): Promise<MessageId | undefined> {
    return this.parts.consents.propose(conversation, change);
  }

  /** Closes a conversation, once every party agrees. */
  closeConversation(conversation: ConversationId): Promise<MessageId | undefined> {
    return this.propose(conversation, { type: 'conversation.closed' });
  }

  /** Changes that consent was asked for. */
  proposals(conversation: ConversationId): Promise<Proposal[]> {
    return this.parts.consents.proposals(conversation);
  }

  /** Gives consent to what a message asked. @throws `consent.absent` */
  consent(conversation: ConversationId, asked: MessageId): Promise<MessageId> {
    return this.parts.consents.give(conversation, asked);
  }

  /** Makes the change that a message asked consent for, all of it being there. @throws `consent.missing`, `consent.absent` */
  enact(conversation: ConversationId, asked: MessageId): Promise<void> {
    return this.parts.consents.enact(conversation, asked);
  }

  /** Lists what a device that joined later would become able to read. @throws `grant.nothing` */
  previewHistory(conversation: ConversationId, joiner: DeviceId, choice?: GrantChoice): Promise<GrantPreview> {
    return this.parts.giving.preview(conversation, joiner, choice);
  }

  /**
   * Gives a device what {@link previewHistory} lists, and says so in the conversation; where the device is not ready for
   * it, promises it, and gives it at a later round. @throws `grant.nothing`
   */
  async giveHistory(conversation: ConversationId, joiner: DeviceId, choice?: GrantChoice): Promise<GrantPreview> {
    const granted = await this.parts.giving.give(conversation, joiner, choice);
    this.speaking.sendWaiting();
    return granted;
  }

  /** Makes a new agreement key at once: after suspicion. */
  rotateKey(): Promise<void> {
    return this.parts.context.own.rotate();
  }
}
