import { lazy, Suspense, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { StartingScreen } from '../access/starting-screen.js';
import { Unfetched } from '../access/unfetched.js';
import '../access/access.css';
import type { ApplyingProps } from './applying-screen.js';

const ApplyingScreen = lazy(async () => {
  try {
    return { default: (await import('./applying-screen.js')).ApplyingScreen };
  } catch {
    return { default: Unfetched };
  }
});

/** Where a State applies, and follows its application: nobody is signed in, whatever stands in this browser. */
export function Applying(props: ApplyingProps): ReactElement {
  const { t } = useTranslation('access');
  return (
    <Suspense fallback={<StartingScreen label={t('starting')} />}>
      <ApplyingScreen {...props} />
    </Suspense>
  );
}
