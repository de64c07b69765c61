import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../platform/clock.js';
import { useView } from '../../platform/use-desk.js';
import { Button } from '../../ui/button.js';
import { Fault } from '../../ui/fault.js';
import { Plate } from '../../ui/plate.js';
import { Loading } from '../../ui/progress.js';
import { SearchField } from '../../ui/search-field.js';
import { everyAuthority, filtered } from '../directory/directory-filter.js';
import { OfficeNow } from '../directory/office-now.js';
import { useStates } from '../directory/use-states.js';
import { useTerms } from '../directory/use-terms.js';

/** Finds an authority by its names in any language, an officer, a function or an instrument. */
export function AuthorityChoice({ onChoose }: { readonly onChoose: (id: string) => void }): ReactElement {
  const { t } = useTranslation('new-conversation');
  const { data, error, refetch } = useView(['directory'], (desk) => desk.directory.list());
  const [words, setWords] = useState('');
  const states = useStates();
  const term = useTerms();
  const now = useNow();
  if (error !== null) return <Fault error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading label={t('loading')} />;
  const others = data.lines.filter(({ ours, standing }) => !ours && standing === 'active');
  const found = filtered(
    others,
    { ...everyAuthority, words },
    (line) => [
      states.name(line),
      states.short(line),
      ...line.functions.map((code) => term('function', code)),
      ...line.instruments.flatMap((code) => [term('instrument', code), term('instrumentShort', code)]),
    ],
    now,
  );
  return (
    <section className="stack" aria-labelledby="with">
      <h2 id="with">{t('with.label')}</h2>
      <SearchField label={t('with.find')} value={words} onChange={setWords} autoFocus />
      <p className="small muted" role="status">
        {found.length === 0 ? t('with.none') : t('with.found', { count: found.length })}
      </p>
      <ul className="choice-list">
        {found.map((line) => (
          <li key={line.id}>
            <Plate side="theirs" code={states.code(line)} />
            <div className="grow">
              <p className="strong">{states.name(line)}</p>
              <p className="small muted">
                <bdi>{line.name}</bdi>
              </p>
              <p className="small">{line.functions.map((code) => term('function', code)).join(', ')}</p>
            </div>
            {line.hours !== undefined && <OfficeNow hours={line.hours} />}
            <Button
              aria-label={`${t('with.choose')}: ${states.name(line)}, ${line.name}`}
              onPress={() => {
                onChoose(line.id);
              }}
            >
              {t('with.choose')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
