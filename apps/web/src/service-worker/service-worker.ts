import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
  type PrecacheEntry,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

// Put in by the build: the files that are kept from the first, and the addresses of those that are kept once they were used.
declare const __PRECACHE__: readonly PrecacheEntry[];
declare const __LATER__: readonly string[];

const RELAY = [/^\/v1\//, /^\/socket\.io\//, /^\/attachments\//, /^\/public(?:[./]|$)/, /^\/(health|ready|metrics)$/];
const KEPT = 'comity-kept';
const worker = self as unknown as ServiceWorkerGlobalScope;

precacheAndRoute([...__PRECACHE__]);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: RELAY }));
registerRoute(({ url, sameOrigin }) => sameOrigin && __LATER__.includes(url.pathname), kept);

/** The names of these files say what they hold, so that what was fetched once stays right. */
async function kept({ request }: { readonly request: Request }): Promise<Response> {
  const cache = await caches.open(KEPT);
  const found = await cache.match(request);
  if (found !== undefined) return found;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone());
  return response;
}

worker.addEventListener('activate', (event) => {
  const forget = async (): Promise<void> => {
    const cache = await caches.open(KEPT);
    const old = (await cache.keys()).filter(({ url }) => !__LATER__.includes(new URL(url).pathname));
    await Promise.all(old.map((request) => cache.delete(request)));
  };
  event.waitUntil(forget());
});

// An update waits until the officer takes it.
worker.addEventListener('message', ({ data }: ExtendableMessageEvent) => {
  if (data === 'take-over') void worker.skipWaiting();
});
