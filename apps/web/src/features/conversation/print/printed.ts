import { createContext, useContext } from 'react';

/** Whether what is drawn is for paper, where nothing can be opened: everything is shown at once. */
export const PrintedContext = createContext(false);

/** Whether what is drawn is for paper. */
export function usePrinted(): boolean {
  return useContext(PrintedContext);
}
