import {
  Erased,
  ProblemError,
  StatementAccepted,
  limits,
  type AuthorityId,
  type ConversationId,
  type DeviceId,
  type FieldOpening,
  type OfficerId,
} from '#contracts';
import { canonicalJson } from '#crypto';
import { commitmentOf, type Settings } from '#directory';
import { refuse } from './errors.js';
import { refuseExpert } from './expert-limits.js';
import type { Identity } from './identity.js';
import type { DirectorySync } from './directory.js';
import { commitmentsOfFormerPages, commitmentsOfOfficer, freshOpening } from './personal-commitments.js';
import {
  signedStatement,
  statementSigner,
  withSignature,
  type StatementFile,
  type StatementSigner,
} from './statement-file.js';
import type { Credentials, Transport } from './transport.js';

/** A person's fields as typed; they enter a statement only as commitments (protocol 1.3). */
export type PersonalValues = Partial<Record<'name' | 'telephone' | 'email', string>>;

/** Commitments of personal fields, and the openings that travel beside the statement. */
export function committed(values: PersonalValues): {
  fields: Record<string, { commitment: string; visible: 'members' }>;
  openings: FieldOpening[];
} {
  const openings: FieldOpening[] = [];
  const fields: Record<string, { commitment: string; visible: 'members' }> = {};
  for (const [label, value] of Object.entries(values)) {
    if (value === '') continue;
    const opening = freshOpening(label, value);
    openings.push(opening);
    fields[label] = { commitment: commitmentOf(opening), visible: 'members' };
  }
  return { fields, openings };
}

/** Leaves a finished statement with the relay, which judges it as every client will. @throws `statement.refused` with the reason's code */
export async function submitStatement(
  transport: Transport,
  statement: string,
  openings: readonly FieldOpening[] = [],
  credentials?: Credentials,
): Promise<StatementAccepted> {
  return transport.call(
    { method: 'POST', path: '/v1/directory/statements', body: { statement, openings }, answer: StatementAccepted },
    credentials,
  );
}

/** Why the relay keeps what it is asked to forget. */
const IN_USE: Readonly<Partial<Record<ProblemError['code'], string>>> = {
  'erasure.in-office': 'somebody whom it is of is in office, and members must be able to read who acts',
  'erasure.present-page': 'the present page tells it',
};

/** What an administrator does for their authority: each act is one statement, signed by this device. */
export class Administration {
  constructor(
    private readonly options: {
      readonly identity: Identity;
      readonly transport: Transport;
      readonly credentials: Credentials;
      readonly directory: DirectorySync;
    },
  ) {}

  /** Appoints an officer, or renews an appointment. An administrator needs a second administrator's signature: {@link cosigners}. */
  async appoint(appointment: {
    readonly officer: OfficerId;
    readonly roles: readonly ('administrator' | 'officer')[];
    /** Unix seconds. */
    readonly validity: { readonly from: number; readonly until: number };
    readonly person: PersonalValues;
    readonly cosigners?: readonly StatementSigner[];
  }): Promise<StatementAccepted> {
    const { officer, roles, validity, person, cosigners } = appointment;
    const { fields, openings } = committed(person);
    return this.state({ type: 'officer.appointed', officer, roles, validity, fields }, { openings, cosigners });
  }

  /** Dismisses an officer: final, and every device of theirs is dead with it. */
  async dismiss(officer: OfficerId, cosigners?: readonly StatementSigner[]): Promise<StatementAccepted> {
    return this.state({ type: 'officer.dismissed', officer }, { cosigners });
  }

  /** Sponsors an outside expert for one conversation, until a time. */
  async sponsor(sponsorship: {
    readonly officer: OfficerId;
    readonly conversation: ConversationId;
    /** Unix seconds. */
    readonly validity: { readonly from: number; readonly until: number };
    readonly person: PersonalValues;
  }): Promise<StatementAccepted> {
    const { officer, conversation, validity, person } = sponsorship;
    const { fields, openings } = committed(person);
    return this.state({ type: 'expert.sponsored', officer, conversation, validity, fields }, { openings });
  }

  /** Ends the sponsorship of an outside expert: final, and every device of theirs is dead with it. */
  async endSponsorship(officer: OfficerId): Promise<StatementAccepted> {
    return this.state({ type: 'expert.ended', officer }, {});
  }

  /** Has an officer of another authority serve this one too, until a time. */
  async accredit(liaison: {
    readonly officer: OfficerId;
    readonly home: AuthorityId;
    /** Unix seconds. */
    readonly validity: { readonly from: number; readonly until: number };
  }): Promise<StatementAccepted> {
    return this.state({ type: 'liaison.accredited', ...liaison }, {});
  }

