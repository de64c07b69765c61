import type { ApplicationForm, ApplicationView, FormProblem } from '#client';

/** What an application leaves with whoever made it. */
export interface Applied {
  /** The private link: whoever has it reads the application and acts on it. */
  readonly link: string;
  readonly reference: string;
  /** Names of documents that did not get there. */
  readonly missing: readonly string[];
}

/** Applying for a State that has no account: nobody is signed in. */
export interface ApplyingDesk {
  /** The network's name, and its identity as groups of four hexadecimal digits. */
  network(): Promise<{ readonly name: string; readonly identity: readonly string[] }>;
  /** What keeps a form from being sent. */
  look(form: ApplicationForm): Promise<readonly FormProblem[]>;
  /** @throws `application.full`, `rate.limited` */
  submit(form: ApplicationForm, files: readonly File[]): Promise<Applied>;
  /** How much of what is being sent is done, from 0 to 1; undefined while nothing is. */
  progress(): Promise<number | undefined>;
  /** @throws `application.link`, `application.unknown`, `application.altered` */
  follow(link: string): Promise<ApplicationView>;
  document(link: string, entry: number, place: number): Promise<Blob>;
  /**
   * @param form - where it is corrected
   * @returns names of documents that did not get there
   */
  answer(link: string, words: string, files: readonly File[], form?: ApplicationForm): Promise<readonly string[]>;
  withdraw(link: string, words: string): Promise<void>;
}
