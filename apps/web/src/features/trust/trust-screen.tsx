import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { NoticeLine, Standing } from '../../desk/api/trust.js';
import { useAct } from '../../platform/use-act.js';
import { Button } from '../../ui/button.js';
import { Fault } from '../../ui/fault.js';
import { Notice } from '../../ui/notice.js';
import { PageHead } from '../../ui/page-head.js';
import { Loading } from '../../ui/progress.js';
import { DoubtfulDevices } from './doubtful-devices.js';
import { DeviceCard, LogCard } from './standing-cards.js';
import { NoticeStory } from './notice-story.js';
import './trust.css';
import { useStanding } from './use-standing.js';

const TONES = { calm: 'ok', noticed: 'warn', missing: 'warn', device: 'warn', old: 'warn', doubt: 'critical' } as const;

/** What was checked, how far, and the story of everything that was not as it should be. */
export function TrustScreen(): ReactElement {
  const { t } = useTranslation('trust');
  const { data, error, refetch } = useStanding();
  return (
    <div className="page">
      <PageHead title={t('title')} lead={t('lead')}>
        <Link className="btn" to="/trust/leaves">
          {t('leaves')}
        </Link>
      </PageHead>
      {error !== null && <Fault error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading label={t('loading')} />}
      {data !== undefined && <Whole standing={data} />}
    </div>
  );
}

function Whole({ standing }: { readonly standing: Standing }): ReactElement {
  const { t } = useTranslation('trust');
  const { doubtful, notices, directory, record } = standing;
  const open = notices.filter(({ standing }) => standing === 'open');
  const grave = open.filter((notice) => notice.grave);
  const past = notices.filter(({ standing }) => standing === 'dealt-with');
  const others = [
    ...open.filter((notice) => !notice.grave),
    ...notices.filter(({ standing }) => standing === 'mended' || standing === 'information'),
  ];
  return (
    <>
      <Answer standing={standing} />
      {grave.map((notice) => (
        <NoticeStory key={notice.number} notice={notice} />
      ))}
      {doubtful.length > 0 && <DoubtfulDevices devices={doubtful} />}
      <div className="stack">
        <div className="cols cols-3 stretch">
          <LogCard
            which="directory"
            log={directory}
            isOld={standing.level === 'old'}
            inDoubt={grave.some(isOfDirectory)}
          />
          <LogCard which="record" log={record} isOld={standing.level === 'old'} inDoubt={grave.some(isOfRecord)} />
          <DeviceCard standing={standing} />
        </div>
        <p className="hint">{t('compare')}</p>
      </div>
      {(others.length > 0 || notices.length === 0) && (
        <section className="stack" aria-labelledby="noticed">
          <h2 id="noticed">{t('notices.title')}</h2>
          {notices.length === 0 && <p className="small">{t('notices.none')}</p>}
          {others.map((notice) => (
            <NoticeStory key={notice.number} notice={notice} />
          ))}
        </section>
      )}
      {past.length > 0 && (
        <section className="stack" aria-labelledby="dealt-with">
          <h2 id="dealt-with">{t('notices.dealtWith')}</h2>
          {past.map((notice) => (
            <NoticeStory key={notice.number} notice={notice} />
          ))}
        </section>
      )}
    </>
  );
}

function isOfDirectory({ code }: NoticeLine): boolean {
  return code === 'directory.fault' || code === 'context.directory-differs';
}

function isOfRecord(notice: NoticeLine): boolean {
  return notice.about === 'relay' && !isOfDirectory(notice);
}

function Answer({ standing }: { readonly standing: Standing }): ReactElement {
  const { t } = useTranslation('trust');
  const check = useAct((desk) => desk.trust.checkAgain());
  const { level, sending, devices, doubtful } = standing;
  const answer = level === 'device' && doubtful.length === 0 ? 'key' : level;
  const verified = devices === 0 ? t('devicesNone') : t('devices', { count: devices });
  return (
    <>
      <Notice
        tone={TONES[level]}
        title={t(`answer.${answer}.title`)}
        isAnnounced
        action={
          <Button
            isSmall
            isPending={check.isPending}
            onPress={() => {
              check.mutate();
            }}
          >
            {t('checkAgain')}
          </Button>
        }
      >
        <p>
          {t(`answer.${answer}.text`, { devices: verified })} {t(`sending.${sending}`)}
        </p>
      </Notice>
      {check.error !== null && <Fault error={check.error} />}
    </>
  );
}
