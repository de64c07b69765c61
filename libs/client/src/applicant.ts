import {
  ApplicationId,
  limits,
  NetworkDescription,
  type AgreementKey,
  type ApplicationRead,
  type ApplicationWrap,
  type AuthorityId,
  type OfficerId,
} from '#contracts';
import { applicationSecrets, randomBytes, sealApplicationWrap, type ApplicationSecrets } from '#crypto';
import { networkIdOf, parseStatement } from '#directory';
import { codeOf, toBase64url, unixSeconds } from '#primitives';
import {
  fetchDocument,
  sealDocuments,
  sendDocuments,
  type DocumentFile,
  type DocumentLine,
  type DocumentProgress,
} from './application-documents.js';
import { formProblems, type ApplicationForm, type FormProblem } from './application-form.js';
import { applicationLink, applicationReference, linkSecrets, parseApplicationLink } from './application-link.js';
import { ApplicationRelay } from './application-relay.js';
import { secretariatKeys } from './application-recipients.js';
import { saysForm } from './application-statement.js';
import {
  demandFollows,
  nextEntry,
  NOTHING_YET,
  readThread,
  readTo,
  type ApplicationThread,
  type ReadTo,
} from './application-thread.js';
import { applicationView, type ApplicationView } from './application-view.js';
import { applicationBounds } from './choices.js';
import { DirectorySync } from './directory.js';
import type { ClientEnvironment } from './environment.js';
import { refuse } from './errors.js';
import { dayOf } from './page-review.js';
import { Store } from './store.js';
import { Transport } from './transport.js';

/** What the applicant's client uses of the platform; nothing stays in `database` that could be read later. */
export type ApplicantEnvironment = Pick<ClientEnvironment, 'clock' | 'http' | 'httpBytes' | 'timers' | 'database'>;

/** What became of a submission. The link is told nowhere else, and nobody can recover it. */
export interface Submitted {
  readonly link: string;
  readonly reference: string;
  /** Names of documents that did not get there; they can be sent again with an answer. */
  readonly missing: readonly string[];
}

/** An application's own secrets, and the link that says them. */
interface Own extends ApplicationSecrets {
  readonly link: string;
}

const SUBMIT_TRIES = 3;
const PAUSE = 1000;

/**
 * Whoever applies for its State's authority to be notified: has no account, and believes the relay as little as a member
 * does. The directory, and the keys of the secretariat, are checked as members check them (protocol 9.4).
 */
export class Applicant {
  #own: Own | undefined;
  /** How far it was read: nothing of that can be withheld, or be other, any more. */
  #seen: ReadTo | undefined;

  private constructor(
    private readonly environment: ApplicantEnvironment,
    private readonly transport: Transport,
    private readonly store: Store,
    private readonly directory: DirectorySync,
    private readonly networkId: Uint8Array,
  ) {}

  /**
   * At a relay, to submit an application; or at the one that is behind a private link, to follow it.
   * @param where - the relay's origin, or the whole private link
   * @throws `application.link`, `network.other`, `client.offline`, and what its directory is refused with
   */
  static async at(environment: ApplicantEnvironment, where: string): Promise<Applicant> {
    const link = where.includes('#') ? parseApplicationLink(where) : undefined;
    const relay = link?.relay ?? where.replace(/\/$/, '');
    const transport = new Transport(environment, relay);
    const { founding } = await transport.call({ method: 'GET', path: '/v1/network', answer: NetworkDescription });
    const networkId = networkIdOf(parseStatement(founding).body);
    const store = Store.passing(environment.database);
    const directory = await DirectorySync.open({
      store,
      transport,
      clock: environment.clock,
      founding,
      onFault: () => Promise.resolve(),
    });
    const applicant = new Applicant(environment, transport, store, directory, networkId);
    if (link !== undefined) applicant.#own = { ...linkSecrets(link, networkId), link: applicationLink(link) };
    await applicant.sync();
    return applicant;
  }

  /** The network, base64url: what the secretariat's letter says is compared with it before anything is sent. */
  get identity(): string {
    return toBase64url(this.networkId);
  }

  /** The network's name, and of its secretariat. */
  get network(): { readonly name: string; readonly secretariat: string } {
    const terms = this.directory.latest.network();
    const secretariat = terms && this.directory.latest.authority(terms.secretariat)?.name;
    return { name: terms?.name ?? '', secretariat: secretariat ?? terms?.secretariat ?? '' };
  }

