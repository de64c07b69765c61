import type { ApplicationLine } from '#client';
import type { RemoteDesk } from '../../platform/desk.js';
import { useAskedAgain } from '../../platform/use-asked-again.js';
import { useDesk, useView } from '../../platform/use-desk.js';
import { useLook } from '../../platform/use-look.js';
import { needsUs } from './needs-us.js';

type Lines = readonly ApplicationLine[];

const LIST = ['applications', 'list'] as const;
const ASK_EVERY = 30_000;

const list = (desk: RemoteDesk): Promise<Lines> => desk.applications.list();
const none = (): Promise<Lines> => Promise.resolve([]);

/** The secretariat's applications, those that are not over first; for anybody else none. */
export function useApplications(): ReturnType<typeof useAskedAgain<Lines>> {
  const { self } = useDesk();
  return useAskedAgain(LIST, self.secretariat ? list : none);
}

/** How many applications wait for this officer of the secretariat; none for anybody else. */
export function useApplicationsCount(): number {
  const { self } = useDesk();
  const { secretariat } = self;
  const { data = [], refetch } = useView(LIST, secretariat ? list : none);
  // The relay tells nobody of an application.
  useLook(refetch, secretariat ? ASK_EVERY : undefined);
  return data.filter(needsUs).length;
}
