import { dayOf, formatImportBundle, importFiles, readImport, type Client, type ImportFile } from '#client';
import { unixSeconds } from '#primitives';
import type { ImportedList, ImportsDesk } from './api/imports.js';
import type { Browser } from './environment.js';
import { readTable } from './table-file.js';

/** Lists of authorities, read against the directory of this device. */
export class ImportsViews implements ImportsDesk {
  constructor(
    private readonly client: () => Client,
    private readonly browser: Pick<Browser, 'clock'>,
  ) {}

  async read(file: File): Promise<ImportedList> {
    const { latest } = this.client().directory;
    const preview = readImport(await readTable(file), {
      known: (id) => latest.authority(id),
      today: dayOf(unixSeconds(this.browser.clock)),
    });
    const { authorities, problems, unread } = preview;
    return {
      lines: authorities.map(({ line, id, state, name, isKnown, notification, page }) => ({
        line,
        id,
        state,
        name,
        isKnown,
        makesNotification: notification !== undefined,
        makesPage: page !== undefined,
      })),
      problems,
      unread,
      made: problems.length === 0 ? madeOf(file.name, importFiles(preview)) : undefined,
    };
  }
}

function madeOf(name: string, files: readonly ImportFile[]): ImportedList['made'] {
  return {
    name: `${name.replace(/\.[A-Za-z]{1,5}$/, '')}.import.json`,
    file: new Blob([formatImportBundle(files)], { type: 'application/json' }),
  };
}
