import type { ReactElement } from 'react';
import { PageHead } from './page-head.js';
import { Loading, useLate } from './progress.js';

/** What a screen that is opened is given. */
export interface OpeningProps {
  /** What kind of screen it is: its own head is not known yet. */
  readonly title: string;
  /** What is being fetched. */
  readonly label: string;
}

/** Stands on a page in the place of everything while it is fetched, its heading included: to be seen once it takes long. */
export function Opening({ title, label }: OpeningProps): ReactElement {
  return (
    <>
      {useLate() ? <PageHead title={title} /> : <h1 className="vh">{title}</h1>}
      <Loading label={label} />
    </>
  );
}
