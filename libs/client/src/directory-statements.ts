import { limits } from '#contracts';
import type { Directory } from '#directory';
import { toBase64url } from '#primitives';
import { withStatement, type GivenStatement, type StoredEntry } from './directory-entry.js';
import type { DirectoryRelay } from './directory-relay.js';
import type { DirectoryShelf } from './directory-shelf.js';
import { Serial } from './serial.js';

/** So many are judged at a time: whoever waits for something else does not wait for a whole page of them. */
const AT_A_TIME = 50;

/** Fetches the statements whose entries are held without them, and hands them to the directory at their places. */
export class MissingStatements {
  /** By subject: what one has fetched, the next need not ask for. */
  readonly #asking = new Serial();

  constructor(
    private readonly parts: {
      readonly directory: () => Directory;
      readonly relay: DirectoryRelay;
      readonly shelf: DirectoryShelf;
      /** Told of each entry that has got its statement. */
      readonly onTaken: (entry: StoredEntry) => void;
    },
  ) {}

  /** All of them, as far as the relay gives them; returns how many it gave. */
  async fetchAll(): Promise<number> {
    const { directory, relay } = this.parts;
    const missing = directory().missing();
    let taken = 0;
    for (let next = missing[0]; next !== undefined;) {
      const end = Math.min(next + limits.pageStatements, directory().size);
      taken += await this.take(await relay.statements(next, end));
      next = missing.find((index) => index >= end);
    }
    return taken;
  }

  /** Those about a subject, and about whatever subjects they wait for; returns how many the relay gave. */
  async fetchFor(subject: string): Promise<number> {
    const { directory } = this.parts;
    const asked = new Set([subject]);
    let taken = 0;
    // It grows while it is gone through.
    for (const one of asked) {
      taken += await this.#asking.run(one, () => this.fetchAbout(one));
      for (const waiting of [...asked]) for (const other of directory().awaited(waiting)) asked.add(other);
    }
    return taken;
  }

  /** The openings beside the statements about a subject, those that were not given before among them. */
  async openAgain(subject: string): Promise<void> {
    const { directory, relay, shelf, onTaken } = this.parts;
    for (let next = 0; next < directory().size;) {
      const found = await relay.about(subject, next);
      const opened = new Map<number, StoredEntry>();
      for (const [index, given] of found) {
        if (index >= directory().size || given.openings.length === 0) continue;
        const { subject: of, statementHash: hash } = directory().entry(index);
        const entry = withStatement({ subject: of, hash: toBase64url(hash) }, given);
        if (entry.statement !== undefined) opened.set(index, entry);
      }
      await shelf.keepAgain(opened);
      for (const entry of opened.values()) onTaken(entry);
      const last = Math.max(...found.keys());
      next = last < next ? directory().size : last + 1;
    }
  }

  private async fetchAbout(subject: string): Promise<number> {
    const { directory, relay } = this.parts;
    const missing = directory().missing(subject);
    let taken = 0;
    for (let next = missing[0]; next !== undefined;) {
      const found = await relay.about(subject, next);
      taken += await this.take(found);
      // A relay that answers with earlier places, or with none, is not asked again.
      const last = Math.max(...found.keys());
      next = last < next ? undefined : missing.find((index) => index > last);
    }
    return taken;
  }

  private async take(found: ReadonlyMap<number, GivenStatement>): Promise<number> {
    const given = [...found];
    let taken = 0;
    for (let from = 0; from < given.length; from += AT_A_TIME)
      taken += await this.takeSome(given.slice(from, from + AT_A_TIME));
    return taken;
  }

  // From the relay: untrusted until their entries point to them.
  private async takeSome(found: readonly (readonly [number, GivenStatement])[]): Promise<number> {
    const { directory, shelf, onTaken } = this.parts;
    const entries = new Map<number, StoredEntry & { readonly statement: string }>();
    for (const [index, given] of found) {
      if (index >= directory().size) continue;
      const { subject, statementHash: hash, statement: held } = directory().entry(index);
      const { statement, ...entry } = withStatement({ subject, hash: toBase64url(hash) }, given);
      if (held === undefined && statement !== undefined) entries.set(index, { ...entry, statement });
    }
    await shelf.keepAgain(entries);
    for (const [index, entry] of entries) {
      directory().supply(index, entry.statement);
      onTaken(entry);
    }
    return entries.size;
  }
}
