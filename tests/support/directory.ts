import { createHash, createPrivateKey, createPublicKey, sign as nodeSign } from 'node:crypto';
import { AuthorityId, ConversationId, DeviceId, OfficerId, RegionId } from '#contracts';
import {
  Directory,
  formatStatement,
  statementHash,
  statementMessage,
  type AnyBody,
  type BodyOf,
  type DeviceKind,
  type LogEntry,
  type Outcome,
  type Page,
  type StatementType,
} from '#directory';
import { toBase64url } from '#primitives';
import { formatVerifierKey, verifierKey, type NoteKeyType } from '#tlog';

/** An Ed25519 key by node:crypto: the same name gives the same key. */
export interface TestKey {
  /** 32 bytes. */
  readonly seed: Uint8Array;
  readonly publicKey: Uint8Array;
  /** The public key in base64url, as statements name it. */
  readonly key: string;
  readonly sign: (message: Uint8Array) => Uint8Array;
}

const PKCS8 = {
  ed25519: Buffer.from('302e020100300506032b657004220420', 'hex'),
  x25519: Buffer.from('302e020100300506032b656e04220420', 'hex'),
};
const seedOf = (name: string): Uint8Array => new Uint8Array(createHash('sha256').update(`test key ${name}`).digest());
const privateKeyOf = (type: keyof typeof PKCS8, seed: Uint8Array) =>
  createPrivateKey({ key: Buffer.concat([PKCS8[type], seed]), format: 'der', type: 'pkcs8' });
const publicKeyOf = (type: keyof typeof PKCS8, seed: Uint8Array): Uint8Array =>
  new Uint8Array(createPublicKey(privateKeyOf(type, seed)).export({ format: 'der', type: 'spki' }).subarray(-32));

const keys = new Map<string, TestKey>();

/** The Ed25519 key of a name. */
export function aKey(name: string): TestKey {
  const made = keys.get(name) ?? newKey(name);
  keys.set(name, made);
  return made;
}

function newKey(name: string): TestKey {
  const seed = seedOf(name);
  const privateKey = privateKeyOf('ed25519', seed);
  const publicKey = publicKeyOf('ed25519', seed);
  return {
    seed,
    publicKey,
    key: toBase64url(publicKey),
    sign: (message) => new Uint8Array(nodeSign(null, message, privateKey)),
  };
}

/** `count` keys of a name. */
export const keysOf = (name: string, count: number): TestKey[] =>
  Array.from({ length: count }, (_, i) => aKey(`${name} ${String(i + 1)}`));

/** The verifier key of a log or a witness of that name, whose signing seed is `aKey(name).seed`. */
export const noteKeyText = (name: string, type: NoteKeyType): string =>
  formatVerifierKey(verifierKey(name, aKey(name).publicKey, type));

/** A body whose `prev` the builder fills in where it is left out. */
export type Draft = { [Type in StatementType]: Omit<BodyOf<Type>, 'prev'> & { prev?: string } }[StatementType];

/** Whoever signs: a key, or a device with its key. */
export type Signing = TestKey | { readonly signing: TestKey };

/** Long enough for any test: officers and devices hold from 0 to the year 2100, Unix seconds. */
export const ALWAYS = { from: 0, until: 4_102_444_800 };

const NOTE = { reference: 'NV/2026/17', date: '2026-03-01' };
const keyOf = (by: Signing): TestKey => ('signing' in by ? by.signing : by);

/** An expert's one conversation, by name. */
export const aConversationId = (name: string): ConversationId => ConversationId.parse(toBase64url(seedOf(name)));

/** A page short enough to read in a test. */
export function aPage(changes: Partial<Page> = {}): Page {
  return {
    names: [{ language: 'en', name: 'Ministry of Justice, International Cooperation' }],
    ministry: 'Ministry of Justice',
    address: '1 Harbour Street',
    office: { telephone: '', fax: '', email: 'cooperation@example.invalid', web: '' },
    persons: [],
    territories: [],
    hours: { zone: 'Etc/UTC', weekend: ['sat', 'sun'], opens: '09:00', closes: '17:00', holidays: [] },
    languages: { requests: ['en'], informal: ['en', 'fr'], translation: 'needed' },
    channels: ['paper'],
    draftsWelcome: true,
    oralRequests: false,
    sections: [],
    reviewBy: '2027-03-01',
    ...changes,
  };
}

/** A network whose roots, logs and witness are known by name; everything said in it goes into its log and its directory. */
export class NetworkBuilder {
  readonly directory = Directory.empty();
  readonly entries: LogEntry[] = [];
  readonly roots = keysOf('root', 3);
  /** Two of the roots: what `threshold` asks for. */
  readonly quorum = this.roots.slice(0, 2);
  readonly releaseKeys = keysOf('release', 2);
  readonly founding: BodyOf<'network.founded'>;

