import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { WholeCheck } from '../../desk/api/record.js';
import { useAct } from '../../platform/use-act.js';
import { useView } from '../../platform/use-desk.js';
import { Button } from '../../ui/button.js';
import { Notice } from '../../ui/notice.js';
import { Time } from '../../ui/time.js';
import { RecordWork, WorkFault } from './record-work.js';

/** Checks the whole record: says how the last check ended and when, and makes another. */
export function WholeRecord(): ReactElement {
  const { t } = useTranslation('record');
  const { data: last } = useView(['record-work', 'last'], (desk) => desk.record.checked());
  const checking = useAct((desk) => desk.record.check());
  return (
    <section className="card" aria-labelledby="whole">
      <h2 id="whole">{t('whole.title')}</h2>
      <p>{t('whole.text')}</p>
      {last === null && <p className="muted">{t('whole.never')}</p>}
      {last !== undefined && last !== null && <Ended check={last} />}
      {checking.isPending && <RecordWork label={t('whole.progress')} stop={t('whole.stop')} />}
      {last?.fault === undefined && <WorkFault error={checking.error} />}
      <div className="row no-print">
        <Button
          icon="shield"
          isPending={checking.isPending}
          onPress={() => {
            checking.mutate();
          }}
        >
          {t('whole.check')}
        </Button>
      </div>
    </section>
  );
}

function Ended({ check: { at, size, confirmedAt, fault } }: { readonly check: WholeCheck }): ReactElement {
  const { t } = useTranslation('record');
  return (
    <>
      {fault === undefined ? (
        <Notice tone="ok" title={t('whole.holds', { count: size })} isAnnounced />
      ) : (
        <Notice tone="critical" title={t('whole.fails')} isAnnounced>
          <p>{fault.index === undefined ? t('whole.failsSomewhere') : t('whole.failsAt', { index: fault.index })}</p>
          <p>{t('whole.failsAct')}</p>
          <code className="mono muted">{fault.code}</code>
        </Notice>
      )}
      <dl className="pairs">
        <dt>{t('whole.last')}</dt>
        <dd>
          <Time at={at} kind="moment" />
        </dd>
        {confirmedAt > 0 && (
          <>
            <dt>{t('whole.confirmed')}</dt>
            <dd>
              <Time at={confirmedAt} kind="moment" />
            </dd>
          </>
        )}
      </dl>
    </>
  );
}
