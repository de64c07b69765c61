import type { Confirmed, DeviceLine, InvitationToGive } from './devices.js';
import type { PersonName } from './names.js';

/** An officer of one's own authority. */
export interface OfficerLine {
  readonly officer: PersonName;
  readonly isSelf: boolean;
  readonly roles: readonly string[];
  /** Until when the appointment holds, Unix seconds. */
  readonly until: number;
  readonly dismissed: boolean;
  readonly devices: readonly DeviceLine[];
}

/** An officer of another authority who serves one's own too. */
export interface LiaisonLine {
  readonly officer: PersonName;
  /** Until when the accreditation holds, Unix seconds. */
  readonly until: number;
}

/** Somebody to be accredited, for so many days. */
export interface Accreditation {
  readonly officer: string;
  readonly days: number;
}

/** A person to be appointed. */
export interface Appointment {
  readonly name: string;
  readonly telephone: string;
  readonly email: string;
  readonly days: number;
}

/** What an administrator does for their authority. Each act is a statement under their name. */
export interface AdministrationDesk {
  /** In post first. */
  officers(): Promise<readonly OfficerLine[]>;
  /** Officers of other authorities who are accredited here. */
  liaisons(): Promise<readonly LiaisonLine[]>;
  /** Officers of an authority who could be. */
  candidates(authority: string): Promise<readonly PersonName[]>;
  /** Has an officer of another authority serve one's own too. @throws `statement.refused` */
  accredit(accreditation: Accreditation): Promise<Confirmed>;
  /** Ends that: final. @throws `statement.refused` */
  endAccreditation(officer: string): Promise<Confirmed>;
  /** The network's identity, as groups of four hexadecimal digits: what is read out to whoever is invited. */
  network(): Promise<readonly string[]>;
  /** Appoints an officer; answers the invitation for their first device. @throws `statement.refused` */
  appoint(appointment: Appointment): Promise<InvitationToGive>;
  /** The invitation for a device of an officer. */
  invitation(officer: string): Promise<InvitationToGive>;
  /** Dismisses an officer, and with them every device: final. @throws `statement.refused` */
  dismiss(officer: string): Promise<Confirmed>;
}
