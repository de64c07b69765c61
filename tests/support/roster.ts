import { createHash } from 'node:crypto';
import {
  AuthorityId,
  DeviceId,
  MessageId,
  OfficerId,
  RegionId,
  type ConversationId,
  type ConversationKind,
} from '#contracts';
import { codeOf, toBase64url } from '#primitives';
import {
  apply,
  consentMessage,
  conversationId,
  formatRosterStatement,
  parseRosterStatement,
  propose,
  rosterMessage,
  type Capacity,
  type Change,
  type ChangeOf,
  type Consent,
  type DirectoryHistory,
  type Roster,
  type RosterBody,
  type RosterStatement,
} from '#roster';
import { aKey } from './directory.js';
import { FakeDirectory } from './fake-directory.js';

/** The first of the four authorities of roster tests. */
export const VL = AuthorityId.parse('authority:vl-moj');
/** The second. */
export const XK = AuthorityId.parse('authority:xk-moj');
/** The third. */
export const ZE = AuthorityId.parse('authority:ze-moj');
/** The fourth, which is the help desk. */
export const DESK = AuthorityId.parse('authority:secretariat');
/** The regional network of forums. */
export const NORTH = RegionId.parse('region:north');
/** The network of roster tests, 32 bytes. */
export const rosterNetworkId = new Uint8Array(createHash('sha256').update('a network of roster tests').digest());
/** The time of every statement, unless a test says otherwise: Unix seconds. */
export const ROSTER_NOW = 1_795_000_000;

/** A person's device. */
export const device = (name: string): DeviceId => DeviceId.parse(`device-${name}`);
/** A person, as the directory names it. */
export const officer = (name: string): OfficerId => OfficerId.parse(name);

/** Ana, Abe and Ada of VL, Ben and Bea of XK, Eva and Ezi of ZE, Dot and Dan of the help desk; Ana coordinates the north. */
export function aRosterDirectory(): FakeDirectory {
  const directory = new FakeDirectory();
  const people = { [VL]: ['ana', 'abe', 'ada'], [XK]: ['ben', 'bea'], [ZE]: ['eva', 'ezi'], [DESK]: ['dot', 'dan'] };
  for (const [authority, names] of Object.entries(people)) {
    for (const name of names) directory.enrol(device(name), { authority: AuthorityId.parse(authority) });
  }
  return directory.appointDesk(DESK).form(NORTH, officer('ana'));
}

/** `device.added` of a person's device. */
export const added = (authority: AuthorityId, name: string, capacity: Capacity = 'party'): Change => ({
  type: 'device.added',
  authority,
  capacity,
  device: device(name),
});
/** `device.removed` of a person's device. */
export const removed = (name: string): Change => ({ type: 'device.removed', device: device(name) });
/** `party.added`; `until` in Unix seconds. */
export const partyAdded = (authority: AuthorityId, capacity: Capacity = 'party', until?: number): Change => ({
  type: 'party.added',
  authority,
  capacity,
  ...(until === undefined ? {} : { until }),
});
/** `party.removed`. */
export const partyRemoved = (authority: AuthorityId, capacity: Capacity = 'party'): Change => ({
  type: 'party.removed',
  authority,
  capacity,
});
/** `policy.set` of a kind; a forum is in the north. */
export const policy = (kind: ConversationKind, more: Partial<ChangeOf<'policy.set'>> = {}): Change => ({
  type: 'policy.set',
  kind,
  history: 'from-joining',
  retention: 0,
  ...(kind === 'forum' ? { region: NORTH } : {}),
  ...more,
});
/** `moderator.added`. */
export const moderatorAdded = (name: string): Change => ({ type: 'moderator.added', officer: officer(name) });
/** `moderator.removed`. */
export const moderatorRemoved = (name: string): Change => ({ type: 'moderator.removed', officer: officer(name) });

/** What a test changes in a statement that would otherwise be right. */
export interface Twist extends Partial<RosterBody> {
  /** Who consents, by place of the change: every name to every change, unless a place is given. */
  readonly by?: readonly (string | ConsentTwist)[];
  /** Whose key signs, where not the author's. */
  readonly signer?: string;
}
/** One consent, and how it differs from a right one. */
export interface ConsentTwist {
  readonly name: string;
  readonly change?: number;
  readonly expiry?: number;
  /** What it was given to, where not the change itself. */
  readonly to?: Change;
  readonly signer?: string;
}

/** A directory with a newest size. */
export type TestDirectory = DirectoryHistory & { readonly size: number };

/** A conversation under test: its statements are built right, signed by fake devices, and judged by the product. */
export class ConversationUnderTest<Of extends TestDirectory = FakeDirectory> {
  readonly statements: RosterStatement[] = [];
  roster: Roster | undefined;
  private made = 0;

