import type { DeviceId, OfficerId } from '#contracts';
import { archiveInForce, type Archive, type BodyOf, type Device, type DirectoryView, type Validity } from '#directory';
import { fingerprintOf } from './holder-file.js';
import type { StatementFile } from './statement-file.js';

/** Acts that take two administrators, or the authority's own keys (protocol 1.1). */
export type CarriedAct =
  BodyOf<'officer.appointed'> | BodyOf<'officer.dismissed'> | BodyOf<'device.enrolled'> | BodyOf<'archive.declared'>;

/** An appointment as it is told. */
export interface ToldAppointment {
  /** Absent where the statement commits to a name that nobody has told this device. */
  readonly name: string | undefined;
  readonly roles: readonly string[];
  readonly validity: Validity;
}

/** An archive as it is told: its holders by what two persons compare of them. */
export interface ToldArchive {
  readonly k: number;
  readonly n: number;
  readonly holders: readonly {
    /** From 1. */
    readonly place: number;
    readonly isPaper: boolean;
    readonly fingerprint: string;
  }[];
}

interface ToldOfficer {
  readonly officer: OfficerId;
  /** As the directory names them, where it knows them; else as the statement does; else by the id. */
  readonly name: string;
  /** As the directory has them now. */
  readonly before: ToldAppointment | undefined;
}

/** What a carried statement comes to for whoever signs it: what it says, beside what it would replace. */
export type CarriedTold =
  | ({
      readonly is: 'appointed' | 'promoted' | 'demoted' | 'changed';
      readonly after: ToldAppointment;
    } & ToldOfficer)
  | ({ readonly is: 'dismissed' } & ToldOfficer)
  | ({
      readonly is: 'enrolled';
      readonly device: DeviceId;
      readonly kind: Device['kind'];
      /** Devices that the officer has or had. */
      readonly others: number;
    } & ToldOfficer)
  | { readonly is: 'archive'; readonly after: ToldArchive; readonly before: ToldArchive | undefined }
  | { readonly is: 'archive-ended'; readonly before: ToldArchive | undefined };

/** What somebody is told by. */
export interface ToldBy {
  readonly view: DirectoryView;
  /** A name that was given to this device, of an officer as the directory has them. */
  readonly nameOf: (officer: OfficerId) => string | undefined;
}

/** What an act says and would replace; names beside it were checked to be those that it commits to. */
export function carriedTold(act: CarriedAct, openings: StatementFile['openings'], by: ToldBy): CarriedTold {
  switch (act.type) {
    case 'archive.declared': {
      const authority = by.view.authority(act.subject);
      const inForce = authority && archiveInForce(authority);
      const before = inForce && toldArchive(inForce);
      return act.n === 0 ? { is: 'archive-ended', before } : { is: 'archive', after: toldArchive(act), before };
    }
    case 'officer.appointed':
      return appointed(act, openings, by);
    case 'officer.dismissed':
      return { is: 'dismissed', ...toldOfficer(act.officer, by) };
    case 'device.enrolled': {
      const { device, kind, officer } = act;
      return { is: 'enrolled', device, kind, others: by.view.devicesOf(officer).length, ...toldOfficer(officer, by) };
    }
  }
}

function appointed(act: BodyOf<'officer.appointed'>, openings: StatementFile['openings'], by: ToldBy): CarriedTold {
  const { roles, validity, fields } = act;
  const held = by.view.officer(act.officer);
  const isSame = held !== undefined && held.fields.name?.commitment === fields.name?.commitment;
  const stated = openings?.find(({ label }) => label === 'name')?.value;
  const after = { name: isSame ? by.nameOf(act.officer) : stated, roles, validity };
  const told = toldOfficer(act.officer, by);
  // Whoever is known already is never named by what a statement would call them.
  const name = told.before === undefined ? (stated ?? told.name) : told.name;
  return { is: changeOf(roles, held?.roles), after, ...told, name };
}

function changeOf(
  roles: readonly string[],
  before: readonly string[] | undefined,
): 'appointed' | 'promoted' | 'demoted' | 'changed' {
  if (before === undefined) return 'appointed';
  const [is, was] = [roles.includes('administrator'), before.includes('administrator')];
  if (is === was) return 'changed';
  return is ? 'promoted' : 'demoted';
}

function toldOfficer(id: OfficerId, { view, nameOf }: ToldBy): ToldOfficer {
  const held = view.officer(id);
  const name = nameOf(id);
  return {
    officer: id,
    name: name ?? id,
    before: held && { name, roles: held.roles, validity: held.validity },
  };
}

function toldArchive({ k, n, holders, signers, paper }: Omit<Archive, 'id'>): ToldArchive {
  return {
    k,
    n,
    holders: holders.map((agreement, i) => ({
      place: i + 1,
      isPaper: paper === i + 1,
      fingerprint: fingerprintOf({ agreement, signature: signers[i] ?? '' }),
    })),
  };
}
