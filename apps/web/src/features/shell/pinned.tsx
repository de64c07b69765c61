import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import type { InboxLine } from '../../desk/api/inbox.js';
import { Hidden } from '../../ui/hidden.js';
import { OfficeNow } from '../directory/office-now.js';
import { useLineNames } from '../inbox/use-line-names.js';

/** Pinned conversations under the State they are with, and whether its office is open. */
export function Pinned({ lines }: { readonly lines: readonly InboxLine[] }): ReactElement | undefined {
  const { t } = useTranslation(['shell', 'inbox']);
  const { matter, states } = useLineNames();
  const byState = new Map<string, InboxLine[]>();
  for (const line of lines.filter(({ pinned }) => pinned)) {
    const state = line.counterparts.map((one) => states.short(one)).join(', ');
    byState.set(state, [...(byState.get(state) ?? []), line]);
  }
  if (byState.size === 0) return undefined;
  return (
    <section className="topics only-large" aria-label={t('pinned')}>
      <h2>{t('pinned')}</h2>
      {[...byState].map(([state, pinned]) => (
        <div key={state}>
          <p className="state-name">
            <b>{state}</b>
            {pinned[0]?.hours !== undefined && <OfficeNow hours={pinned[0].hours} isShort />}
          </p>
          <ul>
            {pinned.map((line) => (
              <li key={line.id}>
                <NavLink to={`/c/${line.id}`}>
                  <span>{matter(line)}</span>
                  {line.unread > 0 && (
                    <span className="count">
                      <span aria-hidden="true">{line.unread}</span>
                      <Hidden>{t('unread', { ns: 'inbox', count: line.unread })}</Hidden>
                    </span>
                  )}
                </NavLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
