import type { ExportedPerson, ExportedPlace } from './export-file.js';
import type { ExportedMessage } from './export-verify.js';
import type { ExportWords } from './export-words.js';

/** An authority that speaks, told apart by its letter and the line beside its messages. */
export interface PageSide {
  readonly authority: string;
  readonly name: string;
  readonly letter: string;
  readonly ours: boolean;
}

/** What every entry of a page is made with. */
export interface PageContext {
  readonly words: ExportWords;
  readonly messages: ReadonlyMap<number, ExportedMessage>;
  readonly byId: ReadonlyMap<string, ExportedMessage>;
  readonly places: ReadonlyMap<number, ExportedPlace>;
  readonly people: ReadonlyMap<string, ExportedPerson>;
  readonly sides: readonly PageSide[];
  readonly nameOf: (device: string) => string;
  readonly authorityName: (authority: string) => string;
  readonly day: (at: number) => string;
  readonly time: (at: number) => string;
  readonly clock: (at: number) => string;
}
