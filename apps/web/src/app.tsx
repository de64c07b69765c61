import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState, type ReactElement } from 'react';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import type { Self } from './desk/api/access.js';
import { addFrameCatalogues } from './features/shell/catalogues.js';
import { onChange, type RemoteDesk } from './platform/desk.js';
import { DeskContext, outdate } from './platform/use-desk.js';
import { conversationCode, routes } from './routes.js';
import './styles/shell.css';

addFrameCatalogues();

/** Everything behind sign-in. */
export function App({ desk, self }: { readonly desk: RemoteDesk; readonly self: Self }): ReactElement {
  const [queries] = useState(
    () =>
      new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false, networkMode: 'always' } } }),
  );
  const [router] = useState(() => createBrowserRouter(routes()));
  useEffect(() => {
    // Who goes there asks again, and is told what went wrong.
    queries.query(conversationCode).catch(() => undefined);
    // What was read stays in the memory of no page that is locked.
    return () => {
      queries.clear();
    };
  }, [queries]);
  useEffect(
    () =>
      onChange((topics) => {
        outdate(queries, topics);
      }),
    [queries],
  );
  return (
    <QueryClientProvider client={queries}>
      <DeskContext value={{ desk, self }}>
        <RouterProvider router={router} />
      </DeskContext>
    </QueryClientProvider>
  );
}