  constructor(changes: Partial<BodyOf<'network.founded'>> = {}) {
    this.founding = {
      type: 'network.founded',
      subject: 'network',
      prev: '',
      name: 'Practice network',
      roots: this.roots.map(({ key }) => key),
      threshold: 2,
      logs: {
        directory: noteKeyText('directory.practice.example', 'ed25519'),
        audit: noteKeyText('audit.practice.example', 'ed25519'),
      },
      witnesses: { keys: [noteKeyText('witness.practice.example', 'cosignature')], quorum: 1 },
      releaseKeys: this.releaseKeys.map(({ key }) => key),
      releaseThreshold: 2,
      secretariat: AuthorityId.parse('authority:secretariat'),
      ...changes,
    };
  }

  get networkId(): Uint8Array {
    return this.directory.networkId ?? new Uint8Array(0);
  }

  /** The body with the `prev` that its place asks for. */
  body(draft: Draft): AnyBody {
    return { prev: this.directory.latest.latestStatementHash(draft.subject), ...draft } as unknown as AnyBody;
  }

  /** The statement's text, signed but not said. */
  signed(draft: Draft, ...by: Signing[]): string {
    const body = this.body(draft);
    const message = statementMessage(body.type === 'network.founded' ? new Uint8Array(0) : this.networkId, body);
    return formatStatement(
      body,
      by.map(keyOf).map(({ key, sign }) => ({ key, signature: toBase64url(sign(message)) })),
    );
  }

  /** Says it: signs it and puts it into the log. */
  say(draft: Draft, ...by: Signing[]): Outcome {
    return this.log(this.signed(draft, ...by), draft.subject);
  }

  /** Puts a statement into the log under a subject, whatever it says. */
  log(statement: string, subject: string): Outcome {
    const entry = { subject, statementHash: statementHash(statement), statement };
    this.entries.push(entry);
    return this.directory.append(entry);
  }

  /** An authority the roots have notified: `authority:<slug>`. */
  anAuthority(slug: string, changes: Partial<BodyOf<'authority.notified'>> = {}): AuthorityBuilder {
    const authority = new AuthorityBuilder(this, AuthorityId.parse(`authority:${slug}`));
    mustApply(this.say({ ...authority.notification, ...changes }, ...this.quorum));
    return authority;
  }

  /** The authority that approves pages. */
  aSecretariat(): AuthorityBuilder {
    return this.anAuthority('secretariat', { state: 'UN', name: 'Secretariat' });
  }

  /** A regional network the roots have formed: `region:<slug>`. */
  aRegion(slug: string, ...coordinators: OfficerBuilder[]): RegionId {
    const subject = RegionId.parse(`region:${slug}`);
    const named = coordinators.map(({ id, authority }) => ({ authority: authority.id, officer: id }));
    mustApply(
      this.say({ type: 'network.formed', subject, name: `Network ${slug}`, coordinators: named }, ...this.quorum),
    );
    return subject;
  }
}

/** An authority with one authority key. */
export class AuthorityBuilder {
  readonly key: TestKey;

  constructor(
    readonly network: NetworkBuilder,
    readonly id: AuthorityId,
  ) {
    this.key = aKey(`key of ${id}`);
  }

  get notification(): Omit<BodyOf<'authority.notified'>, 'prev'> {
    return {
      type: 'authority.notified',
      subject: this.id,
      state: 'VL',
      name: 'Ministry of Justice',
      functions: ['mutual-legal-assistance'],
      instruments: ['untoc'],
      ...NOTE,
      keys: [this.key.key],
      threshold: 1,
    };
  }

  /** The roots suspend, freeze, or let it go on. */
  is(change: 'suspended' | 'reinstated' | 'withdrawn' | 'frozen' | 'unfrozen', ...by: Signing[]): Outcome {
    const signers = by.length > 0 ? by : this.network.quorum;
    return this.network.say({ type: `authority.${change}`, subject: this.id, ...NOTE }, ...signers);
  }

  appointment(name: string): Omit<BodyOf<'officer.appointed'>, 'prev'> {
    return {
      type: 'officer.appointed',
      subject: this.id,
      officer: OfficerId.parse(name),
      roles: ['officer'],
      validity: ALWAYS,
      fields: {},
    };
  }

  /** An officer, appointed by the authority key. */
  anOfficer(name: string, changes: Partial<BodyOf<'officer.appointed'>> = {}): OfficerBuilder {
    mustApply(this.network.say({ ...this.appointment(name), ...changes }, this.key));
    return new OfficerBuilder(this, OfficerId.parse(name));
  }

  /** An officer who is an administrator, appointed by the authority key. */
  anAdministrator(name: string, changes: Partial<BodyOf<'officer.appointed'>> = {}): OfficerBuilder {
    return this.anOfficer(name, { roles: ['administrator', 'officer'], ...changes });
  }

