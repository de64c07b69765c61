import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import settings from '../../locales/en/settings.json';
import { addCatalogue } from '../../platform/i18n.js';
import { prefer, usePreferences, type Preferences } from '../../platform/preferences.js';
import { useView } from '../../platform/use-desk.js';
import { Checkbox, RadioGroup } from '../../ui/choices.js';
import { Fault } from '../../ui/fault.js';
import { PageHead } from '../../ui/page-head.js';
import { Loading } from '../../ui/progress.js';
import { durationWords } from '../directory/duration-words.js';
import { NotificationChoice } from './notification-choice.js';

addCatalogue('settings', settings);

const THEMES: readonly Preferences['theme'][] = ['system', 'light', 'dark'];

/** What a person chooses for this browser, and what their authority has set. */
export function SettingsScreen(): ReactElement {
  const { t } = useTranslation('settings');
  const { theme, letters } = usePreferences();
  return (
    <div className="page">
      <PageHead title={t('title')} lead={t('lead')} />
      <div className="cols cols-even">
        <section className="card">
          <RadioGroup
            label={t('theme.label')}
            options={THEMES.map((id) => ({ id, label: t(`theme.${id}`) }))}
            value={theme}
            onChange={(chosen) => {
              prefer({ theme: chosen });
            }}
          />
        </section>
        <section className="card" aria-labelledby="notifications">
          <h2 id="notifications">{t('notifications.title')}</h2>
          <NotificationChoice />
        </section>
        <section className="card" aria-labelledby="keys">
          <h2 id="keys">{t('keys.title')}</h2>
          <Checkbox
            label={t('keys.letters')}
            hint={t('keys.hint')}
            isSelected={letters}
            onChange={(isSelected) => {
              prefer({ letters: isSelected });
            }}
          />
        </section>
        <OfficeRules />
      </div>
    </div>
  );
}

function OfficeRules(): ReactElement {
  const { t, i18n } = useTranslation('settings');
  const { data, error, refetch } = useView(['settings'], (desk) => desk.settings.rules());
  return (
    <section className="card sunk" aria-labelledby="office">
      <h2 id="office">{t('office.title')}</h2>
      {error !== null && <Fault error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading label={t('office.loading')} />}
      {data !== undefined && (
        <dl className="pairs">
          <dt>{t('office.idle')}</dt>
          <dd>{t('office.idleValue', { duration: durationWords(data.idleLock, i18n.language) })}</dd>
          <dt>{t('office.read')}</dt>
          <dd>{t(data.readMarkers ? 'office.readYes' : 'office.readNo')}</dd>
          <dt>{t('office.web')}</dt>
          <dd>{t('office.webValue')}</dd>
        </dl>
      )}
    </section>
  );
}
