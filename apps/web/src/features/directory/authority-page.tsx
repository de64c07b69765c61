import { useId, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { spoken } from '#pages';
import type { AuthorityEntry, PublishedPage } from '../../desk/api/directory.js';
import { useNow } from '../../platform/clock.js';
import { timeWords } from '../../platform/time-words.js';
import { Notice } from '../../ui/notice.js';
import { zoneName } from '../conversation/thread/zone-words.js';
import { inLanguage } from './in-language.js';
import { useLanguageNames, useTerms } from './use-terms.js';

const DISCLOSURE = /^disclosure/;

/** What an authority's page and its designation say, as far as it has published one. */
export function AuthorityPage({ entry }: { readonly entry: AuthorityEntry }): ReactElement {
  const { t, i18n } = useTranslation('directory');
  const term = useTerms();
  const { page } = entry;
  const sections = inLanguage(page?.sections ?? [], i18n.language).filter(({ topic }) => !DISCLOSURE.test(topic));
  return (
    <div className="cols cols-2">
      <div className="stack wide">
        <Functions entry={entry} />
        {page === undefined && (
          <Notice tone="info" icon="info" title={t('noPage.title')}>
            {t('noPage.text')}
          </Notice>
        )}
        {sections.map(({ topic, language, text, visible }) => (
          <section key={`${topic} ${language}`} className="stack tight">
            <h2>{term('topic', topic)}</h2>
            {visible === 'members' && <p className="small muted">{t('forMembers')}</p>}
            {visible === 'members' && text === '' ? (
              <p className="small">{t('notGiven')}</p>
            ) : (
              <p lang={language} dir="auto" className="small as-written">
                {text}
              </p>
            )}
          </section>
        ))}
      </div>
      <div className="stack wide">
        <Staff entry={entry} />
        {entry.networks.length > 0 && <Networks entry={entry} />}
        {page !== undefined && <Contacts page={page} />}
        {entry.hours !== undefined && <Hours entry={entry} />}
        {page !== undefined && <Languages page={page} />}
        <Proof entry={entry} />
      </div>
    </div>
  );
}

/** What the State has notified: two lists. Which function it has under which instrument no statement says. */
function Functions({ entry }: { readonly entry: AuthorityEntry }): ReactElement {
  const { t } = useTranslation('directory');
  const term = useTerms();
  const { functions, instruments } = entry;
  return (
    <section className="stack tight">
      <h2>{t('functions.title')}</h2>
      <div className="cols cols-2">
        <Listed title={t('functions.functions')} words={functions.map((code) => term('function', code))} />
        <Listed title={t('functions.instruments')} words={instruments.map((code) => term('instrument', code))} />
      </div>
      <p className="small muted">{t('functions.separate')}</p>
    </section>
  );
}

function Listed({ title, words }: { readonly title: string; readonly words: readonly string[] }): ReactElement {
  const id = useId();
  return (
    <div>
      <h3 id={id}>{title}</h3>
      <ul className="small" aria-labelledby={id}>
        {words.map((word) => (
          <li key={word}>{word}</li>
        ))}
      </ul>
    </div>
  );
}

function Staff({ entry }: { readonly entry: AuthorityEntry }): ReactElement {
  const { t } = useTranslation('directory');
  return (
    <section className="stack tight">
      <h2>{t('officers.title')}</h2>
      {entry.staff.length === 0 && <p className="small muted">{t('officers.none')}</p>}
      <ul className="small">
        {entry.staff.map(({ id, name, administrator, home, reachable }) => (
          <li key={id}>
            <bdi>{name}</bdi>
            <span className="muted">
              {administrator && `, ${t('officers.administrator')}`}
              {home !== undefined && `, ${t('officers.liaison', { authority: home.name })}`},{' '}
              {t(reachable ? 'officers.reachable' : 'officers.unreachable')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Networks({ entry }: { readonly entry: AuthorityEntry }): ReactElement {
  const { t } = useTranslation('directory');
  return (
    <section className="stack tight">
      <h2>{t('networks.title')}</h2>
      <ul className="small">
        {entry.networks.map(({ id, name }) => (
          <li key={id}>
            <Link to={`/administration/network?of=${encodeURIComponent(id)}`}>
              <bdi>{name}</bdi>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Contacts({ page }: { readonly page: PublishedPage }): ReactElement {
  const { t } = useTranslation('directory');
  const { telephone, fax, email, web, address, ministry, territories, persons } = page;
  return (
    <Pairs
      title={t('contacts.title')}
      pairs={[
        [t('contacts.telephone'), telephone],
        [t('contacts.fax'), fax],
        [t('contacts.email'), email],
        [t('contacts.web'), web],
        [t('contacts.address'), address],
        [t('contacts.ministry'), ministry],
        [t('contacts.territories'), territories.join(', ')],
        ...persons.map(({ role, name, ...lines }): [string, string] => [
          isRole(role) ? t(`contacts.role.${role}`) : role,
          [name, lines.telephone, lines.email].filter((part) => part !== '').join(', '),
        ]),
      ]}
    />
  );
}

function isRole(role: string): role is 'head' | 'officer' | 'deputy' | 'urgent' {
  return ['head', 'officer', 'deputy', 'urgent'].includes(role);
}

function Hours({ entry }: { readonly entry: AuthorityEntry }): ReactElement | undefined {
  const { t, i18n } = useTranslation('directory');
  const now = useNow();
  const { hours } = entry;
  if (hours === undefined) return undefined;
  const format = (date: string, options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(spoken(i18n.language), { ...options, timeZone: 'UTC' }).format(
      Date.parse(`${date}T00:00:00Z`),
    );
  // The first of June 2026 was a Monday.
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
  const weekday = (day: string): string =>
    format(`2026-06-0${String(Math.max(0, days.indexOf(day)) + 1)}`, { weekday: 'long' });
  return (
    <Pairs
      title={t('hours.heading')}
      pairs={[
        [
          t('hours.daily'),
          t('hours.dailyValue', {
            opens: hours.opens,
            closes: hours.closes,
            zone: zoneName(hours.zone, i18n.language, now),
          }),
        ],
        [t('hours.weekend'), hours.weekend.map(weekday).join(', ')],
        [
          t('hours.holidays'),
          hours.holidays.map(({ date, name }) => `${format(date, { dateStyle: 'medium' })} ${name}`).join('; '),
        ],
      ]}
    />
  );
}

function Languages({ page }: { readonly page: PublishedPage }): ReactElement {
  const { t } = useTranslation('directory');
  const term = useTerms();
  const languageName = useLanguageNames();
  return (
    <Pairs
      title={t('languages.title')}
      pairs={[
        [t('languages.requests'), page.requestLanguages.map(languageName).join(', ')],
        [t('languages.informal'), page.informalLanguages.map(languageName).join(', ')],
        [t('languages.translation'), t(`translation.${page.translation}`)],
        [t('languages.channels'), page.channels.map((code) => term('channel', code)).join(', ')],
        [t('languages.drafts'), t(page.draftsWelcome ? 'draftsYes' : 'draftsNo')],
        [t('languages.oral'), t(page.oralRequests ? 'oralYes' : 'oralNo')],
      ]}
    />
  );
}

function Proof({ entry }: { readonly entry: AuthorityEntry }): ReactElement {
  const { t, i18n } = useTranslation('directory');
  const now = useNow();
  const { notified, archive } = entry;
  const at = Date.parse(`${notified.date}T12:00:00Z`) / 1000;
  const day = timeWords(at, 'date', { language: i18n.language, now, zone: 'UTC' });
  return (
    <Pairs
      title={t('proof.title')}
      pairs={[
        [t('proof.notified'), t('proof.notifiedValue', { day, reference: notified.reference })],
        [t('proof.archive'), archive === undefined ? t('proof.archiveNo') : t('proof.archiveYes', archive)],
        [t('proof.record'), t('proof.recordValue')],
      ]}
    />
  );
}

/** Names and values; what has no value is left out. */
function Pairs({
  title,
  pairs,
}: {
  readonly title: string;
  readonly pairs: readonly [string, ReactNode][];
}): ReactElement {
  return (
    <section className="stack tight">
      <h2>{title}</h2>
      <dl className="pairs">
        {pairs
          .filter(([, value]) => value !== '')
          .map(([name, value], place) => (
            <div key={`${name} ${String(place)}`} className="pair">
              <dt>{name}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
      </dl>
    </section>
  );
}
