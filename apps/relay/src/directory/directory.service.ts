import { Inject, Injectable } from '@nestjs/common';
import {
  AuthorityId,
  type DeviceId,
  type DirectoryEntries,
  type DirectoryStatements,
  type FieldOpening,
  type NetworkDescription,
  ProblemError,
  type SubjectPlace,
} from '#contracts';
import {
  type Body,
  commitmentOf,
  entryBytes,
  networkIdOf,
  type PersonalField,
  parseBody,
  parseStatement,
  type Statement,
  statementHash,
} from '#directory';
import { toBase64url } from '#primitives';
import { AuditLog } from '../audit/audit-log.js';
import { Checkpointer } from '../audit/checkpointer.js';
import { DirectoryLog } from '../audit/directory-log.js';
import { LogKeys } from '../audit/log-keys.js';
import { CONFIG, type Config } from '../platform/config.js';
import { Database, type Transaction } from '../platform/database.js';
import { judged, matchOpenings, refuseForeignTerms, refuseOutOfTime } from './admission.js';
import { DirectoryState } from './directory-state.js';
import { Experts, type Seated } from './experts.js';
import { StatementsRepository } from './statements.repository.js';

/** Told of a statement within the transaction that logs it; what it throws keeps the statement out of the log. */
export type StatingListener = (tx: Transaction, body: Body) => Promise<void>;

/** What everyone may know of an authority, beside what stands in the log in clear. */
export interface Openly {
  /** Places in the log: of its designation, and of its page where it has published one. */
  readonly designation: number;
  readonly page: number | null;
  /** The value of a personal field, where everyone may see it; of a text for members never. */
  readonly opened: (field: PersonalField) => string | undefined;
}

