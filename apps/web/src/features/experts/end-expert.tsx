import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExpertLine } from '../../desk/api/experts.js';
import { useAct } from '../../platform/use-act.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Fault } from '../../ui/fault.js';
import { Notice } from '../../ui/notice.js';

/** Withdraws a sponsorship, which cannot be undone. */
export function EndExpert({
  line,
  onClose,
}: {
  readonly line: ExpertLine;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation('experts');
  const act = useAct((desk) => desk.experts.end(line.officer));
  const isDone = act.data !== undefined;
  return (
    <Dialog
      title={t('end.title', { name: line.name })}
      role="alertdialog"
      onClose={onClose}
      footer={
        isDone ? (
          <Button variant="primary" onPress={onClose}>
            {t('end.close')}
          </Button>
        ) : (
          <>
            <Button
              variant="grave"
              isPending={act.isPending}
              onPress={() => {
                act.mutate();
              }}
            >
              {t('end.do')}
            </Button>
            <Button onPress={onClose}>{t('end.cancel')}</Button>
          </>
        )
      }
    >
      {act.data === undefined && <p>{t('end.what')}</p>}
      {act.data?.confirmed === true && <p role="status">{t('end.done')}</p>}
      {act.data?.confirmed === false && (
        <Notice tone="critical" title={t('end.held')} isAnnounced>
          {t('end.heldWhat')}
        </Notice>
      )}
      {act.error !== null && <Fault error={act.error} />}
    </Dialog>
  );
}