  /** Ends the service here of an officer of another authority: final. Nothing changes at their own. */
  async endAccreditation(officer: OfficerId): Promise<StatementAccepted> {
    return this.state({ type: 'officer.dismissed', officer }, {});
  }

  /** Revokes a device: final. An officer may revoke their own. */
  async revoke(device: DeviceId): Promise<StatementAccepted> {
    return this.state({ type: 'device.revoked', device }, {});
  }

  /** States the authority's settings anew, whole: what is not named stays as it is. */
  async changeSettings(change: Partial<Settings>): Promise<StatementAccepted> {
    const { identity, directory } = this.options;
    await directory.sync();
    const settings = directory.latest.authority(identity.authority)?.settings;
    return this.state({ type: 'authority.settings', ...settings, ...change }, {});
  }

  /** Signs a device's own request to be enrolled, whose six words were compared, and files it. */
  async enrol(
    body: Readonly<Record<string, unknown>>,
    deviceSignature: string,
    cosigners: readonly StatementSigner[] = [],
  ): Promise<StatementAccepted> {
    const device = { key: String(body['signature']), signature: deviceSignature };
    const { identity, transport, credentials, directory } = this.options;
    refuseExpert({ directory, self: identity });
    const statement = signedStatement(
      identity.networkId,
      body,
      [statementSigner(identity.signatureKey), ...cosigners],
      [device],
    );
    return submitStatement(transport, statement, [], credentials);
  }

  /**
   * Has the relay forget an officer's name, telephone and e-mail, for good: whoever was given them keeps them, nobody is
   * given them again. @returns how many values it held @throws `erasure.in-office` until they are dismissed; `erasure.partly`
   * with how many were erased before, where more than one request takes was refused so
   */
  async eraseOfficer(officer: OfficerId): Promise<number> {
    return this.erase((statements) => commitmentsOfOfficer(statements, officer));
  }

  /** As {@link eraseOfficer}, of persons and texts for members that earlier pages of the authority told and its present one does not. */
  async eraseFormerPages(): Promise<number> {
    return this.erase(commitmentsOfFormerPages);
  }

  /** A statement's body and signatures with this device's added: for acts that need several signers, carried as files. */
  cosigned<
    Signed extends { readonly body: object; readonly signatures: readonly { key: string; signature: string }[] },
  >(statement: Signed): Signed {
    const { networkId, signatureKey } = this.options.identity;
    return withSignature(networkId, statement, statementSigner(signatureKey));
  }

  /** An act as a statement about one's own authority that nobody has signed yet: it is whole, and in its place. */
  async unsigned(act: { readonly type: string } & Readonly<Record<string, unknown>>): Promise<StatementFile> {
    const { identity, directory } = this.options;
    await directory.sync();
    const { authority: subject } = identity;
    return { body: { ...act, subject, prev: directory.latest.latestStatementHash(subject) }, signatures: [] };
  }

  /** Files a statement that enough have signed. @throws `statement.refused` with the reason's code */
  async submit({ body, signatures, openings = [] }: StatementFile): Promise<StatementAccepted> {
    const { transport, credentials } = this.options;
    return submitStatement(transport, canonicalJson({ body, signatures }), openings, credentials);
  }

  private async erase(commitmentsIn: (statements: readonly string[]) => readonly string[]): Promise<number> {
    const { identity, transport, credentials, directory } = this.options;
    await directory.sync();
    const commitments = commitmentsIn(directory.statements(identity.authority));
    let values = 0;
    for (let first = 0; first < commitments.length; first += limits.erasures) {
      const body = { commitments: commitments.slice(first, first + limits.erasures) };
      const request = { method: 'POST', path: '/v1/directory/erasures', body, answer: Erased } as const;
      try {
        values += (await transport.call(request, credentials)).values;
      } catch (error) {
        const why = error instanceof ProblemError ? IN_USE[error.code] : undefined;
        if (values === 0 || why === undefined) throw error;
        refuse('erasure.partly', `${String(values)} of the values were erased; the rest was not: ${why}`, error);
      }
    }
    return values;
  }

  private async state(
    act: Readonly<Record<string, unknown>>,
    {
      openings = [],
      cosigners = [],
    }: { openings?: readonly FieldOpening[]; cosigners?: readonly StatementSigner[] | undefined },
  ): Promise<StatementAccepted> {
    const { identity, transport, credentials, directory } = this.options;
    await directory.sync();
    // Their own device an expert may give up.
    if (act['type'] !== 'device.revoked') refuseExpert({ directory, self: identity });
    const subject: AuthorityId = identity.authority;
    const body = { ...act, subject, prev: directory.latest.latestStatementHash(subject) };
    const statement = signedStatement(identity.networkId, body, [statementSigner(identity.signatureKey), ...cosigners]);
    return submitStatement(transport, statement, openings, credentials);
  }
}
