import type { ReactElement } from 'react';
import type { InvitationToGive } from '../../desk/api/devices.js';
import type { useAct } from '../../platform/use-act.js';
import { Button } from '../../ui/button.js';
import { Fault } from '../../ui/fault.js';
import { HandOut } from './hand-out.js';

interface InviteProps {
  readonly label: string;
  readonly inviting: ReturnType<typeof useAct<InvitationToGive>>;
}

/** The button that writes an invitation; in its place, the invitation once it is written. */
export function InviteDevice({ label, inviting }: InviteProps): ReactElement {
  return (
    <>
      {inviting.error !== null && <Fault error={inviting.error} />}
      {inviting.data === undefined ? (
        <div className="row">
          <Button
            icon="plus"
            onPress={() => {
              inviting.mutate();
            }}
          >
            {label}
          </Button>
        </div>
      ) : (
        <HandOut invitation={inviting.data} />
      )}
    </>
  );
}
