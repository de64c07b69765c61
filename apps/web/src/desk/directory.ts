import { dayOf, directoryEdition, editionCsv, editionPage, type Client } from '#client';
import { AuthorityId } from '#contracts';
import { archiveInForce, type Authority, type Officer } from '#directory';
import { shownTexts, type OfficeHours } from '#pages';
import { CodedError } from '#primitives';
import type {
  AuthorityEntry,
  AuthorityLine,
  DirectoryDesk,
  DirectoryList,
  OfficerLine,
  PageSection,
  PublishedPage,
  SavedEdition,
} from './api/directory.js';
import { authorityNamed, personNamed } from './names.js';
import { staffOf } from './staff.js';

/** Topics of a page that say what the authority's law may make it disclose. */
const DISCLOSURE: ReadonlySet<string> = new Set(['disclosure', 'disclosure-duty']);

/** Who is who, as this device has checked it. */
export class DirectoryViews implements DirectoryDesk {
  constructor(private readonly client: () => Client) {}

  list(): Promise<DirectoryList> {
    const client = this.client();
    const { latest, checkpoint } = client.directory;
    const lines = latest
      .authorities()
      .map((authority) => authorityLine(client, authority))
      .sort((a, b) => a.state.localeCompare(b.state) || a.name.localeCompare(b.name));
    return Promise.resolve({ lines, size: checkpoint?.size ?? 0, checkedAt: checkpoint?.at ?? 0 });
  }

  authority(id: string): Promise<AuthorityEntry> {
    const client = this.client();
    const known = AuthorityId.safeParse(id);
    const authority = known.success ? client.directory.latest.authority(known.data) : undefined;
    if (authority === undefined) throw new CodedError('authority.absent', 'the directory has no such authority');
    return Promise.resolve({
      ...authorityLine(client, authority),
      notified: { reference: authority.reference, date: authority.date },
      page: published(client, authority),
      staff: staffOf(client, authority.id).map((officer) => officerLine(client, officer, authority)),
      archive: archiveOf(authority),
    });
  }

  edition(format: keyof typeof SAVED): Promise<SavedEdition> {
    const edition = directoryEdition(this.client().directory);
    const day = dayOf(edition.checkpoint.at);
    const { make, type } = SAVED[format];
    return Promise.resolve({ name: `comity-directory-${day}.${format}`, file: new Blob([make(edition)], { type }) });
  }
}

const SAVED = {
  html: { make: editionPage, type: 'text/html' },
  csv: { make: editionCsv, type: 'text/csv' },
  json: {
    make: (edition: ReturnType<typeof directoryEdition>) => JSON.stringify(edition, null, 2),
    type: 'application/json',
  },
} as const;

function archiveOf(authority: Authority): AuthorityEntry['archive'] {
  const archive = archiveInForce(authority);
  return archive && { k: archive.k, n: archive.n };
}

/** Hours of an authority's office, where it has published them. */
export function hoursOf(client: Client, id: AuthorityId): OfficeHours | undefined {
  return client.directory.latest.authority(id)?.page?.hours;
}

function authorityLine(client: Client, authority: Authority): AuthorityLine {
  const { id, page, functions, instruments, status } = authority;
  const staff = staffOf(client, authority.id);
  return {
    ...authorityNamed(client, id),
    names: page?.names ?? [],
    functions,
    instruments,
    languages: page?.languages.informal ?? [],
    channels: page?.channels ?? [],
    networks: client.directory.latest
      .regions()
      .filter(({ members }) => members.includes(id))
      .map(({ id: region, name }) => ({ id: region, name })),
    standing: status,
    hours: page?.hours,
    reviewBy: page?.reviewBy,
    disclosure: page === undefined ? [] : textsOf(client, page).filter(({ topic }) => DISCLOSURE.has(topic)),
    officers: staff.map((officer) => personNamed(client, officer.id).name),
    reachable: staff.some((officer) => isReachable(client, officer, authority)),
  };
}

function officerLine(client: Client, officer: Officer, authority: Authority): OfficerLine {
  return {
    id: officer.id,
    name: personNamed(client, officer.id).name,
    administrator: officer.authority === authority.id && officer.roles.includes('administrator'),
    home: officer.authority === authority.id ? undefined : authorityNamed(client, officer.authority),
    reachable: isReachable(client, officer, authority),
  };
}

function isReachable({ directory }: Client, officer: Officer, { id }: Authority): boolean {
  const { latest, checkpoint } = directory;
  return latest.devicesOf(officer.id).some((device) => latest.live(device.id, checkpoint?.at ?? 0, id));
}

function textsOf({ directory }: Client, page: NonNullable<Authority['page']>): PageSection[] {
  return shownTexts(page, ({ commitment }) => directory.opened(commitment) ?? '');
}

function published(client: Client, { page }: Authority): PublishedPage | undefined {
  if (page === undefined) return undefined;
  const { ministry, address, office, territories, languages, channels, draftsWelcome, oralRequests } = page;
  const opened = (commitment: string | undefined): string =>
    commitment === undefined ? '' : (client.directory.opened(commitment) ?? '');
  return {
    ministry,
    address,
    ...office,
    territories,
    requestLanguages: languages.requests,
    informalLanguages: languages.informal,
    translation: languages.translation,
    channels,
    draftsWelcome,
    oralRequests,
    sections: textsOf(client, page),
    persons: page.persons
      .map(({ role, fields }) => ({
        role,
        name: opened(fields.name?.commitment),
        telephone: opened(fields.telephone?.commitment),
        email: opened(fields.email?.commitment),
      }))
      .filter(({ name, telephone, email }) => name + telephone + email !== ''),
  };
}
