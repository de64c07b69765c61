import type { AuthorityId, ConversationId, DeviceId, OfficerId, RegionId } from '#contracts';
import type {
  AppointedRole,
  AuthoritySettings,
  Coordinator,
  DeviceKind,
  Page,
  PersonalFields,
  Validity,
} from './bodies/index.js';
import type { z } from 'zod';

/** What the founding statement, or the latest change of it, says. Keys are base64url or C2SP verifier keys. */
export interface NetworkTerms {
  /** 32 bytes; set by the founding, never changes. */
  readonly networkId: Uint8Array;
  readonly name: string;
  readonly roots: readonly string[];
  readonly threshold: number;
  readonly logs: { readonly directory: string; readonly audit: string };
  readonly witnesses: { readonly keys: readonly string[]; readonly quorum: number };
  /** Seconds after which a checkpoint is too old. */
  readonly freshness: number;
  readonly releaseKeys: readonly string[];
  readonly releaseThreshold: number;
  readonly secretariat: AuthorityId;
  readonly desks: readonly AuthorityId[];
  readonly releases: readonly Release[];
}

/** A published release: its artefacts' SHA-256, base64url. */
export interface Release {
  readonly version: string;
  readonly artefacts: readonly { readonly name: string; readonly sha256: string }[];
}

/** Whether an authority takes part. `withdrawn` is final; a suspension outweighs a freeze. */
export type AuthorityStatus = 'active' | 'suspended' | 'frozen' | 'withdrawn';

/** An authority's rules for its own officers. */
export type Settings = Omit<AuthoritySettings, 'type' | 'subject' | 'prev'>;

/** An archive an authority has declared. */
export interface Archive {
  /** `H("comity/body/v1", JCS(archive.declared body))`, base64url: its name. */
  readonly id: string;
  readonly k: number;
  readonly n: number;
  /** X-Wing public keys, base64url, by place. */
  readonly holders: readonly string[];
  /** Ed25519 public keys, base64url, by place. */
  readonly signers: readonly string[];
  /** The place, from 1, of the holder on paper. All three numbers are 0 where the declaration ended the archive. */
  readonly paper: number;
}

/** An opening of an archive: the notice that comes before the shares. */
export interface ArchiveOpening {
  /** `H("comity/body/v1", JCS(archive.opened body))`, base64url: its name. */
  readonly id: string;
  /** Index of its statement in the log. */
  readonly index: number;
  readonly archive: string;
  readonly scope: 'all' | readonly ConversationId[];
  readonly device: DeviceId;
}

/** A central authority. */
export interface Authority {
  readonly id: AuthorityId;
  readonly state: string;
  readonly name: string;
  readonly functions: readonly string[];
  readonly instruments: readonly string[];
  readonly reference: string;
  readonly date: string;
  /** Authority keys, base64url, of which `threshold` sign. */
  readonly keys: readonly string[];
  readonly threshold: number;
  readonly status: AuthorityStatus;
  readonly suspended: boolean;
  readonly frozen: boolean;
  readonly settings: Settings;
  readonly page: Page | undefined;
  /** Every archive declared, oldest first; the last holds for new epochs. */
  readonly archives: readonly Archive[];
  readonly openings: readonly ArchiveOpening[];
}

/** `expert` is given by sponsorship, the others by appointment. */
export type Role = z.infer<typeof AppointedRole> | 'expert';

/** Service of an officer at an authority that is not its own. */
export interface Accreditation {
  /** The authority that accredits. */
  readonly authority: AuthorityId;
  /** The officer's own. */
  readonly home: AuthorityId;
  readonly validity: Validity;
  readonly ended: boolean;
}

/** An officer, or an expert. */
export interface Officer {
  readonly id: OfficerId;
  readonly authority: AuthorityId;
  readonly roles: readonly Role[];
  readonly validity: Validity;
  readonly dismissed: boolean;
  readonly fields: PersonalFields;
  /** The one conversation of an expert. */
  readonly conversation: ConversationId | undefined;
  /** Accreditations elsewhere, ended ones too. */
  readonly accreditations: readonly Accreditation[];
  /** Its own authority, then those it is accredited to; time aside. */
  readonly serves: readonly AuthorityId[];
}

/** Who approved a device: devices of officers, or the authority key. */
export type Approver = DeviceId | 'authority-key';

/** A device of an officer. */
export interface Device {
  readonly id: DeviceId;
  readonly authority: AuthorityId;
  readonly officer: OfficerId;
  readonly kind: DeviceKind;
  /** Ed25519, 32 bytes. */
  readonly signatureKey: Uint8Array;
  /** X25519, 32 bytes. */
  readonly recognitionKey: Uint8Array;
  /** Unix seconds. */
  readonly expiry: number;
  readonly revoked: boolean;
  readonly approvedBy: readonly Approver[];
  /** Index of its enrolment in the log. */
  readonly index: number;
}

/** A regional network. */
export interface Region {
  readonly id: RegionId;
  readonly name: string;
  readonly coordinators: readonly Coordinator[];
  readonly members: readonly AuthorityId[];
}

/** Whether a device is live in a directory state at a time, and if not, the first reason (protocol 1.2). */
export type Standing =
  | 'live'
  /** What would tell is not fetched yet: neither live nor refused. */
  | 'pending'
  | 'unknown'
  | 'revoked'
  | 'dismissed'
  | 'suspended'
  | 'frozen'
  | 'withdrawn'
  /** Its authority does not allow the web client. */
  | 'web-refused'
  | 'not-yet'
  /** The validity of the officer's appointment has ended. */
  | 'out-of-office'
  | 'expired'
  /** Live, but not serving the authority asked about. */
  | 'not-serving';
