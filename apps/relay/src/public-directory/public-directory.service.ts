import { Injectable } from '@nestjs/common';
import { type AuthorityId, ProblemError } from '#contracts';
import { type Authority, type DirectoryView, type Region } from '#directory';
import { isWanted, officeState, pageWords, shownAuthority, stateName } from '#pages';
import { toBase64url, unixSeconds } from '#primitives';
import { Checkpointer } from '../audit/checkpointer.js';
import { DirectoryService } from '../directory/directory.service.js';
import { DirectoryState } from '../directory/directory-state.js';
import { SystemClock } from '../platform/clock.js';
import { type PublicAuthority, type PublicLine, type PublicList, type PublicQuery } from './public-directory.dto.js';

/** Lines of one page: a few KiB. */
const LINES = 25;

/** What of the directory its States opened to everyone, under the newest cosigned checkpoint. */
@Injectable()
export class PublicDirectoryService {
  constructor(
    private readonly directory: DirectoryService,
    private readonly state: DirectoryState,
    private readonly checkpointer: Checkpointer,
    private readonly clock: SystemClock,
  ) {}

  /** The authorities that answer to what is asked. @throws `record.not-yet` */
  list(query: PublicQuery): PublicList {
    const { view, log, network } = this.shown();
    const at = unixSeconds(this.clock);
    const regions = view.regions();
    const all = view
      .authorities()
      .map((authority) => ({
        authority,
        line: lineOf(authority, regions),
        state: stateName(pageWords, authority.state),
      }))
      .sort((a, b) => a.state.localeCompare(b.state, 'en') || a.line.name.localeCompare(b.line.name, 'en'));
    const wanted = {
      ...query,
      functions: query.function === '' ? [] : [query.function],
      openNow: query.open === '1',
    };
    const found = all.filter(({ authority, line, state }) =>
      isWanted({ ...line, hours: authority.page?.hours }, textsOf(authority, state), wanted, at),
    );
    const pages = Math.max(1, Math.ceil(found.length / LINES));
    const page = Math.min(query.page, pages);
    return {
      network,
      log,
      found: found.length,
      page,
      pages,
      // An office's clock takes longer than all else: it is read for what is shown.
      authorities: found
        .slice((page - 1) * LINES, page * LINES)
        .map(({ authority, line }) => ({ ...line, office: officeOf(authority, at) })),
      choices: choicesOf(
        all.map(({ line }) => line),
        regions,
      ),
    };
  }

  /** An authority, with the personal fields that its State opened to everyone; undefined where there is none. @throws `record.not-yet` */
  async authority(id: AuthorityId): Promise<PublicAuthority | undefined> {
    const { view, log, network } = this.shown();
    const authority = view.authority(id);
    if (authority === undefined) return undefined;
    const { designation, page, opened } = await this.directory.openly(id, log.size);
    return { network, log: { ...log, designation, page }, authority: shownAuthority(authority, opened) };
  }

  private shown(): { view: DirectoryView; log: PublicList['log']; network: string } {
    const { size, root } = this.checkpointer.shown('directory') ?? notYet();
    const view = this.state.view(size) ?? notYet();
    return { view, log: { size, root: toBase64url(root) }, network: view.network()?.name ?? notYet() };
  }
}

type Line = Omit<PublicLine, 'office'>;

function lineOf(authority: Authority, regions: readonly Region[]): Line {
  const { id, state, name, functions, instruments, status, page } = authority;
  return {
    id,
    state,
    name,
    functions: [...functions],
    instruments: [...instruments],
    status,
    languages: [...new Set([...(page?.languages.requests ?? []), ...(page?.languages.informal ?? [])])],
    channels: [...(page?.channels ?? [])],
    networks: regions.filter(({ members }) => members.includes(id)).map((region) => region.id),
  };
}

function officeOf({ page }: Authority, at: number): PublicLine['office'] {
  return page === undefined ? 'unknown' : officeState(page.hours, at).is;
}

function textsOf({ id, state, name, functions, instruments, page }: Authority, named: string): string[] {
  return [id, state, named, name, ...functions, ...instruments, ...(page?.names.map((one) => one.name) ?? [])];
}

function choicesOf(lines: readonly Line[], regions: readonly Region[]): PublicList['choices'] {
  const all = (values: (line: Line) => readonly string[]): string[] => [...new Set(lines.flatMap(values))].sort();
  return {
    states: all(({ state }) => [state]),
    functions: all(({ functions }) => functions),
    instruments: all(({ instruments }) => instruments),
    languages: all(({ languages }) => languages),
    channels: all(({ channels }) => channels),
    networks: regions.map(({ id, name }) => ({ id, name })),
  };
}

function notYet(): never {
  throw new ProblemError('record.not-yet');
}
