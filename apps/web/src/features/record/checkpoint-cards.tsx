import { Fragment, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { LeafList, WitnessLine } from '../../desk/api/record.js';
import { Mark } from '../../ui/mark.js';
import { Time } from '../../ui/time.js';
import { grouped } from '../trust/grouped.js';

/** The checkpoint under which every leaf was proved. */
export function CheckpointCard({ checkpoint }: Pick<LeafList, 'checkpoint'>): ReactElement {
  const { t } = useTranslation('record');
  const { origin, size, root, at } = checkpoint;
  return (
    <section className="card" aria-labelledby="checkpoint">
      <h2 id="checkpoint">
        {t('checkpoint.title')}
        <Mark tone="ok" icon="check">
          {t('checkpoint.mark')}
        </Mark>
      </h2>
      <dl className="pairs">
        <dt>{t('checkpoint.origin')}</dt>
        <dd className="mono">{origin}</dd>
        <dt>{t('checkpoint.size')}</dt>
        <dd>{t('checkpoint.sizeValue', { count: size })}</dd>
        <dt>{t('checkpoint.root')}</dt>
        <dd className="mono">{grouped(root)}</dd>
        <dt>{t('checkpoint.confirmed')}</dt>
        <dd>
          <Time at={at} kind="moment" />
        </dd>
      </dl>
    </section>
  );
}

/** The network's witnesses, and when each cosigned that checkpoint. */
export function WitnessCard({ witnesses }: { readonly witnesses: readonly WitnessLine[] }): ReactElement {
  const { t } = useTranslation('record');
  return (
    <section className="card" aria-labelledby="witnesses">
      <h2 id="witnesses">{t('witnesses.title')}</h2>
      <dl className="pairs">
        {witnesses.map(({ name, at }) => (
          <Fragment key={name}>
            <dt className="mono">{name}</dt>
            <dd>{at === undefined ? t('witnesses.absent') : <Time at={at} kind="moment" />}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}