/** Admits statements to the directory log and serves it (protocol 1.1). */
@Injectable()
export class DirectoryService {
  readonly #stating: StatingListener[] = [];
  // One at a time on this node: the one that holds the log's lock needs a second connection to read what it waited for.
  #holding: Promise<unknown> = Promise.resolve();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly state: DirectoryState,
    private readonly experts: Experts,
    private readonly statements: StatementsRepository,
    private readonly log: DirectoryLog,
    private readonly keys: LogKeys,
    private readonly auditLog: AuditLog,
    private readonly checkpointer: Checkpointer,
  ) {}

  /**
   * Logs a statement that its signers were entitled to make here and now; it authenticates itself.
   * Returns its index once it is committed; a checkpoint that covers it follows within 2 s.
   * @throws `statement.refused` with a code of `libs/directory`, `statement.stale`, `statement.pending`
   */
  async submit(text: string, openings: readonly FieldOpening[]): Promise<number> {
    const statement = judged(() => parseStatement(text));
    const body = judged(() => parseBody(statement.body));
    this.refuseOtherNetwork(body);
    const visible = matchOpenings(body, openings);
    await this.refuseAhead(text, statement, body);
    const index = await this.alone((tx) => this.admit(tx, text, statement, body, visible));
    await this.state.follow();
    void this.checkpointer.soon();
    return index;
  }

  /** Runs `act` in a transaction in which nobody else states anything, with all that was stated before it applied. */
  alone<Result>(act: (tx: Transaction) => Promise<Result>): Promise<Result> {
    const done = this.#holding.then(() =>
      this.database.transaction(async (tx) => {
        await this.log.lock(tx);
        await this.state.follow();
        return act(tx);
      }),
    );
    this.#holding = done.catch(() => undefined);
    return done;
  }

  onStating(listener: StatingListener): void {
    this.#stating.push(listener);
  }

  /** What anyone may know before trusting anything. @throws `record.not-yet` */
  async describe(): Promise<NetworkDescription> {
    const [founding] = await this.statements.from(0, 1);
    const directory = this.checkpointer.shown('directory');
    const audit = this.checkpointer.shown('audit');
    if (founding === undefined || directory === undefined || audit === undefined) return notYet();
    return {
      networkId: this.state.networkIdText,
      founding: founding.statement,
      directory: directory.note,
      audit: audit.note,
    };
  }

  /** The newest cosigned checkpoint, or the first of at least the size `covering`. @throws `record.not-yet` */
  async checkpoint(covering?: number): Promise<string> {
    const { note } = this.shown();
    if (covering === undefined) return note;
    return (await this.checkpointer.covering(covering)) ?? notYet();
  }

  /** Entries under the newest checkpoint, in order. @throws `record.not-yet` */
  async entries(from: number, limit: number): Promise<DirectoryEntries> {
    const found = await this.statements.entries(from, this.shown().size, limit);
    return { entries: found.map(({ subject, hash }) => ({ subject, statement: toBase64url(hash) })) };
  }

  /** Statements under the newest checkpoint, with the openings that the asker is entitled to. @throws `record.not-yet` */
  async statementsOf(
    { subject, from, limit }: { subject?: string | undefined; from: number; limit: number },
    asking: DeviceId | undefined,
  ): Promise<DirectoryStatements> {
    const circle = asking && (await this.experts.circle(asking));
    const isMember = asking !== undefined && circle === undefined;
    const found = await this.statements.from(from, this.shown().size, limit, subject);
    const openings = await this.statements.openings(
      found.map(({ index }) => index),
      asking !== undefined,
    );
    return {
      statements: found.map(({ index, subject: of, statement }) => {
        const values = openings.get(index) ?? [];
        const whole = isMember || values.length === 0;
        return { index, statement, openings: whole ? values : this.openTo(circle ?? [], of, values) };
      }),
    };
  }

  // What a State opened to everyone once, and no longer does, is for members; of persons, an expert sees those it sits with.
  private openTo(circle: readonly Seated[], subject: string, values: readonly FieldOpening[]): FieldOpening[] {
    const authority = AuthorityId.safeParse(subject).data;
    if (authority === undefined) return [];
    const { latest } = this.state;
    const officers = latest.officersOf(authority);
    const persons = [...(latest.authority(authority)?.page?.persons ?? []), ...officers];
    const seated = officers.filter(({ id }) => circle.some(({ officer }) => officer === id));
    const open = new Set(
      [
        ...persons.flatMap(({ fields }) => Object.values(fields)).filter((field) => field?.visible === 'everyone'),
        ...seated.flatMap(({ fields }) => Object.values(fields)),
      ].map((field) => field?.commitment),
    );
    return values.filter((opening) => open.has(commitmentOf(opening)));
  }

  /** Where an authority stands in the log below a size, and those values of its page that its State opened to everyone. */
  async openly(subject: AuthorityId, size: number): Promise<Openly> {
    const openings = await this.statements.openToEveryone(subject, size);
    const values = new Map(openings.map((opening) => [commitmentOf(opening), opening.value]));
    // A page before the present one may have opened to everyone what is for members now.
    const opened: Openly['opened'] = ({ commitment, visible }) =>
      visible === 'everyone' ? values.get(commitment) : undefined;
    return {
      designation: this.state.placeOf('authority.notified', subject, size) ?? 0,
      page: this.state.placeOf('page.published', subject, size) ?? null,
      opened,
    };
  }

  /** The `prev` of a subject's next statement in the newest state, logged or not yet under a checkpoint. */
  place(subject: string): SubjectPlace {
    return { prev: this.state.latest.latestStatementHash(subject), size: this.state.latest.size };
  }

  private async admit(
    tx: Transaction,
    text: string,
    statement: Statement,
    body: Body,
    openings: Parameters<StatementsRepository['insert']>[2],
  ): Promise<number> {
    const { subject } = body;
    const hash = Buffer.from(statementHash(text));
    this.refuseWithoutEffect(text, statement, body);
    const index = await this.log.append(tx, entryBytes(subject, hash));
    await this.statements.insert(tx, { index, subject, hash, statement: text }, openings);
    for (const listener of this.#stating) await listener(tx, body);
    await this.auditLog.append(tx, { type: 'directory.stated', who: { subject }, facts: { act: body.type, index } });
    return index;
  }

  /** Refuses, before it waits for the log's lock, what anyone may submit and this log would not take. */
  private async refuseAhead(text: string, statement: Statement, body: Body): Promise<void> {
    try {
      this.refuseWithoutEffect(text, statement, body);
    } catch {
      // It may follow what another node has logged and this one has not read.
      await this.state.follow();
      this.refuseWithoutEffect(text, statement, body);
    }
  }

  private refuseWithoutEffect(text: string, statement: Statement, { subject }: Body): void {
    refuseOutOfTime(statement, this.state.latest, this.state.time);
    const outcome = this.state.judge({ subject, statementHash: statementHash(text), statement: text });
    if (outcome.effect === 'applied') return;
    if (outcome.effect === 'pending') throw new ProblemError('statement.pending');
    throw new ProblemError(outcome.code === 'statement.prev' ? 'statement.stale' : 'statement.refused', outcome.code);
  }

  private refuseOtherNetwork(body: Body): void {
    const { networkId } = this.config;
    if (body.type === 'network.founded' && networkId !== undefined && toBase64url(networkIdOf(body)) !== networkId) {
      throw new ProblemError('statement.refused', 'network.other');
    }
    refuseForeignTerms(body, { directory: this.keys.verifier('directory'), audit: this.keys.verifier('audit') });
  }

  private shown(): { note: string; size: number } {
    return this.checkpointer.shown('directory') ?? notYet();
  }
}

function notYet(): never {
  throw new ProblemError('record.not-yet');
}
