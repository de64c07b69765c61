import type { DeviceId, OfficerId } from '#contracts';
import {
  archiveInForce,
  commitmentOf,
  type Archive,
  type BodyOf,
  type Device,
  type DirectoryView,
  type PersonalFields,
  type Validity,
} from '#directory';
import { fingerprintOf } from './holder-file.js';
import { personFields, type PersonField } from './page-draft.js';
import type { StatementFile } from './statement-file.js';

/** Acts that take two administrators, or the authority's own keys (protocol 1.1). */
export type CarriedAct =
  | BodyOf<'officer.appointed'>
  | BodyOf<'officer.dismissed'>
  | BodyOf<'device.enrolled'>
  | BodyOf<'archive.declared'>;

/** A personal field as it is told. */
interface ToldField {
  readonly label: PersonField;
  /** Absent where nobody has told this device the value that is committed to: neither the directory nor the file. */
  readonly value: string | undefined;
  /** Who is entitled to the value. */
  readonly visible: 'everyone' | 'members';
}

/** An appointment as it is told. */
export interface ToldAppointment {
  /** Those that it commits to. */
  readonly fields: readonly ToldField[];
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

/** What of an appointment is made otherwise. */
type ToldChange = PersonField | 'roles' | 'validity';

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
      /** What would be otherwise than it is; none of somebody new. A field that nobody has told may be the same under another commitment. */
      readonly changes: readonly ToldChange[];
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
  /** The value of a personal field that was given to this device, by its commitment. */
  readonly opened: (commitment: string) => string | undefined;
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
  const { roles, validity } = act;
  const values = new Map(openings?.map((opening) => [commitmentOf(opening), opening.value]));
  const stated = (commitment: string): string | undefined => values.get(commitment) ?? by.opened(commitment);
  const after = { fields: toldFields(act.fields, stated), roles, validity };
  const held = by.view.officer(act.officer);
  const told = toldOfficer(act.officer, by);
  // Whoever is known already is never named by what a statement would call them.
  const name =
    told.before === undefined ? (after.fields.find(({ label }) => label === 'name')?.value ?? told.name) : told.name;
  const changes = held === undefined ? [] : changesOf({ ...held, told: told.before }, { ...act, told: after });
  return { is: changeOf(roles, held?.roles), after, changes, ...told, name };
}

function toldFields(fields: PersonalFields, opened: ToldBy['opened']): ToldField[] {
  return personFields.flatMap((label) => {
    const field = fields[label];
    return field === undefined ? [] : [{ label, value: opened(field.commitment), visible: field.visible }];
  });
}

interface Appointed {
  readonly fields: PersonalFields;
  readonly roles: readonly string[];
  readonly validity: Validity;
  readonly told: ToldAppointment | undefined;
}

function changesOf(before: Appointed, after: Appointed): ToldChange[] {
  const toldOf = ({ told }: Appointed, label: PersonField): ToldField | undefined =>
    told?.fields.find((field) => field.label === label);
  const changed = personFields.filter((label) => {
    const [was, is] = [toldOf(before, label), toldOf(after, label)];
    if (was?.visible !== is?.visible) return true;
    if (before.fields[label]?.commitment === after.fields[label]?.commitment) return false;
    // The same value may be committed to anew.
    return was?.value === undefined || was.value !== is?.value;
  });
  const hasOtherRoles = before.roles.toSorted().join() !== after.roles.toSorted().join();
  const [was, is] = [before.validity, after.validity];
  const isOtherwiseValid = was.from !== is.from || was.until !== is.until;
  return [
    ...changed,
    ...(hasOtherRoles ? (['roles'] as const) : []),
    ...(isOtherwiseValid ? (['validity'] as const) : []),
  ];
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

function toldOfficer(id: OfficerId, { view, nameOf, opened }: ToldBy): ToldOfficer {
  const held = view.officer(id);
  return {
    officer: id,
    name: nameOf(id) ?? id,
    before: held && { fields: toldFields(held.fields, opened), roles: held.roles, validity: held.validity },
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
