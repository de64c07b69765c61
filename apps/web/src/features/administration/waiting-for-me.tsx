import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Fault } from '../../ui/fault.js';
import { Icon, type IconName } from '../../ui/icon.js';
import { Loading } from '../../ui/progress.js';
import { useWaiting } from '../devices/use-waiting.js';
import './administration.css';

/** Everything that waits for an administrator, in one list. */
export function WaitingForMe(): ReactElement {
  const { t } = useTranslation('administration');
  const { data, error, refetch } = useWaiting();
  const mine = data?.filter(({ approval }) => approval === 'here');
  return (
    <section className="stack" aria-labelledby="waits">
      <h2 id="waits">{t('waits.title')}</h2>
      {error !== null && <Fault error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading label={t('waits.loading')} />}
      {mine?.length === 0 && <p className="small muted">{t('waits.none')}</p>}
      {mine !== undefined && mine.length > 0 && (
        <ul className="waits">
          {mine.map(({ id, officer }) => (
            <Waits key={id} icon="device" to="/administration/officers">
              {t('waits.device', { name: officer.name })}
            </Waits>
          ))}
        </ul>
      )}
    </section>
  );
}

interface WaitsProps {
  readonly icon: IconName;
  readonly to: string;
  readonly children: ReactNode;
}

function Waits({ icon, to, children }: WaitsProps): ReactElement {
  return (
    <li>
      <Link to={to}>
        <Icon name={icon} />
        <span>{children}</span>
      </Link>
    </li>
  );
}
