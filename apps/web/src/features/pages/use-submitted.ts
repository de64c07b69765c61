import type { SubmittedPageLine } from '../../desk/api/pages.js';
import type { RemoteDesk } from '../../platform/desk.js';
import { useAskedAgain } from '../../platform/use-asked-again.js';
import { useDesk, useView } from '../../platform/use-desk.js';
import { useLook } from '../../platform/use-look.js';

type Lines = readonly SubmittedPageLine[];

const SUBMITTED = ['pages', 'submitted'] as const;
const WAITING = ['pages', 'waiting'] as const;
const submitted = (desk: RemoteDesk): Promise<Lines> => desk.pages.submitted();
const waiting = (desk: RemoteDesk): Promise<Lines> => desk.pages.waiting();
const none = (): Promise<Lines> => Promise.resolve([]);
const COUNT_EVERY = 30_000;

/** The pages that one's own authority submitted, the newest first. */
export function useSubmitted(): ReturnType<typeof useAskedAgain<Lines>> {
  return useAskedAgain(SUBMITTED, submitted);
}

/** The pages that wait for the secretariat, the oldest first; for anybody else none. */
export function useWaitingPages(): ReturnType<typeof useAskedAgain<Lines>> {
  const { self } = useDesk();
  return useAskedAgain(WAITING, self.secretariat ? waiting : none);
}

/** How many pages wait for the secretariat; for anybody else none. */
export function useWaitingPagesCount(): number {
  const { self } = useDesk();
  const { secretariat } = self;
  const { data = [], refetch } = useView(WAITING, secretariat ? waiting : none);
  // The relay tells nobody of a page.
  useLook(refetch, secretariat ? COUNT_EVERY : undefined);
  return data.length;
}
