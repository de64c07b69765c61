import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { officeState } from '#pages';
import type { AuthorityEntry } from '../../desk/api/directory.js';
import { useNow } from '../../platform/clock.js';
import { timeWords } from '../../platform/time-words.js';
import { Button } from '../../ui/button.js';
import { Notice } from '../../ui/notice.js';
import { Plate } from '../../ui/plate.js';
import { Disclosure } from '../directory/disclosure.js';
import { useOfficeWords } from '../directory/office-now.js';
import { useStates } from '../directory/use-states.js';

/** The authority that was chosen: whether its office is open, what its law may make it disclose, and whether it keeps an archive. */
export function Counterpart({
  entry,
  onChange,
}: {
  readonly entry: AuthorityEntry;
  readonly onChange: () => void;
}): ReactElement {
  const { t, i18n } = useTranslation('new-conversation');
  const states = useStates();
  const say = useOfficeWords();
  const now = useNow();
  const { hours } = entry;
  return (
    <section className="stack">
      <div className="choice-list counterpart">
        <Plate side="theirs" code={states.code(entry)} />
        <div className="grow">
          <p className="strong">{states.name(entry)}</p>
          <p className="small muted">
            <Link to={`/directory/${encodeURIComponent(entry.id)}`}>
              <bdi>{entry.name}</bdi>
            </Link>
          </p>
          {hours !== undefined && (
            <p className="small">
              {t('reaches', {
                state: say(officeState(hours, now)),
                time: timeWords(now, 'hour', { language: i18n.language, now, zone: hours.zone }),
              })}
            </p>
          )}
        </div>
        <Button variant="quiet" onPress={onChange} autoFocus>
          {t('with.change')}
        </Button>
      </div>
      <Disclosure line={entry} />
      {entry.archive !== undefined && (
        <Notice tone="warn" icon="key" title={t('archive', entry.archive)}>
          {t('archiveWhat')}
        </Notice>
      )}
    </section>
  );
}
