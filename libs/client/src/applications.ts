import { ApplicationId, nextActs, ProblemError, type ApplicationAct, type ApplicationListed } from '#contracts';
import { AuthorityNotified, bodyHash } from '#directory';
import { codeOf, toBase64url } from '#primitives';
import { submitStatement } from './administration.js';
import type { AgreementPins } from './agreement-pins.js';
import type { OwnAgreementKeys } from './agreement-keys.js';
import { saidWords } from './applicant.js';
import { Checklist, type ApplicationContentOf } from './application-content.js';
import { fetchDocument } from './application-documents.js';
import { applicationBounds } from './choices.js';
import { ApplicationKeys } from './application-keys.js';
import { applicationReference, idsOfReference, isAmong } from './application-link.js';
import { ApplicationRelay } from './application-relay.js';
import {
  fileToSign,
  mintAuthority,
  notificationOf,
  saysForm,
  signedIn,
  type FileToSign,
} from './application-statement.js';
import {
  demandFollows,
  demandReadable,
  isSecretarys,
  nextEntry,
  readThread,
  readTo,
  type ApplicationThread,
  type ReadTo,
} from './application-thread.js';
import {
  applicationView,
  formOf,
  mintedIn,
  type ApplicationLine,
  type ApplicationView,
  type SeenBy,
} from './application-view.js';
import type { OpenDevice } from './device.js';
import { refuse } from './errors.js';
import { inTheLog } from './in-the-log.js';
import type { Surroundings } from './surroundings.js';

const SEEN = 'application/seen/';

/** How far this device has read an application, and what its line in the queue says. */
interface Seen extends ReadTo {
  readonly state: string;
  readonly authority: string;
  readonly standing: ApplicationThread['standing'];
}

/** What a checked application is worked on with. */
interface Held {
  readonly thread: ApplicationThread;
  readonly key: Uint8Array;
  readonly until: number;
}

/**
 * States' applications, as an officer of the secretariat meets them. It asks, authenticates with four eyes and returns; it
 * has no way to reject a State's choice, and notifies nothing without k signatures of the network's roots.
 */
export class Applications {
  readonly #relay: ApplicationRelay;
  readonly #keys: ApplicationKeys;

  constructor(
    private readonly surroundings: Surroundings,
    own: OwnAgreementKeys,
    pins: AgreementPins,
    private readonly device: Pick<OpenDevice, 'transport' | 'session' | 'directory'>,
  ) {
    this.#relay = new ApplicationRelay(device.transport, device.session);
    this.#keys = new ApplicationKeys(surroundings, own, pins, this.#relay);
  }

  /** Whether this officer is one of the secretariat's, to whom applications are shown. */
  get isMine(): boolean {
    const { self, directory } = this.surroundings;
    return isSecretarys(directory.latest, self.authority, self.officer);
  }

  /**
   * All of them, those that are not over first, of either those that moved last.
   * @param isWithdrawnToo - also what its applicant took back
   * @throws `permission.denied`
   */
  async list(isWithdrawnToo = false): Promise<ApplicationLine[]> {
    const listed = await this.#relay.list(isWithdrawnToo);
    await this.surroundings.directory.sync();
    const lines: ApplicationLine[] = [];
    for (const one of listed) {
      const line = await this.line(one);
      if (line !== undefined) lines.push(line);
    }
    return lines;
  }

  /**
   * Those that are meant by a whole id, or by the beginning of a reference; also what was withdrawn.
   * @throws `permission.denied`
   */
  async find(words: string): Promise<ApplicationId[]> {
    const id = ApplicationId.safeParse(words);
    if (id.success) return [id.data];
    const meant = idsOfReference(words);
    if (meant === undefined) return [];
    const found = await this.#relay.among(meant);
    return found.every((one) => isAmong(one, meant))
      ? found
      : refuse('client.answer', 'the relay named other applications than were asked for');
  }

  /** One, checked. @throws `application.altered`, `application.cut`, `application.unopened` where this device has no key to it yet, `application.other-key` where something else was sealed to it, `application.unknown` */
  async read(id: ApplicationId): Promise<ApplicationView> {
    return this.view(await this.held(id));
  }

