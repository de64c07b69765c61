import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../platform/use-act.js';
import { Button } from '../../ui/button.js';
import { Fault } from '../../ui/fault.js';
import { Notice } from '../../ui/notice.js';

/** A new key at once, after suspicion: what is sealed from then on is sealed to it. */
export function RenewKey(): ReactElement {
  const { t } = useTranslation('devices');
  const renewing = useAct((desk) => desk.devices.renewKey());
  return (
    <section className="card" aria-labelledby="renew">
      <h2 id="renew">{t('renew.title')}</h2>
      <p className="small">{t('renew.what')}</p>
      <p className="small">{t('renew.not')}</p>
      {renewing.error !== null && <Fault error={renewing.error} />}
      {renewing.isSuccess && (
        <Notice tone="ok" title={t('renew.done')} isAnnounced>
          {t('renew.doneWhat')}
        </Notice>
      )}
      <div className="row">
        <Button
          isPending={renewing.isPending}
          onPress={() => {
            renewing.mutate();
          }}
        >
          {t('renew.do')}
        </Button>
      </div>
    </section>
  );
}
