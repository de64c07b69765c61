import { lazy, Suspense, useCallback, useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RemoteDesk } from '../../platform/desk.js';
import { useToasts } from '../../ui/toast.js';
import { Arrived } from './arrived.js';
import { EnrolmentScreen } from './enrolment-screen.js';
import { takeInvitation } from './invitation-link.js';
import { PreparingScreen } from './preparing-screen.js';
import { RefusedScreen } from './refused-screen.js';
import { SignInScreen } from './sign-in-screen.js';
import { StartingScreen, UnstartedScreen } from './starting-screen.js';
import { Unfetched } from './unfetched.js';
import { useStage } from './use-stage.js';
import { useTouch } from './use-touch.js';
import { WaitingScreen } from './waiting-screen.js';
import './access.css';

const App = lazy(async () => {
  try {
    return { default: (await import('../../app.js')).App };
  } catch {
    return { default: Unfetched };
  }
});

interface GateProps {
  readonly desk: RemoteDesk;
  /** The code of the link with which the page was opened. */
  readonly invitation: string | undefined;
}

/** What stands before the desk: setting up a device, waiting for approval, and signing in. */
export function Gate({ desk, invitation: opened }: GateProps): ReactElement {
  const { t } = useTranslation('access');
  const { stage, error, retry } = useStage(desk);
  const { clear } = useToasts();
  const [invitation, dropInvitation] = useInvitation(opened);
  const [isNew, setNew] = useState(false);
  const is = stage?.is;
  useTouch(desk, is === 'open');
  useEffect(() => {
    if (is === 'preparing') setNew(true);
    if (is === 'locked') setNew(false);
    // What they tell is of the desk, which is locked.
    if (is === 'locked') clear();
    // It was used, or this browser has no need of it.
    if (is === 'waiting' || is === 'open') dropInvitation();
  }, [is, dropInvitation, clear]);
  switch (stage?.is) {
    case undefined:
      if (error !== undefined) return <UnstartedScreen error={error} onRetry={retry} />;
      return <StartingScreen label={t('starting')} />;
    case 'absent':
      return <EnrolmentScreen desk={desk} invitation={invitation} />;
    case 'locked':
      return (
        <SignInScreen desk={desk} why={stage.why} isInvited={invitation !== undefined} onIgnored={dropInvitation} />
      );
    case 'waiting':
      return <WaitingScreen desk={desk} waiting={stage} />;
    case 'refused':
      return <RefusedScreen desk={desk} refusal={stage} />;
    case 'preparing':
      return <PreparingScreen stage={stage} />;
    case 'open':
      if (isNew)
        return (
          <Arrived
            self={stage.self}
            onGoOn={() => {
              setNew(false);
            }}
          />
        );
      return (
        <Suspense fallback={<StartingScreen label={t('opening')} />}>
          <App desk={desk} self={stage.self} />
        </Suspense>
      );
  }
}

/** The invitation of the link with which the page was opened, or of one that was opened in it since. */
function useInvitation(opened: string | undefined): [string | undefined, () => void] {
  const [invitation, setInvitation] = useState(opened);
  useEffect(() => {
    const look = (): void => {
      const taken = takeInvitation(globalThis);
      if (taken !== undefined) setInvitation(taken);
    };
    addEventListener('hashchange', look);
    return () => {
      removeEventListener('hashchange', look);
    };
  }, []);
  const drop = useCallback(() => {
    setInvitation(undefined);
  }, []);
  return [invitation, drop];
}
