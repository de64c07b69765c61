import { useEffect, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from './classes.js';

/** What the head of a page may be given. */
export interface PageHeadProps {
  readonly title: string;
  /** Whose page it is, before the title. */
  readonly plate?: ReactNode;
  /** One sentence on what stands here. */
  readonly lead?: ReactNode;
  /** Filters and acts, at the end of the line. */
  readonly children?: ReactNode;
}

/** A page's heading, and the window's title with it. */
export function PageHead({ title, plate, lead, children }: PageHeadProps): ReactElement {
  usePageTitle(title);
  return (
    <div className="page-head">
      <div className={classes(plate !== undefined && 'with-plate')}>
        {plate}
        <div>
          <h1>{title}</h1>
          {lead !== undefined && <p>{lead}</p>}
        </div>
      </div>
      {children !== undefined && <div className="row push">{children}</div>}
    </div>
  );
}

/** Names the window after what it shows. */
export function usePageTitle(title: string): void {
  const { t } = useTranslation('ui');
  const whole = t('pageTitle', { title });
  useEffect(() => {
    document.title = whole;
  }, [whole]);
}