  constructor(
    readonly directory: Of,
    readonly conversation: ConversationId,
    readonly networkId: Uint8Array = rosterNetworkId,
  ) {}

  /** The opening or the next statement, right in all but what `twist` says and what `changes` want. */
  statement(author: string, changes: readonly Change[], twist: Twist = {}): RosterStatement {
    const { by = [], signer = device(author), ...over } = twist;
    const epoch = this.roster === undefined ? 0 : this.roster.epoch + 1;
    const size = this.directory.size;
    const base: RosterBody = {
      type: this.roster === undefined ? 'conversation.opened' : 'conversation.advanced',
      id: idOf(`${this.conversation} ${String(epoch)} ${String(this.made++)}`),
      conversation: this.conversation,
      author: device(author),
      epoch,
      previous: this.roster === undefined ? '' : toBase64url(this.roster.S),
      after: epoch,
      directory: { size, root: toBase64url(this.directory.root(size) ?? new Uint8Array(32)), at: ROSTER_NOW },
      agreement: 1,
      changes: [...changes],
      consents: [],
      secret: '',
      wraps: '',
      suite: 1,
    };
    const placed = { ...base, ...over };
    placed.consents = over.consents ?? this.consents(placed, by);
    if (over.secret === undefined && this.stays(placed)) {
      Object.assign(placed, { secret: text32(`secret ${placed.id}`), wraps: text32(`wraps ${placed.id}`) });
    }
    const signature = toBase64url(aKey(`device ${signer}`).sign(rosterMessage(this.networkId, placed)));
    return parseRosterStatement(formatRosterStatement(placed, signature));
  }

  /** Makes a statement, and goes on from it. @throws what the product refuses it with */
  next(author: string, changes: readonly Change[] = [], twist: Twist = {}): Roster {
    return this.accept(this.statement(author, changes, twist));
  }

  accept(statement: RosterStatement): Roster {
    this.roster = apply(this.networkId, this.roster, statement, this.directory);
    this.statements.push(statement);
    return this.roster;
  }

  /** `accepted`, or the code with which the product refuses; the conversation stays where it is. */
  verdict(author: string, changes: readonly Change[] = [], twist: Twist = {}): string {
    return this.judge(() => this.statement(author, changes, twist));
  }

  judge(statement: () => RosterStatement): string {
    try {
      apply(this.networkId, this.roster, statement(), this.directory);
      return 'accepted';
    } catch (error) {
      return codeOf(error) ?? String(error);
    }
  }

  private consents(body: RosterBody, by: readonly (string | ConsentTwist)[]): Consent[] {
    return by
      .map((who) => (typeof who === 'string' ? { name: who } : who))
      .flatMap((who) =>
        body.changes.flatMap((change, index) =>
          who.change === undefined || who.change === index ? [this.consent(body, change, index, who)] : [],
        ),
      );
  }

  private consent(body: RosterBody, change: Change, index: number, who: ConsentTwist): Consent {
    const expiry = who.expiry ?? body.directory.at + 86_400;
    const terms = { networkId: this.networkId, conversation: body.conversation, expiry, change: who.to ?? change };
    const signature = toBase64url(aKey(`device ${device(who.signer ?? who.name)}`).sign(consentMessage(terms)));
    return { change: index, device: device(who.name), expiry, signature };
  }

  // Whether the author brings a secret, so far as the changes alone tell.
  private stays(body: RosterBody): boolean {
    const seat = this.roster?.devices.find(({ id }) => id === body.author);
    return !body.changes.some(
      (change) =>
        (change.type === 'device.removed' && change.device === body.author) ||
        (change.type === 'party.removed' && change.authority === seat?.authority && change.capacity === seat.capacity),
    );
  }
}

/** A conversation that its author opens with these changes; `policy.set` among them. */
export function aConversationOf(
  author: string,
  changes: readonly Change[],
  directory: FakeDirectory = aRosterDirectory(),
): ConversationUnderTest {
  const conversation = anUnopenedConversation(author, directory);
  conversation.next(author, changes);
  return conversation;
}

/** A conversation of which only the id exists. */
export function anUnopenedConversation(
  author: string,
  directory: FakeDirectory = aRosterDirectory(),
): ConversationUnderTest {
  return new ConversationUnderTest(directory, conversationId(rosterNetworkId, device(author), bytes32('conversation')));
}

/** What `propose` says to a statement's body. */
export function proposed(conversation: ConversationUnderTest, { body }: RosterStatement): ReturnType<typeof propose> {
  return propose(rosterNetworkId, conversation.roster, body, conversation.directory);
}

function bytes32(name: string): Uint8Array {
  return new Uint8Array(createHash('sha256').update(name).digest());
}

function text32(name: string): string {
  return toBase64url(bytes32(name));
}

function idOf(name: string): MessageId {
  const hex = createHash('sha256').update(name).digest('hex');
  return MessageId.parse(
    `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`,
  );
}
