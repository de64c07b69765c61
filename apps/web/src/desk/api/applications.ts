import type { ApplicationLine, ApplicationView, Checklist, FileToSign } from '#client';

/** The secretariat's queue of applications. */
export interface ApplicationsDesk {
  /** Those that are not over first, of either those that moved last; without what was withdrawn. */
  list(): Promise<readonly ApplicationLine[]>;
  /** @throws `application.unknown`, `application.altered`, `application.unopened` */
  read(id: string): Promise<ApplicationView>;
  document(id: string, entry: number, place: number): Promise<Blob>;
  ask(id: string, words: string): Promise<void>;
  /** @param seen - the head of what lay before the officer. @throws `application.stale` where more came */
  authenticate(id: string, checklist: Checklist, words: string, seen: string): Promise<void>;
  /** @throws `application.four-eyes`, `application.stale` */
  verify(id: string, checklist: Checklist, words: string, seen: string): Promise<void>;
  giveBack(id: string, words: string): Promise<void>;
  /** The statement for the root signers. */
  toSign(id: string): Promise<FileToSign>;
  /** Leaves the signed statement with the relay, and tells the applicant. @throws `application.file`, `application.other-statement`, `statement.refused` */
  publish(id: string, signed: string): Promise<void>;
}
