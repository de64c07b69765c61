import type { ImportedAuthority, ImportProblem } from '#client';

/** What a row of a list would make. */
export interface ImportedLine extends Pick<ImportedAuthority, 'line' | 'id' | 'state' | 'name' | 'isKnown'> {
  readonly makesNotification: boolean;
  readonly makesPage: boolean;
}

/** A list of authorities as it was read: nothing is made of it while anything is wrong. */
export interface ImportedList {
  readonly lines: readonly ImportedLine[];
  readonly problems: readonly ImportProblem[];
  /** Columns that are there and not read. */
  readonly unread: readonly string[];
  /** All that it makes, in one file for the command line; absent while anything is wrong. */
  readonly made: { readonly name: string; readonly file: Blob } | undefined;
}

/** Lists of authorities, from elsewhere. */
export interface ImportsDesk {
  /** Reads a CSV or XLSX file, and makes files of it where nothing is wrong. @throws `import.too-large`, `import.unreadable` */
  read(file: File): Promise<ImportedList>;
}
