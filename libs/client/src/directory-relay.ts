import { CheckpointResponse, DirectoryEntries, DirectoryStatements, limits } from '#contracts';
import { withStatement, type GivenStatement, type StoredEntry } from './directory-entry.js';
import type { Credentials, Transport } from './transport.js';

/** What the directory's copy asks of the relay. Nothing of it counts before a checkpoint covers it. */
export interface DirectoryRelay {
  /** The newest checkpoint: a signed note. */
  checkpoint(): Promise<string>;
  /**
   * The entries [from, to), as far as the relay gives them, and the statements behind them: where the entries are many,
   * those about the network alone. A statement that is withheld or altered is left out: its subject is then frozen.
   */
  entries(from: number, to: number): Promise<StoredEntry[]>;
  /** The statements at the places [from, to), as far as the relay gives them. */
  statements(from: number, to: number): Promise<Map<number, GivenStatement>>;
  /** The next statements about one subject, from a place on: a page, empty where there are no more. */
  about(subject: string, from: number): Promise<Map<number, GivenStatement>>;
}

/** At most so many entries are fetched with all their statements. Of more, a new device waits for those about the network alone. */
const AT_ONCE = 2 * limits.pageStatements;

/** Pages of entries that are asked for at the same time: there are many, and a relay may be far. */
const PAGES_AT_ONCE = 4;

type BareEntry = Pick<StoredEntry, 'subject' | 'hash'>;

/** {@link DirectoryRelay} over HTTP, page by page. */
export function directoryRelay(transport: Transport, credentials: Credentials | undefined): DirectoryRelay {
  const page = (noun: string, from: number, limit: number): string =>
    `/v1/directory/${noun}?from=${String(from)}&limit=${String(limit)}`;

  async function bareEntries(from: number, to: number): Promise<BareEntry[]> {
    const limit = Math.min(limits.pageEntries, to - from);
    const path = page('entries', from, limit);
    const { entries } = await transport.call({ method: 'GET', path, answer: DirectoryEntries }, credentials);
    // No checkpoint covers what stands beyond it.
    return entries.slice(0, limit).map(({ subject, statement }) => ({ subject, hash: statement }));
  }

  async function statements(from: number, to: number): Promise<Map<number, GivenStatement>> {
    const found = new Map<number, GivenStatement>();
    let next = from;
    while (next < to) {
      const path = page('statements', next, Math.min(limits.pageStatements, to - next));
      const given = await transport.call({ method: 'GET', path, answer: DirectoryStatements }, credentials);
      for (const { index, statement, openings } of given.statements) found.set(index, { statement, openings });
      // A page ends early where its bytes come to the bound.
      next = Math.max(next, given.statements.at(-1)?.index ?? next + limits.pageStatements - 1) + 1;
    }
    return found;
  }

  async function about(subject: string, from: number): Promise<Map<number, GivenStatement>> {
    const path = `${page('statements', from, limits.pageStatements)}&subject=${encodeURIComponent(subject)}`;
    const given = await transport.call({ method: 'GET', path, answer: DirectoryStatements }, credentials);
    return new Map(given.statements.map(({ index, statement, openings }) => [index, { statement, openings }]));
  }

  async function aboutNetwork(from: number, to: number): Promise<Map<number, GivenStatement>> {
    const found = new Map<number, GivenStatement>();
    for (let next = from; next < to;) {
      const some = await about('network', next);
      for (const [index, given] of some) found.set(index, given);
      next = some.size === 0 ? to : Math.max(next, ...some.keys()) + 1;
    }
    return found;
  }

  return {
    async checkpoint() {
      const path = '/v1/directory/checkpoint';
      const { note } = await transport.call({ method: 'GET', path, answer: CheckpointResponse }, credentials);
      return note;
    },
    async entries(from, to) {
      const bare: BareEntry[] = [];
      for (let next = from; next < to; next = from + bare.length) {
        const starts = Array.from({ length: PAGES_AT_ONCE }, (_, i) => next + i * limits.pageEntries);
        const pages = await Promise.all(starts.filter((start) => start < to).map((start) => bareEntries(start, to)));
        const short = pages.findIndex(({ length }) => length < limits.pageEntries);
        // What follows a page that ended early does not follow what came.
        const some = (short < 0 ? pages : pages.slice(0, short + 1)).flat();
        if (some.length === 0) break;
        bare.push(...some);
      }
      const isMuch = bare.length > AT_ONCE;
      const given = await (isMuch ? aboutNetwork : statements)(from, from + bare.length);
      return bare.map((entry, i) => withStatement(entry, given.get(from + i)));
    },
    statements,
    about,
  };
}
