import { scriptUrl } from './trusted-types.js';

/** A newer version lies ready; `take` starts it, and every window of this browser loads anew. */
export interface Update {
  take(): void;
}

/**
 * Has the service worker keep the page for starts without a network. `onUpdate` is called when a newer version lies ready:
 * it waits there until somebody takes it, or until all windows are closed.
 */
export async function keepOffline(onUpdate: (update: Update) => void): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const { serviceWorker } = navigator;
  const hadController = serviceWorker.controller !== null;
  serviceWorker.addEventListener('controllerchange', () => {
    if (hadController) location.reload();
  });
  const registration = await serviceWorker.register(scriptUrl('/service-worker.js'));
  const offer = ({ waiting }: ServiceWorkerRegistration): void => {
    // The first one of all replaces nothing.
    if (waiting === null || registration.active === null) return;
    onUpdate({
      take() {
        const load = (): void => {
          if (waiting.state === 'activated') location.reload();
        };
        waiting.addEventListener('statechange', load);
        waiting.postMessage('take-over');
        // Where no window was kept by the older one yet, nothing held it up.
        load();
      },
    });
  };
  offer(registration);
  registration.addEventListener('updatefound', () => {
    const { installing } = registration;
    installing?.addEventListener('statechange', () => {
      offer(registration);
    });
  });
}
