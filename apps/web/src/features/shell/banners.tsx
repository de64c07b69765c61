import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Icon } from '../../ui/icon.js';
import { useNow } from '../../platform/clock.js';
import { timeWords } from '../../platform/time-words.js';
import { UpdateOffer } from '../../platform/update-offer.js';
import { useLine, useStanding } from '../trust/use-standing.js';

/** What holds for every screen at the moment: the line is down, sending has stopped, a newer version lies ready. */
export function Banners(): ReactElement {
  const { t } = useTranslation('shell');
  const line = useLine();
  const { data } = useStanding();
  return (
    <div role="status">
      {line.is === 'down' && (
        <div className="banner warn">
          <Icon name="clock" />
          <p>
            {line.refusal === undefined ? (
              <>
                <LineDown since={line.since} /> {t('offline.text')}
              </>
            ) : (
              t('offline.refused')
            )}
          </p>
        </div>
      )}
      {data?.cloned === true && (
        <div className="banner critical">
          <Icon name="broken" />
          <p>
            <b>{t('cloned.title')}</b> {t('cloned.text')}
          </p>
          <Link className="push" to="/trust">
            {t('cloned.action')}
          </Link>
        </div>
      )}
      <UpdateOffer />
    </div>
  );
}

function LineDown({ since }: { readonly since: number }): ReactElement {
  const { t, i18n } = useTranslation('shell');
  const now = useNow();
  return <b>{t('offline.title', { time: timeWords(since, 'hour', { language: i18n.language, now }) })}</b>;
}
