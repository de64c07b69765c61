import type { DeviceId, FieldOpening, OfficerId } from '#contracts';
import { isDeviceCode } from '#crypto';
import {
  bodyHash,
  commitmentsIn,
  Directory,
  formatStatement,
  parseBody,
  parseStatement,
  verifyOpening,
  verifySignatures,
  type AnyBody,
  type Device,
  type DirectoryView,
  type Standing,
} from '#directory';
import { toBase64url } from '#primitives';
import { carriedTold, type CarriedAct, type CarriedTold, type ToldBy } from './carried-told.js';
import { refuse } from './errors.js';
import type { Identity } from './identity.js';
import { parseStatementFile, type StatementFile } from './statement-file.js';

const NOTHING = Directory.empty();
/** In which the administrators of an authority may still take away, beside being live. */
const TAKING: ReadonlySet<Standing> = new Set<Standing>(['suspended', 'frozen']);
const untold = (): undefined => undefined;

/** Whose a signature of a carried statement is; whoever is no administrator now, or may not sign this one, counts for nothing. */
export interface CarriedSigner {
  readonly is: 'administrator' | 'authority-key' | 'new-device' | 'nobody';
  readonly device?: DeviceId;
  readonly officer?: OfficerId;
  readonly kind?: Device['kind'];
}

/** A statement on its way between those who sign it, as this device finds it. */
export interface CarriedStatement {
  /** `H("comity/body/v1", JCS(body))`, base64url: its name, whoever has signed. */
  readonly id: string;
  readonly told: CarriedTold;
  readonly file: StatementFile;
  readonly signers: readonly CarriedSigner[];
  /** How many administrators have signed, as the directory's replay counts them: two devices of one are one person. */
  readonly administrators: number;
  /** Whether this device has signed it. */
  readonly isSigned: boolean;
  /** What it still lacks: a second administrator's signature, or one that is not by a browser. */
  readonly missing: 'signature' | 'not-web' | undefined;
  /** Who may sign what it lacks, as the directory names them: administrators who have a live device for it. Nothing tells them that it waits. */
  readonly next: readonly { readonly officer: OfficerId; readonly name: string }[];
  /** Whether it goes out of date as soon as anything else is stated about the authority. */
  readonly isPlaced: boolean;
  /** Whether something else was stated about the authority since: it is prepared anew. */
  readonly isStale: boolean;
  /** Whether the directory says it already. */
  readonly isLogged: boolean;
}

/** What a carried statement is judged by. */
export interface CarriedBy extends ToldBy {
  /** Of the newest checkpoint, Unix seconds. */
  readonly at: number;
  readonly identity: Pick<Identity, 'networkId' | 'authority' | 'device'>;
  /** The statements about the authority that took effect. */
  readonly statements: readonly string[];
}

/**
 * A statement from the text of its file: from whoever hands it over, untrusted; its form and each signature are checked.
 * @throws `statement.file`, `statement.elsewhere` where it is no act of this authority that takes two, and what its form or a signature is refused with
 */
export function readCarried(text: string, { networkId, authority }: CarriedBy['identity']): StatementFile {
  const file = parseStatementFile(text);
  const act = actOf(file);
  if (act.subject !== authority) refuse('statement.elsewhere', 'the statement is about another authority');
  demandOwnOpenings(act, file.openings);
  if (file.signatures.length > 0) {
    verifySignatures(networkId, parseStatement(formatStatement(file.body as AnyBody, file.signatures)));
  }
  return file;
}

/**
 * What a statement's file says to whoever signs it by a key, beside no directory: nothing stands before it. Undefined of what
 * is no act that takes two administrators. From whoever hands it over, untrusted.
 * @throws `statement.file`, and what its form is refused with
 */
export function toldByKey(file: StatementFile): CarriedTold | undefined {
  const act = carriedActOf(file);
  if (act === undefined) return undefined;
  demandOwnOpenings(act, file.openings);
  return carriedTold(act, file.openings, { view: NOTHING.latest, nameOf: untold, opened: untold });
}

/** A carried statement that {@link readCarried} has read, as it stands now. */
export function carriedStatement(file: StatementFile, by: CarriedBy): CarriedStatement {
  const { view, at, identity, statements, nameOf } = by;
  const act = actOf(file);
  const id = toBase64url(bodyHash(act));
  const signers = file.signatures.map(({ key }) => signerOf(key, act, view, at));
  const isLogged = isStated(id, statements);
  const missing = missingOf(act, signers, view, at);
  const next = isLogged || missing === undefined ? [] : nextSigners(act, signers, missing, by);
  const isPlaced = act.prev !== '';
  return {
    id,
    told: carriedTold(act, file.openings, by),
    file,
    signers,
    administrators: administratorsAmong(signers),
    isSigned: signers.some(({ device }) => device === identity.device),
    missing,
    next: next.map((officer) => ({ officer, name: nameOf(officer) ?? officer })),
    isPlaced,
    isStale: !isLogged && isPlaced && act.prev !== view.latestStatementHash(act.subject),
    isLogged,
  };
}

/** What somebody says they did beside reading a statement, before they sign it. */
export interface Compared {
  /** The six words of a device, as they were heard and typed. */
  readonly words?: string | undefined;
  /** Whether each holder's key was compared with what its holder has. */
  readonly areHoldersCompared?: boolean | undefined;
}

/**
 * That whoever signs has heard from elsewhere than the file whose the keys in it are.
 * @throws `statement.other-device` of a device whose words these are not, `statement.compare` of an archive whose holders were not compared
 */
