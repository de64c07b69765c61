import type { SubmittedPageLine } from '../../desk/api/pages.js';
import type { RemoteDesk } from '../../platform/desk.js';
import { useAskedAgain } from '../../platform/use-asked-again.js';

type Lines = readonly SubmittedPageLine[];

const SUBMITTED = ['pages', 'submitted'] as const;
const WAITING = ['pages', 'waiting'] as const;
const submitted = (desk: RemoteDesk): Promise<Lines> => desk.pages.submitted();
const waiting = (desk: RemoteDesk): Promise<Lines> => desk.pages.waiting();

/** The pages that one's own authority submitted, the newest first. */
export function useSubmitted(): ReturnType<typeof useAskedAgain<Lines>> {
  return useAskedAgain(SUBMITTED, submitted);
}

/** The pages that wait for the secretariat, the oldest first. */
export function useWaitingPages(): ReturnType<typeof useAskedAgain<Lines>> {
  return useAskedAgain(WAITING, waiting);
}
