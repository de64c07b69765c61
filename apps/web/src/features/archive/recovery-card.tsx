import type { ReactElement } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArchiveView, RecoveryView } from '../../desk/api/archive.js';
import { useAct } from '../../platform/use-act.js';
import { useView } from '../../platform/use-desk.js';
import { Button } from '../../ui/button.js';
import { Fault } from '../../ui/fault.js';
import { Notice } from '../../ui/notice.js';
import { AskForOpening } from './ask-for-opening.js';
import { BringBack } from './bring-back.js';
import { HandedFile } from './handed-file.js';
import { useArchiveWords } from './use-archive-words.js';

/** Recovery on this device: from asking for an opening to what came back. */
export function RecoveryCard({ view }: { readonly view: ArchiveView }): ReactElement {
  const { t } = useTranslation('archive');
  const { data: recovery, error, refetch } = useView(['directory', 'recovery'], (desk) => desk.archive.recovery());
  const [isAsking, setAsking] = useState(false);
  return (
    <section className="card" aria-labelledby="recovery">
      <h2 id="recovery">{t('recovery.title')}</h2>
      {error !== null && <Fault error={error} onRetry={() => void refetch()} />}
      {(recovery === null || isAsking) && (
        <>
          <p className="small">{t('recovery.what')}</p>
          {view.inForce === undefined && view.earlier.length === 0 ? (
            <p className="small muted">{t('recovery.needs')}</p>
          ) : (
            <AskForOpening view={view} />
          )}
        </>
      )}
      {recovery !== null && recovery !== undefined && !isAsking && (
        <>
          <Notice tone="ok" title={t('recovery.opened')}>
            <Unread recovery={recovery} />
          </Notice>
          {recovery.epochs > 0 && <AskForShares />}
          <BringBack recovery={recovery} />
          <div className="row">
            <Button
              variant="quiet"
              onPress={() => {
                setAsking(true);
              }}
            >
              {t('recovery.again')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

function Unread({ recovery }: { readonly recovery: RecoveryView }): ReactElement {
  const { t } = useTranslation('archive');
  const { conversations, epochs } = recovery;
  if (epochs === 0) return <p>{t('recovery.nothing')}</p>;
  return (
    <p>{t('recovery.waiting', { conversations: t('given.conversations', { count: conversations }), count: epochs })}</p>
  );
}

function AskForShares(): ReactElement {
  const { t } = useTranslation('archive');
  const words = useArchiveWords();
  const asking = useAct((desk) => desk.archive.request());
  return (
    <div className="stack">
      {asking.error !== null && <Fault error={asking.error} />}
      <div className="row">
        <Button
          isPending={asking.isPending}
          onPress={() => {
            asking.mutate();
          }}
        >
          {t('recovery.request')}
        </Button>
      </div>
      {asking.data !== undefined && (
        <>
          <p className="strong small">
            {t('recovery.requested', {
              epochs: t('given.epochs', { count: asking.data.epochs }),
              conversations: t('given.conversations', { count: asking.data.conversations }),
            })}
          </p>
          {asking.data.lost > 0 && <Notice tone="warn" title={t('recovery.lost', { count: asking.data.lost })} />}
          {asking.data.absent > 0 && <Notice tone="warn" title={t('recovery.absent', { count: asking.data.absent })} />}
          <HandedFile file={asking.data.file} words={t('handed.request')} commands={[words.release]} />
        </>
      )}
    </div>
  );
}
