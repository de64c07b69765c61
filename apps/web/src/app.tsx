import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState, type ReactElement } from 'react';
import type { Self } from './desk/api/access.js';
import { DeskContext } from './platform/use-desk.js';
import { onChange, type RemoteDesk } from './platform/desk.js';

/** Everything behind sign-in. */
export function App({ desk, self }: { readonly desk: RemoteDesk; readonly self: Self }): ReactElement {
  const [queries] = useState(
    () => new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false, networkMode: 'always' } } }),
  );
  useEffect(
    () =>
      onChange((topics) => {
        for (const queryKey of topics) void queries.invalidateQueries({ queryKey });
      }),
    [queries],
  );
  return (
    <QueryClientProvider client={queries}>
      <DeskContext value={{ desk, self }}>{self.officerName}</DeskContext>
    </QueryClientProvider>
  );
}
