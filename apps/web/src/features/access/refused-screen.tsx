import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Stage } from '../../desk/api/access.js';
import type { RemoteDesk } from '../../platform/desk.js';
import { Button } from '../../ui/button.js';
import { Notice } from '../../ui/notice.js';
import { useCodeWords } from './code-words.js';
import { Erase } from './erase.js';
import { Frame } from './frame.js';

interface RefusedProps {
  readonly desk: RemoteDesk;
  readonly refusal: Extract<Stage, { is: 'refused' }>;
}

/** The relay takes no request of this device: why, as far as it says, and the way to begin again. */
export function RefusedScreen({ desk, refusal: { code, detail } }: RefusedProps): ReactElement {
  const { t } = useTranslation('access');
  const codeWords = useCodeWords();
  const [isErasing, setErasing] = useState(false);
  return (
    <Frame title={t('refused.title')} step="words">
      <Notice tone="critical" title={t('refused.what')}>
        {codeWords('refused.details', detail ?? code)}
      </Notice>
      <p>{t('refused.todo')}</p>
      <p className="hint">
        {t('refused.code')} <code className="mono">{detail === undefined ? code : `${code} ${detail}`}</code>
      </p>
      {isErasing ? (
        <Erase
          desk={desk}
          loss={t('stop.loss')}
          label={t('stop.erase')}
          onBack={() => {
            setErasing(false);
          }}
        />
      ) : (
        <div className="row">
          <Button
            variant="primary"
            onPress={() => {
              void desk.access.lock();
            }}
          >
            {t('refused.again')}
          </Button>
          <Button
            onPress={() => {
              setErasing(true);
            }}
          >
            {t('stop.erase')}
          </Button>
        </div>
      )}
    </Frame>
  );
}
