import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArchiveView } from '../../desk/api/archive.js';
import { save } from '../../platform/save.js';
import { useAct } from '../../platform/use-act.js';
import { Button } from '../../ui/button.js';
import { Fault } from '../../ui/fault.js';

/** Whether this device holds a share, and how it comes to one. */
export function OwnShare({ view }: { readonly view: ArchiveView }): ReactElement {
  const { t } = useTranslation('archive');
  const making = useAct((desk) => desk.archive.makeHolder());
  const holder = view.holder ?? making.data;
  const own = view.inForce?.holders.find(({ isHere }) => isHere);
  return (
    <section className="card" aria-labelledby="share">
      <h2 id="share">{t('share.title')}</h2>
      {holder === undefined && <p className="small">{t('share.none')}</p>}
      {making.error !== null && <Fault error={making.error} />}
      {holder !== undefined && (
        <p className="small">
          {own === undefined || view.inForce === undefined
            ? t('share.waits')
            : t(view.inForce.holders.length > view.inForce.k ? 'share.holds' : 'share.holdsAll', {
                place: own.place,
                n: view.inForce.holders.length,
                k: view.inForce.k,
              })}
        </p>
      )}
      {holder !== undefined && (
        <p className="small">
          {t('share.key')}{' '}
          <span className="mono" translate="no">
            {holder.fingerprint}
          </span>
        </p>
      )}
      <div className="row">
        {holder === undefined ? (
          <Button
            icon="key"
            isPending={making.isPending}
            onPress={() => {
              making.mutate();
            }}
          >
            {t('share.make')}
          </Button>
        ) : (
          <Button
            icon="download"
            onPress={() => {
              save(new Blob([holder.text]), holder.name);
            }}
          >
            {t('share.save')}
          </Button>
        )}
      </div>
    </section>
  );
}
