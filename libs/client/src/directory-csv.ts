import { pageWords, stateName, type ShownAuthority } from '#pages';
import type { DirectoryEdition } from './directory-edition.js';
import { sectionsCell } from './import-cells.js';

type Cell = (authority: ShownAuthority) => string | readonly string[] | undefined;

const COLUMNS: Readonly<Record<string, Cell>> = {
  id: ({ id }) => id,
  state: ({ state }) => state,
  stateName: ({ state }) => stateName(pageWords, state),
  name: ({ name }) => name,
  standing: ({ status }) => status,
  functions: ({ functions }) => functions,
  instruments: ({ instruments }) => instruments,
  reference: ({ notified }) => notified.reference,
  notified: ({ notified }) => notified.date,
  names: ({ page }) => page?.names.map(({ language, name }) => `${language}: ${name}`),
  ministry: ({ page }) => page?.ministry,
  address: ({ page }) => page?.address,
  telephone: ({ page }) => page?.office.telephone,
  fax: ({ page }) => page?.office.fax,
  email: ({ page }) => page?.office.email,
  web: ({ page }) => page?.office.web,
  persons: ({ page }) =>
    page?.persons.map(({ role, name, telephone, email }) =>
      [role, name, telephone, email].filter((part) => part !== '').join(', '),
    ),
  territories: ({ page }) => page?.territories,
  zone: ({ page }) => page?.hours.zone,
  opens: ({ page }) => page?.hours.opens,
  closes: ({ page }) => page?.hours.closes,
  weekend: ({ page }) => page?.hours.weekend,
  holidays: ({ page }) => page?.hours.holidays.map(({ date, name }) => `${date} ${name}`),
  languagesOfRequests: ({ page }) => page?.languages.requests,
  languagesOfInformalContact: ({ page }) => page?.languages.informal,
  translation: ({ page }) => page?.languages.translation,
  channels: ({ page }) => page?.channels,
  draftsWelcome: ({ page }) => yesOrNo(page?.draftsWelcome),
  oralRequests: ({ page }) => yesOrNo(page?.oralRequests),
  sections: ({ page }) => (page === null ? undefined : sectionsCell(page.sections)),
  reviewBy: ({ page }) => page?.reviewBy,
};

/**
 * An edition as a table, one authority a line (RFC 4180): UTF-8 whose byte order mark tells a spreadsheet so. What a
 * spreadsheet would run as a formula begins with an apostrophe.
 */
export function editionCsv({ authorities }: DirectoryEdition): string {
  const rows = [
    Object.keys(COLUMNS),
    ...authorities.map((authority) => Object.values(COLUMNS).map((cell) => textOf(cell(authority)))),
  ];
  return `\ufeff${rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('')}`;
}

function textOf(cell: ReturnType<Cell>): string {
  return typeof cell === 'string' ? cell : (cell ?? []).join('; ');
}

function quoted(text: string): string {
  // Where lists are parted by semicolons, each part of a cell is read as a cell.
  const harmless = text.replaceAll(/(^|[;\t\r\n])([ \t\r\n]*)(?=[=+\-@\t\r])/g, "$1$2'");
  return /[",;\t\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function yesOrNo(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : value ? 'yes' : 'no';
}
