import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.js';
import { Frame } from './frame.js';

/** Another window of this browser has the desk, and the browser cannot share it. */
export function ElsewhereScreen(): ReactElement {
  const { t } = useTranslation('access');
  return (
    <Frame title={t('otherWindow.title')}>
      <p>{t('otherWindow.what')}</p>
      <div className="row">
        <Button
          variant="primary"
          onPress={() => {
            location.reload();
          }}
        >
          {t('otherWindow.again')}
        </Button>
      </div>
    </Frame>
  );
}