export function demandCompared(
  file: StatementFile,
  networkId: Uint8Array,
  { words = '', areHoldersCompared = false }: Compared,
): void {
  const act = actOf(file);
  if (act.type === 'device.enrolled' && !isDeviceCode({ typed: words, networkId, enrolment: file.body }))
    refuse('statement.other-device', 'the file holds another device than the one whose words were read: do not sign');
  if (act.type === 'archive.declared' && act.n > 0 && !areHoldersCompared)
    refuse('statement.compare', 'it names keys of holders that were not compared with what each holder has');
}

/** Whether a statement of this name is among these. */
export function isStated(id: string, statements: readonly string[]): boolean {
  return statements.some((text) => toBase64url(bodyHash(parseStatement(text).body)) === id);
}

function actOf(file: StatementFile): CarriedAct {
  return carriedActOf(file) ?? refuse('statement.elsewhere', 'the statement is no act that two administrators sign');
}

function carriedActOf(file: StatementFile): CarriedAct | undefined {
  const body = parseBody(file.body as AnyBody);
  switch (body.type) {
    case 'officer.appointed':
    case 'officer.dismissed':
    case 'device.enrolled':
    case 'archive.declared':
      return body;
    default:
      return undefined;
  }
}

// Whoever signs reads values that the statement itself vouches for.
function demandOwnOpenings(act: CarriedAct, openings: StatementFile['openings']): void {
  const fields = commitmentsIn(act);
  const isOf = (opening: FieldOpening): boolean => fields.some((field) => verifyOpening(field, opening));
  if (openings?.every(isOf) === false) refuse('statement.file', 'a value beside the statement is not the one in it');
}

function signerOf(key: string, act: CarriedAct, view: DirectoryView, at: number): CarriedSigner {
  if (act.type === 'device.enrolled' && act.signature === key) return { is: 'new-device' };
  if (view.authority(act.subject)?.keys.includes(key) === true) return { is: 'authority-key' };
  const device = view.deviceOfKey(key);
  if (device === undefined) return { is: 'nobody' };
  const { id, officer, kind, authority } = device;
  const counts =
    authority === act.subject && maySign(act, id, view, at) && isAdministrator(officer, view) && !isAbout(act, officer);
  return { is: counts ? 'administrator' : 'nobody', device: id, officer, kind };
}

// Also an authority that is suspended or frozen takes away what it gave.
function maySign(act: CarriedAct, device: DeviceId, view: DirectoryView, at: number): boolean {
  const standing = view.standing(device, at);
  return standing === 'live' || (act.type === 'officer.dismissed' && TAKING.has(standing));
}

function isAdministrator(officer: OfficerId, view: DirectoryView): boolean {
  return view.officer(officer)?.roles.includes('administrator') === true;
}

// An administrator is made and dismissed by two others.
function isAbout(act: CarriedAct, officer: OfficerId): boolean {
  return (act.type === 'officer.appointed' || act.type === 'officer.dismissed') && act.officer === officer;
}

function missingOf(
  act: CarriedAct,
  signers: readonly CarriedSigner[],
  view: DirectoryView,
  at: number,
): CarriedStatement['missing'] {
  // Nobody else's word is needed to leave office.
  const isOwn = ({ device, officer }: CarriedSigner): boolean =>
    device !== undefined &&
    maySign(act, device, view, at) &&
    act.type === 'officer.dismissed' &&
    officer === act.officer;
  if (signers.some(isOwn)) return undefined;
  const keys = signers.filter(({ is }) => is === 'authority-key').length;
  if (keys > 0 && keys >= (view.authority(act.subject)?.threshold ?? Infinity)) return undefined;
  const need = neededFor(act, view);
  if (administratorsAmong(signers) < need) return 'signature';
  const isByWeb = signers.every(({ is, kind }) => is !== 'administrator' || kind === 'web');
  return need > 1 && isByWeb ? 'not-web' : undefined;
}

function administratorsAmong(signers: readonly CarriedSigner[]): number {
  return new Set(signers.filter(({ is }) => is === 'administrator').map(({ officer }) => officer)).size;
}

function nextSigners(
  act: CarriedAct,
  signers: readonly CarriedSigner[],
  missing: 'signature' | 'not-web',
  { view, at }: CarriedBy,
): OfficerId[] {
  const hasSigned = (officer: OfficerId): boolean =>
    signers.some((signer) => signer.is === 'administrator' && signer.officer === officer);
  const hasDevice = (officer: OfficerId): boolean =>
    view
      .devicesOf(officer)
      .some(({ id, kind }) => maySign(act, id, view, at) && (missing === 'signature' || kind !== 'web'));
  return view
    .officersOf(act.subject)
    .filter(({ id, roles }) => roles.includes('administrator') && !isAbout(act, id) && hasDevice(id))
    .map(({ id }) => id)
    .filter((id) => missing === 'not-web' || !hasSigned(id));
}

/** How many administrators an act takes. */
function neededFor(act: CarriedAct, view: DirectoryView): number {
  switch (act.type) {
    case 'officer.appointed':
      return [...act.roles, ...(view.officer(act.officer)?.roles ?? [])].includes('administrator') ? 2 : 1;
    case 'officer.dismissed':
      // Under the authority that accredited a liaison it ends that service alone, whatever they are at home.
      return view.officer(act.officer)?.authority === act.subject && isAdministrator(act.officer, view) ? 2 : 1;
    case 'device.enrolled':
      return view.devicesOf(act.officer).length > 0 ? 2 : 1;
    case 'archive.declared':
      return 2;
  }
}
