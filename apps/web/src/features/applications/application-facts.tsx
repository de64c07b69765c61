import type { ApplicationForm } from '#client';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../platform/clock.js';
import { timeWords } from '../../platform/time-words.js';
import { useStates } from '../directory/use-states.js';
import { useTerms } from '../directory/use-terms.js';
import './applications.css';

/** What a State has sent, as it is read. */
export function ApplicationFacts({ form }: { readonly form: ApplicationForm }): ReactElement {
  const { t, i18n } = useTranslation('application');
  const states = useStates();
  const term = useTerms();
  const now = useNow();
  const { state, authority, functions, designation, contact, keys, threshold, remarks } = form;
  const day = Date.parse(designation.date) / 1000;
  // Whoever has no account sends whatever they like: a day that is none is shown as it came.
  const date = Number.isNaN(day)
    ? designation.date
    : timeWords(day, 'date', { language: i18n.language, zone: 'UTC', now });
  const codes = [...new Set(functions.map((one) => one.function))];
  return (
    <dl className="pairs">
      <dt>{t('form.state')}</dt>
      <dd>
        <bdi>{states.name({ state })}</bdi>
      </dd>
      <dt>{t('form.name')}</dt>
      <dd>
        <bdi>{authority.name}</bdi>
      </dd>
      <dt>{t('form.address')}</dt>
      <dd className="lines" dir="auto">
        {authority.address}
      </dd>
      <dt>{t('form.functions')}</dt>
      <dd>
        <ul>
          {codes.map((code) => (
            <li key={code}>
              {t('form.pair', {
                function: term('function', code),
                instruments: functions
                  .filter((one) => one.function === code)
                  .map((one) => term('instrumentShort', one.instrument))
                  .join(', '),
              })}
            </li>
          ))}
        </ul>
      </dd>
      <dt>{t('form.reference')}</dt>
      <dd>{t('form.referenceOf', { reference: designation.reference, date })}</dd>
      <dt>{t('form.contact')}</dt>
      <dd>
        <ul>
          {[contact.name, contact.office, contact.telephone, contact.email].map((line, i) => (
            <li key={i}>
              <bdi>{line}</bdi>
            </li>
          ))}
        </ul>
      </dd>
      <dt>{t('form.keys')}</dt>
      <dd>
        <ol className="mono key-list" translate="no">
          {keys.map((key) => (
            <li key={key}>{key}</li>
          ))}
        </ol>
      </dd>
      <dt>{t('form.threshold')}</dt>
      <dd>{t('form.of', { threshold, count: keys.length })}</dd>
      {remarks !== '' && (
        <>
          <dt>{t('form.remarks')}</dt>
          <dd className="lines" dir="auto">
            {remarks}
          </dd>
        </>
      )}
    </dl>
  );
}
