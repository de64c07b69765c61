import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useView } from '../../platform/use-desk.js';
import { Fault } from '../../ui/fault.js';
import { Loading } from '../../ui/progress.js';

/** The network's identity, to be read out to whoever is invited. */
export function NetworkIdentity(): ReactElement {
  const { t } = useTranslation('administration');
  const { data, error, refetch } = useView(['devices', 'network'], (desk) => desk.administration.network());
  return (
    <section className="card" aria-labelledby="network">
      <h2 id="network">{t('network.title')}</h2>
      <p className="small">{t('network.what')}</p>
      {error !== null && <Fault error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading label={t('network.loading')} />}
      {data !== undefined && (
        <p className="digits mono" translate="no" role="group" aria-labelledby="network">
          {data.map((group, i) => (
            <span key={i}>{group}</span>
          ))}
        </p>
      )}
    </section>
  );
}
