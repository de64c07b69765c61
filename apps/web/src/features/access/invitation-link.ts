const FRAGMENT = '#invitation=';

/** The parts of the browser that an invitation's link is taken from. */
interface Address {
  readonly location: { readonly hash: string; readonly pathname: string; readonly search: string };
  readonly history: { replaceState(data: unknown, unused: string, url: string): void };
}

/**
 * Takes an invitation out of the page's address, and the address bar with it: it is to stand in no history, bookmark or
 * picture of the screen.
 */
export function takeInvitation({ location, history }: Address): string | undefined {
  const { hash, pathname, search } = location;
  if (!hash.startsWith(FRAGMENT)) return undefined;
  history.replaceState(null, '', pathname + search);
  return hash.slice(FRAGMENT.length);
}
