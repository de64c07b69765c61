import type { OfficeHours } from '#pages';
import type { AuthorityName } from './names.js';

/** Words of a page in one language. */
export interface PageSection {
  /** Such as `disclosure-duty`, `dual-criminality`, `remarks`. */
  readonly topic: string;
  readonly language: string;
  /** Empty where it is for members and was not given to this device. */
  readonly text: string;
  /** Where members of the network alone may read it. */
  readonly visible?: 'everyone' | 'members' | undefined;
}

/** A regional network as it is named on every screen. */
export interface RegionName {
  readonly id: string;
  readonly name: string;
}

/** Whether an authority takes part: what is not `active` can be sent nothing. */
type AuthorityStanding = 'active' | 'suspended' | 'frozen' | 'withdrawn';

/** A line of the directory. */
export interface AuthorityLine extends AuthorityName {
  /** Its name in the languages of its page. */
  readonly names: readonly { readonly language: string; readonly name: string }[];
  readonly functions: readonly string[];
  readonly instruments: readonly string[];
  /** Languages for informal contact. */
  readonly languages: readonly string[];
  /** By which requests are accepted. */
  readonly channels: readonly string[];
  /** The regional networks that it is in. */
  readonly networks: readonly RegionName[];
  readonly standing: AuthorityStanding;
  /** Absent while it has published no page. */
  readonly hours: OfficeHours | undefined;
  /** The day by which its page is to be looked at again. */
  readonly reviewBy: string | undefined;
  /** What its law may make it disclose, in its own words. */
  readonly disclosure: readonly PageSection[];
  /** Names of its officers, to be found by. */
  readonly officers: readonly string[];
  /** Whether any of its devices can be written to now. */
  readonly reachable: boolean;
}

/** An officer of an authority. */
export interface OfficerLine {
  readonly id: string;
  readonly name: string;
  readonly administrator: boolean;
  /** The own authority of a liaison officer who serves this one too. */
  readonly home: AuthorityName | undefined;
  /** Whether a device of theirs can be written to now. */
  readonly reachable: boolean;
}

/** What an authority says of itself to those who would write to it. */
export interface PublishedPage {
  readonly ministry: string;
  readonly address: string;
  readonly telephone: string;
  readonly fax: string;
  readonly email: string;
  readonly web: string;
  readonly territories: readonly string[];
  readonly requestLanguages: readonly string[];
  readonly informalLanguages: readonly string[];
  readonly translation: 'not-needed' | 'needed' | 'certified';
  readonly channels: readonly string[];
  readonly draftsWelcome: boolean;
  readonly oralRequests: boolean;
  readonly sections: readonly PageSection[];
  readonly persons: readonly {
    readonly role: string;
    readonly name: string;
    readonly telephone: string;
    readonly email: string;
  }[];
}

/** An authority, whole. */
export interface AuthorityEntry extends AuthorityLine {
  /** The notification of its designation. */
  readonly notified: { readonly reference: string; readonly date: string };
  readonly page: PublishedPage | undefined;
  readonly staff: readonly OfficerLine[];
  /** How many of how many holders open its archive together; undefined where it keeps none. */
  readonly archive: { readonly k: number; readonly n: number } | undefined;
}

/** The directory as this device has checked it. */
export interface DirectoryList {
  readonly lines: readonly AuthorityLine[];
  /** Statements in its log, and the witnesses' time of its newest checkpoint, Unix seconds. */
  readonly size: number;
  readonly checkedAt: number;
}

/** As what the whole directory is saved: a paper edition to be printed, a table, a document for programs. */
export const editionFormats = ['html', 'csv', 'json'] as const;

/** The whole directory as a file. */
export interface SavedEdition {
  readonly name: string;
  readonly file: Blob;
}

/** Who is who. */
export interface DirectoryDesk {
  list(): Promise<DirectoryList>;
  /** @throws `authority.absent` */
  authority(id: string): Promise<AuthorityEntry>;
  /** The whole directory as this device has checked it, and this officer may see it. @throws `directory.stale` */
  edition(format: (typeof editionFormats)[number]): Promise<SavedEdition>;
}
