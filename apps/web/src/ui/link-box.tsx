import type { ReactElement, ReactNode } from 'react';
import { CopyButton } from './copy-button.js';

/** What a box for a text to be taken along may be given. */
export interface LinkBoxProps {
  /** What it is, for screen readers. */
  readonly label: string;
  readonly text: string;
  /** On the button that copies it; without it the box has none. */
  readonly copy?: string;
  /** Other ways to take it along, beside that button. */
  readonly children?: ReactNode;
}

/** A private link, a secret or a command, letter by letter, which the keyboard reaches and scrolls. */
export function LinkBox({ label, text, copy, children }: LinkBoxProps): ReactElement {
  return (
    <>
      <p className="link-box mono" translate="no" role="group" aria-label={label} tabIndex={0}>
        {text}
      </p>
      {copy !== undefined && (
        <div className="row">
          <CopyButton label={copy} text={text} />
          {children}
        </div>
      )}
    </>
  );
}
