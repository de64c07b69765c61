import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute, type PrecacheEntry } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

// Put in by the build: every file of it.
declare const __PRECACHE__: readonly PrecacheEntry[];

const RELAY = [/^\/v1\//, /^\/socket\.io\//, /^\/attachments\//, /^\/(health|ready|metrics)$/];
const worker = self as unknown as ServiceWorkerGlobalScope;

precacheAndRoute([...__PRECACHE__]);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: RELAY }));

// An update waits until the officer takes it.
worker.addEventListener('message', ({ data }: ExtendableMessageEvent) => {
  if (data === 'take-over') void worker.skipWaiting();
});
