import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Self } from '../../desk/api/access.js';
import { Button } from '../../ui/button.js';
import { Notice } from '../../ui/notice.js';
import { Frame } from './frame.js';

interface ArrivedProps {
  readonly self: Self;
  readonly onGoOn: () => void;
}

/** The device is in: who signed it in as, and what comes next. */
export function Arrived({ self, onGoOn }: ArrivedProps): ReactElement {
  const { t } = useTranslation('access');
  return (
    <Frame title={t('arrived.title')} step="in">
      <Notice tone="ok" title={t('arrived.done')}>
        {t('arrived.what')}
      </Notice>
      <dl className="pairs">
        <dt>{t('arrived.officer')}</dt>
        <dd>{self.officerName}</dd>
        <dt>{t('arrived.authority')}</dt>
        <dd>{self.authorityName}</dd>
        <dt>{t('arrived.device')}</dt>
        <dd className="mono">{self.device}</dd>
      </dl>
      <p>{t('arrived.history')}</p>
      <div className="row">
        <Button variant="primary" onPress={onGoOn} autoFocus>
          {t('arrived.goOn')}
        </Button>
      </div>
    </Frame>
  );
}
