import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ComponentType, ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { DeskError } from '../../platform/error-transfer.js';
import { Fault } from '../../ui/fault.js';
import { Opening } from '../../ui/opening.js';
import { PageHead } from '../../ui/page-head.js';

/** Fetches the code of a screen. */
export type FetchScreen = () => Promise<{ readonly Component: ComponentType }>;

interface FetchedScreenProps {
  readonly name: string;
  readonly fetch: FetchScreen;
}

/** The code of a screen, kept once it was fetched. */
export const screenCode = (name: string, fetch: FetchScreen) =>
  queryOptions({ queryKey: ['screen', name], queryFn: () => fetched(fetch), gcTime: Infinity });

/** A screen whose code is fetched when somebody goes there: in its place it says that it is, or that it did not come. */
export function FetchedScreen({ name, fetch }: FetchedScreenProps): ReactElement {
  const { t } = useTranslation('shell');
  const { data, error } = useQuery(screenCode(name, fetch));
  if (data !== undefined) return <data.Component />;
  return (
    <div className="page">
      {error === null ? (
        <Opening title={t('opening.title')} label={t('opening.label')} />
      ) : (
        <>
          <PageHead title={t('broken')} />
          <Fault
            error={error}
            onRetry={() => {
              // A browser asks once for a module, and never again until the page is loaded anew.
              location.reload();
            }}
          />
        </>
      )}
    </div>
  );
}

async function fetched(fetch: FetchScreen): ReturnType<FetchScreen> {
  try {
    return await fetch();
  } catch {
    throw new DeskError('screen.unfetched');
  }
}
