import type { ReactElement } from 'react';
import { DeskError } from '../../platform/error-transfer.js';
import { UnstartedScreen } from './starting-screen.js';

/** Stands in the place of what the page goes on with, where the line broke before its code was here. */
export function Unfetched(): ReactElement {
  return (
    <UnstartedScreen
      error={new DeskError('screen.unfetched')}
      onRetry={() => {
        location.reload();
      }}
    />
  );
}
