import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import experts from '../../locales/en/experts.json';
import { addCatalogue } from '../../platform/i18n.js';
import { useView } from '../../platform/use-desk.js';
import { Fault } from '../../ui/fault.js';
import { Loading } from '../../ui/progress.js';
import { ExpertLines } from '../experts/expert-lines.js';

addCatalogue('experts', experts);

/** Every outside expert whom the authority sponsors, or has sponsored. */
export function SponsoredExperts(): ReactElement {
  const { t } = useTranslation('experts');
  const { data, error, refetch } = useView(['devices', 'experts'], (desk) => desk.experts.lines());
  return (
    <section className="stack" aria-labelledby="experts">
      <h2 id="experts">{t('heading')}</h2>
      <p className="small muted">{t('what')}</p>
      {error !== null && <Fault error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading label={t('loading')} />}
      {data?.length === 0 && <p className="small">{t('none')}</p>}
      {data !== undefined && <ExpertLines lines={data} isOfAll />}
    </section>
  );
}
