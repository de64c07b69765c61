import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFaultWords } from '../platform/fault-words.js';
import { Button } from './button.js';
import { CopyButton } from './copy-button.js';
import { Notice } from './notice.js';

/** What a fault may be given. */
export interface FaultProps {
  /** Whatever was thrown. */
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
}

/** What happened, what it means and what to do, in the words of the catalogue `faults`; the code is there to copy. */
export function Fault({ error, onRetry }: FaultProps): ReactElement {
  const { t } = useTranslation('ui');
  const { code, what, means, act } = useFaultWords(error);
  return (
    <Notice tone="critical" icon="alert" title={what} isAnnounced>
      <p>{means}</p>
      <p>{act}</p>
      <div className="row">
        {onRetry !== undefined && (
          <Button
            isSmall
            onPress={({ target }) => {
              // The button goes with the fault; the focus stays in the part of the window in which it was.
              target.closest<HTMLElement>('[tabindex="-1"]')?.focus();
              onRetry();
            }}
          >
            {t('retry')}
          </Button>
        )}
        <code className="mono muted">{code}</code>
        <CopyButton isSmall variant="quiet" label={t('copyCode')} text={code} />
      </div>
    </Notice>
  );
}
