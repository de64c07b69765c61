const PATH = /^\/apply\/?$/;
const LINK = 'comity.application';

/** The parts of the browser that the private link is taken from and kept in. */
interface Window {
  readonly location: {
    readonly hash: string;
    readonly origin: string;
    readonly pathname: string;
    readonly search: string;
  };
  readonly history: { replaceState(data: unknown, unused: string, url: string): void };
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
}

/** Whether an address is where a State applies. */
export function isApplying(pathname: string): boolean {
  return PATH.test(pathname);
}

/**
 * The private link that this window follows. Out of the address bar it is taken: it is to stand in no history, bookmark or
 * picture of the screen; a window that is loaded anew finds it where the browser keeps it until the window is closed.
 */
export function takeLink({ location, history, sessionStorage }: Window): string | undefined {
  const { hash, origin, pathname, search } = location;
  if (hash.length > 1) {
    history.replaceState(null, '', pathname + search);
    sessionStorage.setItem(LINK, `${origin}/apply${hash}`);
  }
  return sessionStorage.getItem(LINK) ?? undefined;
}

/** Has this window follow a link from now on, or forget the one that it followed. */
export function keepLink({ sessionStorage }: Pick<Window, 'sessionStorage'>, link: string | undefined): void {
  if (link === undefined) sessionStorage.removeItem(LINK);
  else sessionStorage.setItem(LINK, link);
}