  /** An outside expert, sponsored by the authority key. */
  anExpert(name: string, conversation = aConversationId(`conversation of ${name}`)): OfficerBuilder {
    const officer = OfficerId.parse(name);
    mustApply(
      this.network.say(
        { type: 'expert.sponsored', subject: this.id, officer, conversation, validity: ALWAYS, fields: {} },
        this.key,
      ),
    );
    return new OfficerBuilder(this, officer);
  }

  /** Accredits another authority's officer, by the authority key. */
  accredits(officer: OfficerBuilder, ...by: Signing[]): Outcome {
    const home = officer.authority.id;
    return this.network.say(
      { type: 'liaison.accredited', subject: this.id, home, officer: officer.id, validity: ALWAYS },
      ...(by.length > 0 ? by : [this.key]),
    );
  }

  /** Ends what {@link accredits} began, by the authority key. */
  endsServiceOf(officer: OfficerBuilder): Outcome {
    return this.network.say({ ...officer.dismissal, subject: this.id }, this.key);
  }
}

/** An officer, with the devices it has. */
export class OfficerBuilder {
  readonly devices: DeviceBuilder[] = [];

  constructor(
    readonly authority: AuthorityBuilder,
    readonly id: OfficerId,
  ) {}

  /** A device of this name, not yet enrolled. */
  aNewDevice(name: string, kind: DeviceKind = 'desktop'): DeviceBuilder {
    return new DeviceBuilder(this, DeviceId.parse(name), kind);
  }

  /** An enrolled device: the first approved by the authority key, later ones by the first. */
  aDevice(
    name = `device-${this.id}${this.devices.length > 0 ? `-${String(this.devices.length + 1)}` : ''}`,
    kind: DeviceKind = 'desktop',
    changes: Partial<BodyOf<'device.enrolled'>> = {},
  ): DeviceBuilder {
    const device = this.aNewDevice(name, kind);
    mustApply(
      this.authority.network.say({ ...device.enrolment, ...changes }, device, this.devices[0] ?? this.authority.key),
    );
    this.devices.push(device);
    return device;
  }

  get dismissal(): Omit<BodyOf<'officer.dismissed'>, 'prev'> & { prev: '' } {
    return { type: 'officer.dismissed', subject: this.authority.id, prev: '', officer: this.id };
  }

  /** Dismissed, by the authority key unless others are named. */
  isDismissed(...by: Signing[]): Outcome {
    return this.authority.network.say(this.dismissal, ...(by.length > 0 ? by : [this.authority.key]));
  }
}

/** A device with its keys. */
export class DeviceBuilder {
  readonly signing: TestKey;
  /** X25519 private key, 32 bytes. */
  readonly recognitionSeed: Uint8Array;
  /** X25519 public key, base64url. */
  readonly recognition: string;

  constructor(
    readonly officer: OfficerBuilder,
    readonly id: DeviceId,
    readonly kind: DeviceKind,
  ) {
    this.signing = aKey(`device ${id}`);
    this.recognitionSeed = seedOf(`recognition of ${id}`);
    this.recognition = toBase64url(publicKeyOf('x25519', this.recognitionSeed));
  }

  get enrolment(): Omit<BodyOf<'device.enrolled'>, 'prev'> {
    return {
      type: 'device.enrolled',
      subject: this.officer.authority.id,
      officer: this.officer.id,
      device: this.id,
      kind: this.kind,
      signature: this.signing.key,
      recognition: this.recognition,
      expiry: ALWAYS.until,
    };
  }

  get revocation(): Omit<BodyOf<'device.revoked'>, 'prev'> & { prev: '' } {
    return { type: 'device.revoked', subject: this.officer.authority.id, prev: '', device: this.id };
  }

  /** Revoked, by the authority key unless others are named. */
  isRevoked(...by: Signing[]): Outcome {
    const { authority } = this.officer;
    return authority.network.say(this.revocation, ...(by.length > 0 ? by : [authority.key]));
  }
}

/** A founded network of three roots, of whom two sign. */
export function aNetwork(changes: Partial<BodyOf<'network.founded'>> = {}): NetworkBuilder {
  const network = new NetworkBuilder(changes);
  mustApply(network.say(network.founding, ...network.quorum));
  return network;
}

/** Fails the test that builds on a statement which was not taken. */
export function mustApply(outcome: Outcome): void {
  if (outcome.effect !== 'applied') throw new Error(`a builder's statement was not taken: ${JSON.stringify(outcome)}`);
}

/** `applied`, `pending`, or the code of the refusal. */
export function effectOf(outcome: Outcome): string {
  return outcome.effect === 'refused' ? outcome.code : outcome.effect;
}