  /** A document of an entry, by its place in it. @throws `attachment.absent`, and as `fetchDocument` */
  async document(
    id: ApplicationId,
    number: number,
    place: number,
  ): Promise<{ readonly name: string; readonly type: string; readonly bytes: Uint8Array }> {
    const { thread } = await this.held(id);
    const document = thread.entries[number - 1]?.content.documents?.[place];
    if (document === undefined) return refuse('attachment.absent', 'there is no such document');
    const { clock, timers } = this.surroundings;
    return fetchDocument({ relay: this.#relay, clock, timers }, { id, number, place }, document);
  }

  /** Asks the applicant for a clarification. */
  async ask(id: ApplicationId, words: string): Promise<ApplicationView> {
    return this.act(id, 'clarification-asked', () => ({ words: saidWords(words) }));
  }

  /**
   * Finds an application authentic, as the first of two officers.
   * @param seen - the head that lay before the officer; nobody signs for what came since
   * @throws `application.stale` where more came, `application.checklist`
   */
  async authenticate(id: ApplicationId, checklist: Checklist, words: string, seen: string): Promise<ApplicationView> {
    return this.act(id, 'authenticated', (thread) => found(thread, checklist, words, seen));
  }

  /**
   * The same once more, as another officer: the application can then go to the signers.
   * @throws `application.four-eyes`, and as {@link authenticate}
   */
  async verify(id: ApplicationId, checklist: Checklist, words: string, seen: string): Promise<ApplicationView> {
    return this.act(id, 'verified', (thread) => ({
      ...found(thread, checklist, words, seen),
      authority: this.mint(thread),
    }));
  }

  /** Gives an application back, with reasons; its applicant may answer. */
  async giveBack(id: ApplicationId, words: string): Promise<ApplicationView> {
    return this.act(id, 'returned', () => ({ words: saidWords(words) }));
  }

  /** The statement that a verified application comes to, for `comity statement sign`. @throws `application.state` */
  async toSign(id: ApplicationId): Promise<FileToSign> {
    return fileToSign(bodyOf((await this.held(id)).thread));
  }

  /**
   * Submits the statement with the signatures of k roots, and tells the applicant once it stands in the log.
   * @throws `application.file`, `application.other-statement`, `statement.refused`, `application.state`
   */
  async publish(id: ApplicationId, signedFile: string): Promise<ApplicationView> {
    const { thread } = await this.held(id);
    const body = bodyOf(thread);
    const statement = signedIn(signedFile, body);
    const { transport, session, directory } = this.device;
    const hash = toBase64url(bodyHash(body));
    if (this.placeOf(body) === undefined) {
      await submitStatement(transport, statement, [], session).catch((error: unknown) => {
        // Submitted by hand, or by a colleague a moment ago: it stands there or the wait is in vain.
        if (codeOf(error) !== 'statement.stale') throw error;
      });
    }
    const { timers } = this.surroundings;
    const isThere = await inTheLog(directory, timers, (latest) => latest.latestStatementHash(body.subject) === hash);
    const index = this.placeOf(body);
    if (!isThere || index === undefined)
      return refuse('application.other-statement', 'the directory says something else of that authority');
    return this.act(id, 'notified', () => ({ authority: body.subject, index }), index);
  }

  /** Opens what was sealed to this device, and gives its key to colleagues' devices that lack it: part of the upkeep. */
  async tend(): Promise<void> {
    if (!this.isMine) return;
    const listed = await this.#relay.list();
    if (listed.length > 0) await this.#keys.tend(listed);
  }

  private async act<Act extends ApplicationAct>(
    id: ApplicationId,
    act: Act,
    content: (thread: ApplicationThread) => ApplicationContentOf<Act>,
    statement?: number,
  ): Promise<ApplicationView> {
    const { thread, key } = await this.held(id);
    if (act === 'authenticated' || act === 'verified') demandReadable(thread);
    const { networkId, signatureKey } = this.surroundings.self;
    const by = { networkId, id, key, privateKey: signatureKey.privateKey };
    const entry = nextEntry(thread, by, act, content(thread));
    await this.#relay.append(id, { ...entry, ...(statement === undefined ? {} : { statement }) });
    return this.read(id);
  }

  private async line(listed: ApplicationListed): Promise<ApplicationLine | undefined> {
    const { id, state, entries, at } = listed;
    const line = { id, reference: applicationReference(id), state, at, entries, isAltered: false, isMissealed: false };
    const seen = await this.surroundings.store.get<Seen>(SEEN + id);
    try {
      const known = seen?.entries === entries ? seen : await this.seenNow(listed);
      if (known === undefined) return line;
      const { self } = this.surroundings;
      const may = nextActs(known.standing, 'secretariat', self.officer);
      // What the entries come to counts, not what the relay says of them.
      return { ...line, state: known.standing.state, opened: { state: known.state, authority: known.authority, may } };
    } catch (error) {
      // It was deleted since it was listed.
      if (codeOf(error) === 'application.unknown') return undefined;
      if (codeOf(error) === 'application.other-key') return { ...line, isMissealed: true };
      if (codeOf(error) !== 'application.altered' && codeOf(error) !== 'application.cut') throw error;
      return { ...line, isAltered: true };
    }
  }

  private async seenNow(listed: ApplicationListed): Promise<Seen | undefined> {
    if ((await this.#keys.of(listed)) === undefined) return undefined;
    const { thread } = await this.held(listed.id);
    return seenOf(thread);
  }

  private async held(id: ApplicationId): Promise<Held> {
    const { store, self, directory } = this.surroundings;
    const read = await this.#relay.read(id);
    if (read.id !== id)
      refuse('application.altered', 'the relay gave another application than the one that was asked for');
    const key = await this.#keys.of(read);
    if (key === undefined)
      return refuse('application.unopened', 'no colleague has given this device the key of the application yet');
    // Who acted may be a device that was enrolled a moment ago.
    await directory.sync();
    const thread = readThread(read, { networkId: self.networkId, key, view: directory.latest });
    demandFollows(thread, await store.get<Seen>(SEEN + id));
    await store.write([{ key: SEEN + id, value: seenOf(thread) }]);
    return { thread, key, until: read.until };
  }

  private view({ thread, until }: Held): ApplicationView {
    const { self, directory } = this.surroundings;
    const seen: SeenBy = {
      side: 'secretariat',
      officer: self.officer,
      nameOf: (officer) => directory.nameOf(officer),
      differs: (form, { authority, index }) => {
        const statement = this.device.directory.proven(index)?.statement;
        return statement === undefined || !saysForm(statement, form, authority);
      },
    };
    return applicationView(thread, until, seen);
  }

  private mint(thread: ApplicationThread): ReturnType<typeof mintAuthority> {
    const { latest } = this.surroundings.directory;
    const before = mintedIn(thread);
    if (before !== undefined && latest.latestStatementHash(before) === '') return before;
    return mintAuthority(formOf(thread), latest);
  }

  private placeOf(body: AuthorityNotified): number | undefined {
    const hash = toBase64url(bodyHash(body));
    const isIt = (statement: string): boolean => {
      const said = AuthorityNotified.safeParse((JSON.parse(statement) as { body: unknown }).body);
      return said.success && toBase64url(bodyHash(said.data)) === hash;
    };
    return this.device.directory.stated(body.subject).find(({ statement }) => isIt(statement))?.index;
  }
}

function bodyOf(thread: ApplicationThread): AuthorityNotified {
  const authority = mintedIn(thread);
  if (thread.standing.state !== 'verified' || authority === undefined)
    return refuse(
      'application.not-verified',
      'two officers of the secretariat verify an application before it is signed',
    );
  return notificationOf(formOf(thread), authority);
}

function seenOf(thread: ApplicationThread): Seen {
  const { state, authority } = formOf(thread);
  return { ...readTo(thread), state, authority: authority.name, standing: thread.standing };
}

function found(
  thread: ApplicationThread,
  checklist: Checklist,
  words: string,
  seen: string,
): ApplicationContentOf<'authenticated'> {
  if (readTo(thread).head !== seen)
    throw new ProblemError('application.stale', 'something was added that was not read yet');
  return { checklist: whole(checklist), words: besides(words) };
}

function whole(checklist: Checklist): Checklist {
  const parsed = Checklist.safeParse(checklist);
  return parsed.success
    ? parsed.data
    : refuse('application.checklist', 'each item is answered; one that is not met says why in a remark');
}

function besides(words: string): string {
  const said = words.trim();
  if (said.length > applicationBounds.words)
    refuse('application.words', `say it in at most ${String(applicationBounds.words)} characters`);
  return said;
}
