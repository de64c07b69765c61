import type { OfficerId, StatementAccepted } from '#contracts';
import { compareText } from '#primitives';
import { committed, type Administration, type PersonalValues } from './administration.js';
import {
  carriedStatement,
  demandCompared,
  isStated,
  readCarried,
  type CarriedBy,
  type CarriedStatement,
  type Compared,
} from './carried-statement.js';
import type { archiveDeclaration } from './archive-statements.js';
import type { DirectorySync } from './directory.js';
import { waitingWithWords, type AskedFor } from './enrolment.js';
import { refuse } from './errors.js';
import type { Identity } from './identity.js';
import type { StatementFile } from './statement-file.js';
import type { Store } from './store.js';
import type { Credentials, Transport } from './transport.js';

const KEPT = 'carried/';

/** An administrator to be made: somebody new, or an officer of the authority. */
export interface AdministratorToBe {
  readonly officer: OfficerId;
  /** Unix seconds. */
  readonly validity: { readonly from: number; readonly until: number };
  /** Of somebody new; an officer's fields stay as they are. */
  readonly person?: PersonalValues;
}

/**
 * Acts of an authority that take two administrators: prepared and signed on one's device, carried to the other as a file,
 * signed there and filed by either. They are kept on this device until they are filed or dropped.
 */
export class CarriedStatements {
  constructor(
    private readonly options: {
      readonly identity: Identity;
      readonly transport: Transport;
      readonly credentials: Credentials;
      readonly directory: DirectorySync;
      readonly administration: Administration;
      readonly store: Store;
    },
  ) {}

  /** Prepares and signs that somebody is an administrator. */
  async makeAdministrator({ officer, validity, person }: AdministratorToBe): Promise<CarriedStatement> {
    const { administration, directory } = this.options;
    const { fields, openings } = committed(person ?? {});
    const held = directory.latest.officer(officer)?.fields;
    const roles = ['administrator', 'officer'];
    const act = { type: 'officer.appointed', officer, roles, validity, fields: person === undefined ? held : fields };
    return this.signAndKeep({ ...(await administration.unsigned(act)), openings });
  }

  /** Prepares and signs that an administrator is dismissed; it waits for the other signature however the log moves on. */
  async dismiss(officer: OfficerId): Promise<CarriedStatement> {
    const { body, signatures } = await this.options.administration.unsigned({ type: 'officer.dismissed', officer });
    return this.signAndKeep({ body: { ...body, prev: '' }, signatures });
  }

  /** Prepares and signs the declaration of an archive, or its end. */
  async declare(act: ReturnType<typeof archiveDeclaration>): Promise<CarriedStatement> {
    return this.signAndKeep(await this.options.administration.unsigned(act));
  }

  /** Signs the request of the waiting device whose six words were typed, for an officer who has no device left. @param of - whose it has to be @throws `identity.words` */
  async enrol(words: string, of?: AskedFor): Promise<CarriedStatement> {
    const { transport, credentials, identity, directory } = this.options;
    const { networkId } = identity;
    await directory.sync();
    const { body, signature } = await waitingWithWords({ transport, credentials, networkId, words, ...(of && { of }) });
    const signatures = [{ key: String(body['signature']), signature }];
    return this.signAndKeep({ body: body as StatementFile['body'], signatures });
  }

  /** Takes the text of a file that another administrator has handed over. @throws as `readCarried` */
  async take(text: string): Promise<CarriedStatement> {
    const { identity, directory } = this.options;
    await directory.sync();
    const file = readCarried(text, identity);
    const carried = this.judged(file);
    const held = await this.options.store.get<StatementFile>(KEPT + carried.id);
    const others = (held?.signatures ?? []).filter(({ key }) => !file.signatures.some((one) => one.key === key));
    const openings = file.openings ?? held?.openings;
    return this.keep({
      body: file.body,
      signatures: [...file.signatures, ...others],
      ...(openings === undefined ? {} : { openings }),
    });
  }

  /** Those kept on this device. */
  async list(): Promise<CarriedStatement[]> {
    const kept = await this.options.store.range<StatementFile>({ prefix: KEPT });
    return kept.map(({ value }) => this.judged(value));
  }

  /** Adds this device's signature to what somebody else prepared. @throws `statement.other-device`, `statement.compare` */
  async sign(id: string, compared: Compared = {}): Promise<CarriedStatement> {
    const file = await this.held(id);
    demandCompared(file, this.options.identity.networkId, compared);
    return this.signAndKeep(file);
  }

  /** Files it. @throws `statement.refused` with the reason's code */
  async submit(id: string): Promise<StatementAccepted> {
    return this.options.administration.submit(await this.held(id));
  }

  /** Whether the directory that is held here says it. */
  isLogged(id: string): boolean {
    const { directory, identity } = this.options;
    return isStated(id, directory.statements(identity.authority));
  }

  /** Forgets it on this device. */
  async drop(id: string): Promise<void> {
    await this.options.store.write([{ key: KEPT + id, remove: true }]);
  }

  private signAndKeep(file: StatementFile): Promise<CarriedStatement> {
    return this.keep(this.options.administration.cosigned(file));
  }

  private async keep(file: StatementFile): Promise<CarriedStatement> {
    const signatures = file.signatures.toSorted((a, b) => compareText(a.key, b.key));
    const carried = this.judged({ ...file, signatures });
    await this.options.store.write([{ key: KEPT + carried.id, value: carried.file }]);
    return carried;
  }

  private async held(id: string): Promise<StatementFile> {
    return (
      (await this.options.store.get<StatementFile>(KEPT + id)) ??
      refuse('statement.file', 'there is no such statement on this device')
    );
  }

  private judged(file: StatementFile): CarriedStatement {
    const { identity, directory } = this.options;
    const by: CarriedBy = {
      view: directory.latest,
      nameOf: (officer) => directory.nameOf(officer),
      opened: (commitment) => directory.opened(commitment),
      at: directory.checkpoint?.at ?? 0,
      identity,
      statements: directory.statements(identity.authority),
    };
    return carriedStatement(file, by);
  }
}
