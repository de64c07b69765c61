import type { ReactElement, ReactNode } from 'react';
import { classes } from './classes.js';

/** What a table is given. */
export interface TableProps {
  /** Names the table to whoever does not see it. */
  readonly caption: string;
  readonly hasShownCaption?: boolean;
  readonly columns: readonly string[];
  readonly className?: string;
  /** The rows: with their roles, and each cell with its column as `data-label`. */
  readonly children: ReactNode;
}

/** A table, or rows of labelled lines on a narrow screen. Its roles are written out: browsers forget them when it is not drawn as one. */
export function Table({ caption, hasShownCaption = false, columns, className, children }: TableProps): ReactElement {
  return (
    <table role="table" className={classes('table', className)}>
      <caption className={hasShownCaption ? undefined : 'vh'}>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column} role="columnheader" scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">{children}</tbody>
    </table>
  );
}
