import type { ReactElement } from 'react';
import { Plate, type PlateProps } from '../../ui/plate.js';
import { useStates } from './use-states.js';

/** The plate of an authority, by the code of its State as the directory has it. */
export function StatePlate({ side, state }: Pick<PlateProps, 'side'> & { readonly state: string }): ReactElement {
  return <Plate side={side} code={useStates().code({ state })} />;
}
