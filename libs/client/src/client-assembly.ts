import { PairKeys } from '#crypto';
import { Acknowledgements } from './acknowledgements.js';
import { Applications } from './applications.js';
import { Archive } from './archive.js';
import { ArchivePosting } from './archive-posting.js';
import { attachmentRelay, type AttachmentRelay } from './attachment-relay.js';
import { Attachments } from './attachments.js';
import { OwnAgreementKeys } from './agreement-keys.js';
import { AgreementPins } from './agreement-pins.js';
import { Checks } from './checks.js';
import { LiveSocket } from './client-socket.js';
import { Advancing } from './conversation-advance.js';
import { Consents } from './conversation-consent.js';
import { HandOver } from './conversation-hand-over.js';
import { Membership } from './conversation-membership.js';
import type { ReadingContext } from './conversation-reader.js';
import { conversationRelay, type ConversationRelay } from './conversation-relay.js';
import { Summaries } from './conversation-summary.js';
import { Conversations } from './conversations.js';
import { Views } from './conversation-views.js';
import { openDevice, type OpenDevice } from './device.js';
import { DeviceGuard } from './device-guard.js';
import { Drafts } from './drafts.js';
import type { ClientEnvironment } from './environment.js';
import { Experts } from './experts.js';
import { exportEvidence } from './export-evidence.js';
import { Exports } from './exports.js';
import { HistoryGiving } from './grant-give.js';
import { HistoryTaking } from './grant-take.js';
import { Notebook } from './notebook.js';
import { NotebookSharing } from './notebook-sharing.js';
import { Outbox } from './outbox.js';
import { ReadMarkers } from './read-markers.js';
import { RecordLeaves } from './record-leaves.js';
import { RecordPacks } from './record-packs.js';
import { Revocations } from './revocations.js';
import { Search } from './search.js';
import { SideNotes } from './side-notes.js';
import { Speaking } from './speaking.js';
import type { Store } from './store.js';
import { patientRecord, type KnownDirectory, type Surroundings } from './surroundings.js';
import { Upkeep } from './upkeep.js';
import { Client } from './client.js';
import type { RelayedParts } from './client-parts.js';

/** What a client is made of; the relay's side is an argument, so that tests stand in for it. */
export type ClientParts = Pick<OpenDevice, 'environment' | 'store' | 'identity' | 'notices'> & {
  readonly directory: KnownDirectory;
  readonly record: Surroundings['record'];
  readonly relay: ConversationRelay;
  readonly attachmentRelay: AttachmentRelay;
};

/**
 * Opens an enrolled device's client: unlocks its store and loads what it holds. Nothing is asked of the relay before
 * {@link Client.connect} or {@link Client.sync}.
 * @param unlock - the passphrase, or a store that is unlocked; the client closes it
 * @throws `store.absent`, `passphrase.refused`, `store.newer`, `store.altered`, `identity.absent`
 */
export async function openClient(environment: ClientEnvironment, unlock: string | Store): Promise<Client> {
  const device = await openDevice(environment, unlock);
  const { identity, session, transport } = device;
  const ticket = (): Promise<string> => session.ticket();
  const socket = environment.makeSocket(identity.invitation.relay, ticket);
  const relay = conversationRelay(transport, session, socket);
  const parts = { ...device, relay, attachmentRelay: attachmentRelay(transport, session) };
  const client = await assembleClient(parts, device);
  client.attach(
    new LiveSocket(socket, { ...client.parts, logger: environment.logger, timers: environment.timers, ticket }),
  );
  return client;
}

/** A client out of its parts, without a socket. */
export async function assembleClient(parts: ClientParts, device?: RelayedParts): Promise<Client> {
  const { environment, store, identity, notices, directory, record, relay } = parts;
  const { clock, logger, timers } = environment;
  const checks = new Checks(environment.unsafeTestingWithout);
  const own = { device: identity.device, ...identity.recognitionKey };
  const pairKeys = new PairKeys({ networkId: identity.networkId, own });
  const surroundings: Surroundings = {
    clock,
    logger,
    timers,
    store,
    notices,
    checks,
    relay,
    directory,
    record: patientRecord(record, environment.clock),
    self: identity,
    pairKeys,
  };
  const context: ReadingContext = {
    surroundings,
    own: await OwnAgreementKeys.open(surroundings),
    pins: await AgreementPins.open(store),
    revocations: await Revocations.open(store),
    guard: await DeviceGuard.open(store),
    acknowledgements: await Acknowledgements.open(store, checks),
  };
  const conversations = await Conversations.open(context);
  const advancing = new Advancing(context, conversations);
  const posting = new ArchivePosting(context, conversations);
  const outbox = await Outbox.open(context, conversations, advancing, posting);
  const giving = new HistoryGiving(context, conversations, outbox);
  const taking = new HistoryTaking(context, conversations);
  const membership = new Membership(context, advancing);
  const views = new Views(context, context.own, conversations, outbox);
  const drafts = new Drafts(store, clock);
  const notebook = await Notebook.open(surroundings, conversations);
  const notes = new SideNotes(surroundings, conversations, membership, outbox);
  const sharing = new NotebookSharing(context, conversations, advancing, membership, outbox, notebook);
  const markers = new ReadMarkers(surroundings, conversations, outbox);
  const speaking = new Speaking(surroundings, views, outbox, drafts);
  const attachments = await Attachments.open(surroundings, parts.attachmentRelay, speaking, views);
  conversations.onItems((_id, items) => {
    attachments.heed(items);
  });
  const consents = new Consents(context, conversations, advancing, outbox);
  const { administration } = device ?? {};
  const experts = new Experts({ context, conversations, consents, advancing, administration });
  conversations.onItems((id, items) => {
    experts.heed(id, items);
  });
  const summaries = new Summaries(context, conversations, outbox, drafts, notebook, notes);
  const applications = device && new Applications(surroundings, context.own, context.pins, device);
  return new Client({
    context,
    applications,
    conversations,
    outbox,
    giving,
    taking,
    membership,
    handOver: new HandOver(context, conversations, membership, giving),
    consents,
    experts,
    views,
    summaries,
    speaking,
    attachments,
    drafts,
    notebook,
    notes,
    search: new Search(surroundings, conversations),
    archive: new Archive(context, conversations),
    upkeep: new Upkeep(
      context,
      conversations,
      advancing,
      giving,
      taking,
      outbox,
      sharing,
      markers,
      attachments,
      posting,
      experts,
      applications,
    ),
    leaves:
      device && new RecordLeaves({ proven: device.record.proven, store, directory: device.directory, conversations }),
    packs:
      device &&
      new RecordPacks({
        proven: device.record.proven,
        directory: device.directory,
        networkId: identity.networkId,
      }),
    exports: device && new Exports(surroundings, conversations, exportEvidence(device)),
    device,
  });
}
