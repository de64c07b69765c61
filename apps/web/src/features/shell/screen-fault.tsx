import type { ReactElement } from 'react';
import { useRouteError } from 'react-router';
import { Fault } from '../../ui/fault.js';

/** What a screen threw, in its place. */
export function ScreenFault(): ReactElement {
  const error = useRouteError();
  return (
    <div className="page">
      <Fault
        error={error}
        onRetry={() => {
          location.reload();
        }}
      />
    </div>
  );
}
