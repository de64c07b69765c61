import { useEffect, useState, type ReactElement } from 'react';
import type { InvitationView } from '../../desk/api/access.js';
import type { RemoteDesk } from '../../platform/desk.js';
import { CompareScreen } from './compare-screen.js';
import { InvitationScreen } from './invitation-screen.js';
import { PassphraseScreen } from './passphrase-screen.js';
import { useAsking } from './use-asking.js';

interface EnrolmentProps {
  readonly desk: RemoteDesk;
  /** The code of a link. */
  readonly invitation: string | undefined;
}

interface Read {
  readonly text: string;
  readonly view: InvitationView;
}

/** Sets up a device: the invitation, what it says, the passphrase. The desk's next stage takes over from there. */
export function EnrolmentScreen({ desk, invitation }: EnrolmentProps): ReactElement {
  const [read, setRead] = useState<Read>();
  const [isCompared, setCompared] = useState(false);
  const reading = useAsking(async (text: string) => {
    setRead({ text, view: await desk.access.readInvitation(text) });
  });
  const enrolling = useAsking((text: string, passphrase: string) => desk.access.enrol(text, passphrase));
  const begin = (): void => {
    setRead(undefined);
    setCompared(false);
    reading.forget();
  };

  useEffect(() => {
    if (invitation !== undefined) reading.ask(invitation);
  }, [invitation]);

  if (read === undefined)
    return <InvitationScreen onText={reading.ask} isReading={reading.isPending} error={reading.error} />;
  if (!isCompared)
    return (
      <CompareScreen
        invitation={read.view}
        onBack={begin}
        onCompared={() => {
          setCompared(true);
        }}
      />
    );
  return (
    <PassphraseScreen
      known={[read.view.networkName, read.view.officer, read.view.authority]}
      isPending={enrolling.isPending}
      error={enrolling.error}
      onBack={() => {
        setCompared(false);
      }}
      onChosen={(passphrase) => {
        enrolling.ask(read.text, passphrase);
      }}
    />
  );
}