  /** The private link, once there is an application. */
  get link(): string | undefined {
    return this.#own?.link;
  }

  /** What keeps a form from being submitted. */
  problems(form: unknown): FormProblem[] {
    return formProblems(form, dayOf(unixSeconds(this.environment.clock)));
  }

  /**
   * Seals a form and its documents to the secretariat and hands them in.
   * @throws `application.form`, `application.documents`, `attachment.too-large`, `attachment.type`, `application.key` where the
   * relay serves keys that are not the secretariat's, `application.no-recipient`, `directory.stale`, `rate.limited`, `application.full`
   */
  async submit(
    form: ApplicationForm,
    files: readonly DocumentFile[] = [],
    progress?: DocumentProgress,
  ): Promise<Submitted> {
    this.demandForm(form);
    const sealed = sealDocuments(files);
    const { own, relay } = this.fresh();
    const wraps = await this.wraps(relay, own);
    const { documents, announced } = sealed;
    const content = { form, documents: [...documents] };
    const entry = nextEntry(NOTHING_YET, this.signing(own), 'submitted', content, [...announced]);
    const id = ApplicationId.parse(own.id);
    const signer = toBase64url(own.signature.publicKey);
    await this.patiently(() => relay.submit({ id, signer, entry, wraps }));
    this.#own = own;
    const missing = await sendDocuments(this.line(relay), { id, number: 1 }, sealed, progress);
    return { link: own.link, reference: applicationReference(id), missing };
  }

  /** How the application stands; gives its key to devices of the secretariat that came since. @throws `application.altered`, `application.cut`, `application.unknown` */
  async follow(): Promise<ApplicationView> {
    const { own, relay } = this.held();
    await this.sync();
    const read = await relay.read(own.id);
    const thread = this.checked(read, own);
    await this.giveKey(relay, own, read.wrapped).catch((error: unknown) => {
      // A relay that serves false keys, or a secretariat away, does not keep the applicant from reading.
      if (codeOf(error) === undefined) throw error;
    });
    return this.view(thread, read.until);
  }

  /** A document of an entry, by its place in it. @throws `attachment.absent`, and as `fetchDocument` */
  async document(number: number, place: number): Promise<{ name: string; type: string; bytes: Uint8Array }> {
    const { own, relay } = this.held();
    const { entries } = await this.thread(own, relay);
    const document = entries[number - 1]?.content.documents?.[place];
    if (document === undefined) return refuse('attachment.absent', 'there is no such document');
    return fetchDocument(this.line(relay), { id: own.id, number, place }, document);
  }

  /**
   * Answers what was asked, or adds to what was said; with `form` where that changes. Whatever was checked is then checked again.
   * @returns the names of documents that did not get there
   */
  async answer(
    words: string,
    files: readonly DocumentFile[] = [],
    form?: ApplicationForm,
    progress?: DocumentProgress,
  ): Promise<{ readonly missing: readonly string[] }> {
    const said = saidWords(words);
    if (form !== undefined) this.demandForm(form);
    const sealed = sealDocuments(files);
    const { own, relay } = this.held();
    const thread = await this.thread(own, relay);
    const documents = [...sealed.documents];
    const content = { words: said, documents, ...(form === undefined ? {} : { form }) };
    const entry = nextEntry(thread, this.signing(own), 'answered', content, [...sealed.announced]);
    await relay.append(own.id, entry);
    const place = { id: own.id, number: entry.number };
    return { missing: await sendDocuments(this.line(relay), place, sealed, progress) };
  }

  /** Takes the application back, for good; the reason may stay empty. */
  async withdraw(words = ''): Promise<void> {
    const { own, relay } = this.held();
    const thread = await this.thread(own, relay);
    const content = { words: words.trim().slice(0, applicationBounds.words) };
    await relay.append(own.id, nextEntry(thread, this.signing(own), 'withdrawn', content));
  }

  private async sync(): Promise<void> {
    await this.directory.syncEntries();
    // Whose keys are pending are nobody's to seal to; the rest of the directory is not asked for.
    await this.directory.fetchAbout('network');
    await this.directory.fetchAbout(this.secretariat);
  }

  private get secretariat(): AuthorityId {
    return this.directory.latest.network()?.secretariat ?? refuse('directory.pending', 'the network is not known yet');
  }

