import { useEffect } from 'react';
import type { SubmittedPageLine } from '../../desk/api/pages.js';
import { useView } from '../../platform/use-desk.js';

/** Nobody is told what becomes of a page, so that it is asked for while somebody looks. */
const ASK_EVERY = 5_000;

type Lines = ReturnType<typeof useView<readonly SubmittedPageLine[]>>;

/** The pages that one's own authority submitted, the newest first. */
export function useSubmitted(): Lines {
  return useAgain(useView(['pages', 'submitted'], (desk) => desk.pages.submitted()));
}

/** The pages that wait for the secretariat, the oldest first. */
export function useWaitingPages(): Lines {
  return useAgain(useView(['pages', 'waiting'], (desk) => desk.pages.waiting()));
}

function useAgain(lines: Lines): Lines {
  const { refetch } = lines;
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void refetch();
    }, ASK_EVERY);
    return () => {
      clearInterval(timer);
    };
  }, [refetch]);
  return lines;
}
