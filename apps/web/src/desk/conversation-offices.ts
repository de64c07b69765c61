import type { Client } from '#client';
import type { AuthorityId } from '#contracts';
import { archiveInForce, type Authority } from '#directory';
import { shownTexts } from '#pages';
import type { Roster, RosterView } from '#roster';
import type { Office } from './api/conversations.js';
import type { People } from './people.js';

// How an authority's page names the section on it.
const DISCLOSURE = /^disclosure/;
const LANGUAGE = 'en';

/** The offices of a conversation, our own apart, with what the page of each says to who writes to it. */
export function officesOf(
  { directory }: Pick<Client, 'directory'>,
  people: People,
  { parties, devices, size }: Pick<Roster, 'parties' | 'devices' | 'size'>,
  { references }: { readonly references: Readonly<Record<AuthorityId, string>> },
): { readonly ours: Office; readonly others: readonly Office[] } {
  const office = (id: AuthorityId): Office => {
    const authority = directory.latest.authority(id);
    return {
      ...people.party(id),
      reference: references[id],
      zone: authority?.page?.hours.zone,
      disclosure: disclosureOf(directory, authority),
      archive: keepsArchive(directory.latest, id) || keepsArchive(directory.view(size), id),
      reads: parties.every(
        ({ authority: party, capacity }) =>
          party !== id || capacity !== 'party' || devices.some((one) => isIn(one, id)),
      ),
    };
  };
  const others = [...new Set(parties.map(({ authority }) => authority))].filter((id) => id !== people.own);
  return { ours: office(people.own), others: people.ranked(others).map(office) };
}

function isIn({ authority, capacity }: Roster['devices'][number], id: AuthorityId): boolean {
  return authority === id && capacity === 'party';
}

// From now on, or for the present keys alone, where it has been ended since.
function keepsArchive(view: RosterView | undefined, id: AuthorityId): boolean {
  const authority = view?.authority(id);
  return authority !== undefined && archiveInForce(authority) !== undefined;
}

function disclosureOf(
  directory: Pick<Client['directory'], 'opened'>,
  { page }: Pick<Authority, 'page'> = { page: undefined },
): Office['disclosure'] {
  if (page === undefined) return undefined;
  const texts = shownTexts(page, ({ commitment }) => directory.opened(commitment));
  const sections = texts.filter(({ topic }) => DISCLOSURE.test(topic));
  const section = sections.find(({ language }) => language.startsWith(LANGUAGE)) ?? sections[0];
  return section && { text: section.text, language: section.language };
}
