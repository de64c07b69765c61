import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { GivenFile, HolderSource } from '../../desk/api/archive.js';
import { useAct } from '../../platform/use-act.js';
import { Button } from '../../ui/button.js';
import { Fault } from '../../ui/fault.js';
import { Notice } from '../../ui/notice.js';
import { HandedFile } from './handed-file.js';
import { ActAsHolder } from './holder-source.js';
import { useArchiveWords } from './use-archive-words.js';

interface GivenSharesProps<Is extends GivenFile['is']> {
  readonly file: Extract<GivenFile, { is: Is }>;
  readonly text: string;
}

/** What a recovering device asks of a holder. */
export function GivenRequest({ file, text }: GivenSharesProps<'request'>): ReactElement {
  const { t } = useTranslation('archive');
  const words = useArchiveWords();
  const releasing = useAct((desk, source: HolderSource) => desk.archive.release(text, source));
  const { officer, device, epochs, conversations } = file;
  return (
    <div className="stack">
      <p>
        {t('given.request', {
          who: words.officer(officer),
          device,
          epochs: t('given.epochs', { count: epochs }),
          conversations: t('given.conversations', { count: conversations }),
        })}
      </p>
      <p className="small">{t('given.requestWhat')}</p>
      {releasing.error !== null && <Fault error={releasing.error} />}
      {releasing.data === undefined ? (
        <ActAsHolder label={t('given.releaseDo')} isPending={releasing.isPending} onAct={releasing.mutate} />
      ) : (
        <>
          <p role="status">{t('given.released', { count: releasing.data.shares })}</p>
          {releasing.data.refused > 0 && (
            <Notice tone="warn" title={t('given.refused', { count: releasing.data.refused })} />
          )}
          <HandedFile file={releasing.data} words={t('handed.shares')} />
        </>
      )}
    </div>
  );
}

/** A holder's shares for this device. */
export function GivenRelease({ file, text }: GivenSharesProps<'release'>): ReactElement {
  const { t } = useTranslation('archive');
  const keeping = useAct((desk) => desk.archive.keep(text));
  const { place, shares } = file;
  return (
    <div className="stack">
      <p>{t('given.release', { place, epochs: t('given.epochs', { count: shares }) })}</p>
      {keeping.error !== null && <Fault error={keeping.error} />}
      {keeping.isSuccess ? (
        <Notice tone="ok" title={t('given.keptNow')} isAnnounced />
      ) : (
        <div className="row">
          <Button
            variant="primary"
            isPending={keeping.isPending}
            onPress={() => {
              keeping.mutate();
            }}
          >
            {t('given.keep')}
          </Button>
        </div>
      )}
    </div>
  );
}
