import type { PageDraft } from '#client';
import type { ReactElement } from 'react';
import type { AuthorityEntry } from '../../desk/api/directory.js';
import { AuthorityPage } from '../directory/authority-page.js';
import '../directory/directory.css';
import { Disclosure } from '../directory/disclosure.js';
import { useOwnOffice } from '../directory/use-own-office.js';

const DISCLOSURE: ReadonlySet<string> = new Set(['disclosure', 'disclosure-duty']);

/** A draft as the other side will see it, once it is published. */
export function PagePreview({ draft }: { readonly draft: PageDraft }): ReactElement | undefined {
  const { entry } = useOwnOffice();
  if (entry === undefined) return undefined;
  const shown = previewOf(entry, draft);
  return (
    <div className="stack wide">
      <Disclosure line={shown} />
      <AuthorityPage entry={shown} />
    </div>
  );
}

function previewOf(entry: AuthorityEntry, draft: PageDraft): AuthorityEntry {
  const { names, hours, languages, office, persons, sections, reviewBy } = draft;
  return {
    ...entry,
    names,
    hours,
    reviewBy,
    languages: languages.informal,
    disclosure: sections.filter(({ topic }) => DISCLOSURE.has(topic)),
    page: {
      ...draft,
      ...office,
      requestLanguages: languages.requests,
      informalLanguages: languages.informal,
      translation: languages.translation,
      persons: persons.map(({ role, fields }) => ({
        role,
        name: fields.name?.value ?? '',
        telephone: fields.telephone?.value ?? '',
        email: fields.email?.value ?? '',
      })),
    },
  };
}
