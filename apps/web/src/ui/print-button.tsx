import type { ReactElement } from 'react';
import { Button, type ButtonProps } from './button.js';

/** What a button that prints is given. */
export interface PrintButtonProps extends Pick<ButtonProps, 'variant'> {
  readonly label: string;
}

/** Prints what stands on the page. */
export function PrintButton({ label, ...look }: PrintButtonProps): ReactElement {
  return (
    <Button
      {...look}
      icon="print"
      onPress={() => {
        print();
      }}
    >
      {label}
    </Button>
  );
}