  private demandForm(form: unknown): void {
    const [problem] = this.problems(form);
    if (problem !== undefined) refuse('application.form', `${problem.field} of the form cannot be submitted so`);
  }

  private fresh(): { own: Own; relay: ApplicationRelay } {
    const secret = randomBytes(32);
    const { networkId } = this;
    const link = applicationLink({ relay: this.transport.origin, networkId, secret });
    const own = { ...applicationSecrets({ networkId, secret }), link };
    return { own, relay: this.relayOf(own) };
  }

  private held(): { own: Own; relay: ApplicationRelay } {
    const own = this.#own ?? refuse('application.link', 'there is no application yet');
    return { own, relay: this.relayOf(own) };
  }

  private relayOf({ access }: Own): ApplicationRelay {
    const token = toBase64url(access);
    return new ApplicationRelay(this.transport, {
      scheme: 'Application',
      token: () => Promise.resolve(token),
      forget: () => undefined,
    });
  }

  private line(relay: ApplicationRelay): DocumentLine {
    const { clock, timers } = this.environment;
    return { relay, clock, timers };
  }

  private signing({ id, key, signature }: Own) {
    return { networkId: this.networkId, id, key, privateKey: signature.privateKey };
  }

  private reader({ key }: Own) {
    return { networkId: this.networkId, key, view: this.directory.latest };
  }

  private async thread(own: Own, relay: ApplicationRelay): Promise<ApplicationThread> {
    await this.sync();
    return this.checked(await relay.read(own.id), own);
  }

  private checked(read: ApplicationRead, own: Own): ApplicationThread {
    const isOwn = read.id === own.id && read.signer === toBase64url(own.signature.publicKey);
    if (!isOwn) refuse('application.altered', 'the relay gave another application than the one that was asked for');
    const thread = readThread(read, this.reader(own));
    demandFollows(thread, this.#seen);
    this.#seen = readTo(thread);
    return thread;
  }

  private async view(thread: ApplicationThread, until: number): Promise<ApplicationView> {
    const { directory } = this;
    const named = thread.entries.at(-1)?.content;
    if (named?.index !== undefined && named.authority !== undefined) await directory.fetchAbout(named.authority);
    return applicationView(thread, until, {
      side: 'applicant',
      nameOf: (officer: OfficerId) => directory.nameOf(officer),
      differs: (form, { authority, index }) => {
        const statement = directory.proven(index)?.statement;
        return statement === undefined || !saysForm(statement, form, authority);
      },
    });
  }

  /** Seals the application's key to the devices of the secretariat whose newest key it is not sealed to yet. */
  private async giveKey(
    relay: ApplicationRelay,
    own: Own,
    wrapped: readonly { readonly device: string; readonly number: number }[],
  ): Promise<void> {
    const known = new Map(wrapped.map(({ device, number }) => [device, number]));
    const served = await relay.secretariatKeys();
    const isNew = ({ device, number }: AgreementKey): boolean => (known.get(device) ?? 0) < number;
    const devices = served.filter(isNew).map(({ device }) => device);
    if (devices.length === 0) return;
    await relay.wrap(own.id, await this.wraps(relay, own, new Set(devices)));
  }

  private async wraps(relay: ApplicationRelay, own: Own, only?: ReadonlySet<string>): Promise<ApplicationWrap[]> {
    const { directory, store, transport, networkId } = this;
    const { clock } = this.environment;
    const keys = await secretariatKeys({ directory, store, transport, clock, relay, networkId }, only);
    return [...keys].slice(0, limits.applicationWraps).map(([device, { number, publicKey }]) => {
      const wrap = sealApplicationWrap({ networkId, id: own.id, device, number, publicKey, key: own.key });
      return { device, number, wrap: toBase64url(wrap) };
    });
  }

  // An answer that was lost is no second application: the relay knows the same one again.
  private async patiently(act: () => Promise<void>): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        await act();
        return;
      } catch (error) {
        if (codeOf(error) !== 'client.offline' || tries === SUBMIT_TRIES) throw error;
        await this.environment.timers.sleep(PAUSE * tries);
      }
    }
  }
}

/** Words that say something. @throws `application.words` */
export function saidWords(words: string): string {
  const said = words.trim();
  if (said === '' || said.length > applicationBounds.words)
    refuse('application.words', `say it in at most ${String(applicationBounds.words)} characters`);
  return said;
}
