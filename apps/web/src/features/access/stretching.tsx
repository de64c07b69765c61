import type { ComponentProps, ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Progress } from '../../ui/progress.js';
import { Frame } from './frame.js';

/** Shown while the passphrase is stretched, in the worker: this page stays alive. */
export function Stretching({ title, step }: Pick<ComponentProps<typeof Frame>, 'title' | 'step'>): ReactElement {
  const { t } = useTranslation('access');
  return (
    <Frame title={title} {...(step === undefined ? {} : { step })}>
      <Progress label={t('stretching.label')} />
      <p className="hint">{t('stretching.why')}</p>
    </Frame>
  );
}
