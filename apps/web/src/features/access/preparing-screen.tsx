import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Stage } from '../../desk/api/access.js';
import { DeskError } from '../../platform/error-transfer.js';
import { Fault } from '../../ui/fault.js';
import { Notice } from '../../ui/notice.js';
import { Progress } from '../../ui/progress.js';
import { Frame } from './frame.js';

/** Approved: the first key is made and logged, so that others can write to this device. */
export function PreparingScreen({
  stage: { reachable, trouble },
}: {
  readonly stage: Extract<Stage, { is: 'preparing' }>;
}): ReactElement {
  const { t } = useTranslation('access');
  return (
    <Frame title={t('preparing.title')} step="in">
      <p>{t('preparing.what')}</p>
      <Progress label={t('preparing.progress')} />
      {!reachable && (
        <Notice tone="warn" title={t('waiting.unreachable')} isAnnounced>
          {t('preparing.unreachable')}
        </Notice>
      )}
      {trouble !== undefined && <Fault error={new DeskError(trouble)} />}
    </Frame>
  );
}
