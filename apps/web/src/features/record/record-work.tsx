import type { ReactElement } from 'react';
import { DeskError } from '../../platform/error-transfer.js';
import { useDesk, useView } from '../../platform/use-desk.js';
import { Button } from '../../ui/button.js';
import { Fault } from '../../ui/fault.js';
import { Progress } from '../../ui/progress.js';

/** What a long work may be given. */
export interface RecordWorkProps {
  readonly label: string;
  readonly stop: string;
}

/** How far a long work at the record is, and a way to call it off. */
export function RecordWork({ label, stop }: RecordWorkProps): ReactElement {
  const { desk } = useDesk();
  const { data } = useView(['record-work'], (at) => at.record.work());
  return (
    <div className="row no-print" role="status">
      <Progress label={label} value={data?.done} />
      <Button isSmall onPress={() => void desk.record.stop()}>
        {stop}
      </Button>
    </div>
  );
}

/** What went wrong with it: nothing where it was called off. */
export function WorkFault({ error }: { readonly error: Error | null }): ReactElement | null {
  if (error === null || (error instanceof DeskError && error.code === 'client.cancelled')) return null;
  return <Fault error={error} />;
}
