/** What of a conversation is exported. */
export interface ExportWish {
  /** With the files that are attached, as far as they are not too large together. */
  readonly withFiles: boolean;
  /** The first and the last place whose words are shown; all where undefined. */
  readonly from: number | undefined;
  readonly to: number | undefined;
}

/** How far an export has come. */
export interface ExportStanding {
  /** Waiting for the record, reading places, fetching files, checking the whole. */
  readonly stage: 'record' | 'frames' | 'attachments' | 'check';
  /** Part of the stage that is done, from 0 to 1. */
  readonly done: number;
}

/** A finished export: a page for reading, and the JSON that proves it to anybody. */
export interface MadeExport {
  /** A name for both, without ending. */
  readonly name: string;
  readonly page: Blob;
  readonly json: Blob;
  readonly messages: number;
  /** How many files were left out. */
  readonly leftOut: number;
}

/** Exports of conversations. They prove places and times, never who wrote. */
export interface ExportsDesk {
  /** Makes an export, which the relay logs. @throws `client.cancelled`, `client.offline`, `record.behind`, and what the record is refused with */
  make(conversation: string, wish: ExportWish): Promise<MadeExport>;
  /** How far the export of a conversation has come, while one is made. */
  standing(conversation: string): Promise<ExportStanding | null>;
  stop(conversation: string): Promise<void>;
}
