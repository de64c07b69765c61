import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { RecoveryResult, RecoveryView } from '../../desk/api/archive.js';
import { useAct } from '../../platform/use-act.js';
import { useDesk, useView } from '../../platform/use-desk.js';
import { Button } from '../../ui/button.js';
import { Fault } from '../../ui/fault.js';
import { Mark } from '../../ui/mark.js';
import { Notice } from '../../ui/notice.js';
import { Progress } from '../../ui/progress.js';

const WHY = ['not-posted', 'too-few', 'other-secret'] as const;

/** Which holders have released, and the bringing back, once k of them have: followed, stopped, gone on with. */
export function BringBack({ recovery }: { readonly recovery: RecoveryView }): ReactElement {
  const { t } = useTranslation('archive');
  const { desk } = useDesk();
  const bringing = useAct((at) => at.archive.recover());
  const { k, released, epochs } = recovery;
  const few = k - released.length;
  return (
    <div className="stack">
      {epochs > 0 && (
        <>
          <p className="row small">
            <span className="strong">{t('recovery.released', { count: released.length, k })}</span>
            {released.map(({ place }) => (
              <Mark key={place} tone="ok" icon="check">
                {t('recovery.by', { place })}
              </Mark>
            ))}
          </p>
          {few > 0 && <p className="small muted">{t('recovery.tooFew', { count: few })}</p>}
        </>
      )}
      {bringing.isPending && <Followed />}
      {bringing.error !== null && <Fault error={bringing.error} />}
      {bringing.data !== undefined && <Result result={bringing.data} />}
      {(bringing.isPending || (epochs > 0 && few <= 0)) && (
        <div className="row">
          <Button
            variant="primary"
            isPending={bringing.isPending}
            onPress={() => {
              bringing.mutate();
            }}
          >
            {t(bringing.data !== undefined && bringing.data.left > 0 ? 'recovery.goOn' : 'recovery.do')}
          </Button>
          {bringing.isPending && <Button onPress={() => void desk.archive.stop()}>{t('recovery.stop')}</Button>}
        </div>
      )}
    </div>
  );
}

function Followed(): ReactElement {
  const { t } = useTranslation('archive');
  const { data } = useView(['archive', 'progress'], (desk) => desk.archive.progress());
  const { done = 0, of = 0, messages = 0 } = data ?? {};
  return (
    <div role="status">
      <Progress
        label={t('recovery.progress', { done, of, count: messages })}
        value={of === 0 ? undefined : done / of}
      />
    </div>
  );
}

function Result({ result }: { readonly result: RecoveryResult }): ReactElement {
  const { t } = useTranslation('archive');
  const { messages, left, missing } = result;
  return (
    <>
      <Notice
        tone={left > 0 ? 'info' : 'ok'}
        title={left > 0 ? t('recovery.stopped', { count: left }) : t('recovery.done', { count: messages })}
        isAnnounced
        action={<Link to="/consultations">{t('recovery.see')}</Link>}
      />
      {WHY.map((why) => {
        const count = missing[why];
        return count === undefined ? null : (
          <Notice key={why} tone="warn" title={t(`recovery.missing.${why}`, { count })} />
        );
      })}
    </>
  );
}
