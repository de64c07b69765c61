import { useRef, type ReactElement } from 'react';
import { GridList, GridListHeader, GridListItem, GridListSection } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { InboxLine } from '../../desk/api/inbox.js';
import { useShortcuts } from '../../platform/shortcuts.js';
import { useReadAhead } from '../conversation/read-ahead.js';
import { InboxRow } from './inbox-row.js';
import './inbox.css';
import { lineOf, moveFocus } from './row-focus.js';
import { useLineNames } from './use-line-names.js';
import { useSettingAside } from './use-setting-aside.js';

/** Lines under a heading of their own. */
export interface InboxGroup {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly InboxLine[];
}

/** What a list of conversations is given. */
export interface InboxListProps {
  readonly label: string;
  /** Those without lines are left out. */
  readonly groups: readonly InboxGroup[];
}

/** Conversations in groups. J and K go from line to line, Enter opens, E puts aside. */
export function InboxList({ label, groups }: InboxListProps): ReactElement {
  const { t } = useTranslation('inbox');
  const list = useRef<HTMLDivElement>(null);
  const setAside = useSettingAside();
  const readAhead = useReadAhead();
  const { matter, counterparts } = useLineNames();
  useShortcuts({
    j: () => {
      moveFocus(list.current, 1);
    },
    k: () => {
      moveFocus(list.current, -1);
    },
    e: () => {
      const id = lineOf(document.activeElement);
      const line = groups.flatMap(({ lines }) => lines).find((one) => one.id === id);
      if (line === undefined) return;
      moveFocus(list.current, 1);
      setAside(line.id, !line.done);
    },
  });
  return (
    <div>
      <div className="inbox-cols inbox-grid" aria-hidden="true">
        <span />
        <span>{t('columns.matter')}</span>
        <span>{t('columns.counterpart')}</span>
        <span>{t('columns.awaited')}</span>
        <span>{t('columns.last')}</span>
        <span />
      </div>
      <GridList ref={list} aria-label={label} className="inbox-list" disallowTypeAhead keyboardNavigationBehavior="tab">
        {groups
          .filter(({ lines }) => lines.length > 0)
          .map((group) => (
            <GridListSection key={group.id} id={group.id} className="inbox-group" aria-label={group.title}>
              <GridListHeader className="inbox-heading">
                {group.title} <span>{t('count', { count: group.lines.length })}</span>
              </GridListHeader>
              {group.lines.map((line) => (
                <GridListItem
                  key={line.id}
                  id={line.id}
                  href={`/c/${line.id}`}
                  onHoverStart={() => {
                    readAhead(line.id);
                  }}
                  onPressStart={() => {
                    readAhead(line.id);
                  }}
                  textValue={`${matter(line)}, ${counterparts(line)}`}
                  className={line.unread > 0 ? 'thread is-unread' : 'thread'}
                >
                  <InboxRow line={line} onSetAside={setAside} />
                </GridListItem>
              ))}
            </GridListSection>
          ))}
      </GridList>
    </div>
  );
}
