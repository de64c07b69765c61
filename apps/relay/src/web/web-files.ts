import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config.js';

const PAGE = 'index.html';
/** What no page of the web client is called: the relay's own paths, and the build's folder. */
const NO_PAGES: ReadonlySet<string> = new Set(['assets', 'health', 'metrics', 'public', 'ready', 'socket.io', 'v1']);

/** The built web client: what lay in its folder when the relay started, and nothing that is put there later. */
@Injectable()
export class WebFiles {
  /** Undefined when the relay is told to serve none, or there is none to serve. */
  readonly folder: string | undefined;
  readonly #files: ReadonlySet<string>;

  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'webDir'>) {
    const files = config.webDir === undefined ? [] : filesIn(config.webDir);
    this.folder = files.includes(PAGE) ? config.webDir : undefined;
    this.#files = new Set(this.folder === undefined ? [] : files);
  }

  /** One sentence for the operator of a relay that should serve the web client and cannot. */
  get fault(): string | undefined {
    if (this.config.webDir === undefined || this.folder !== undefined) return undefined;
    return `The web client is not served: there is no ${PAGE} in ${this.config.webDir}; build it by npm run build, or set COMITY_WEB to its folder or to off.`;
  }

  /**
   * The file that answers a path, which begins with a slash; whatever the web client may call one of its pages is answered
   * with the one page there is.
   * @param toShow - whether a person is to look at the answer: a browser that opens a page asks for HTML
   */
  find(path: string, toShow: boolean): string | undefined {
    const file = path === '/' ? PAGE : path.slice(1);
    if (this.#files.has(file)) return file;
    const segments = file.split('/');
    const isPage = !NO_PAGES.has(segments[0] ?? '') && !segments.at(-1)?.includes('.');
    return toShow && isPage && this.folder !== undefined ? PAGE : undefined;
  }
}

/** Paths of plain files below a folder, with slashes; none where there is no folder. */
function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name, parentPath }) => relative(folder, join(parentPath, name)).replaceAll(sep, '/'));
  } catch {
    return [];
  }
}
