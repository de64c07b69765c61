import type { ApplicationView } from '#client';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icon.js';
import { Time } from '../../ui/time.js';
import { isolated } from '../conversation/words.js';

/** One act on an application. */
export type Entry = ApplicationView['entries'][number];
/** A document of an entry. */
export type EntryDocument = Entry['documents'][number];

interface ApplicationEntriesProps {
  readonly entries: readonly Entry[];
  /** Shows a document, and fetches it when that is asked for. */
  readonly document: (entry: Entry, document: EntryDocument) => ReactNode;
}

/** What was said of an application by both sides, in order. */
export function ApplicationEntries({ entries, document }: ApplicationEntriesProps): ReactElement {
  const { t } = useTranslation('application');
  return (
    <ol className="entries">
      {entries.map((entry) => (
        <li key={entry.number} className={entry.side}>
          <Head entry={entry} />
          {!entry.isReadable && <p className="small">{t('unreadable')}</p>}
          {entry.words !== undefined && (
            <p className="lines" dir="auto">
              {entry.words}
            </p>
          )}
          {entry.checklist !== undefined && <Checked checklist={entry.checklist} />}
          {entry.documents.length > 0 && (
            <ul className="stack">
              {entry.documents.map((one) => (
                <li key={one.place}>{document(entry, one)}</li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  );
}

function Head({ entry: { side, act, at, by, form } }: { readonly entry: Entry }): ReactElement {
  const { t } = useTranslation('application');
  const who = by?.name === undefined ? t(`by.${side}`) : isolated(by.name);
  return (
    <p className="small">
      <span className="strong">{who}</span> <span>{t(form === undefined ? `acts.${act}` : 'acts.corrected')}</span>{' '}
      <span className="muted">
        <Time at={at} kind="moment" />
      </span>
    </p>
  );
}

function Checked({ checklist }: { readonly checklist: NonNullable<Entry['checklist']> }): ReactElement {
  const { t } = useTranslation('application');
  return (
    <ul className="checked">
      {checklist.map(({ item, met, remark }) => (
        <li key={item}>
          <Icon name={met ? 'check' : 'x'} />
          <span>
            {t('checks.found', { check: t(`checks.${item}`), is: t(met ? 'checks.met' : 'checks.unmet') })}
            {remark !== '' && (
              <>
                {' '}
                <bdi className="muted">{remark}</bdi>
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
