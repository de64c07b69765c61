import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Fault } from '../../ui/fault.js';
import { Progress, useLate } from '../../ui/progress.js';
import { Frame } from './frame.js';

/** While it is found out what stands here, or the desk is fetched: a window of its own once that does not come at once. */
export function StartingScreen({ label }: { readonly label: string }): ReactElement | undefined {
  if (!useLate()) return undefined;
  return (
    <Frame title={label}>
      <Progress label={label} isLabelHidden />
    </Frame>
  );
}

interface UnstartedProps {
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** What could not be fetched, or not be opened in this browser, and another try. */
export function UnstartedScreen({ error, onRetry }: UnstartedProps): ReactElement {
  const { t } = useTranslation('access');
  return (
    <Frame title={t('unstarted')}>
      <Fault error={error} onRetry={onRetry} />
    </Frame>
  );
}
