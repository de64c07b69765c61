import { AccessKeeper } from './access.js';
import type { Desk } from './api/desk.js';
import { ApplyingViews } from './applying.js';
import { changes } from './changes.js';
import { door } from './door.js';
import { browserEnvironment } from './environment.js';

/** What the page may ask before anybody is signed in, and from then on everything. */
type OpeningDesk = Pick<Desk, 'access' | 'applying'> & Partial<Desk>;

/** The desk: everything the page may ask, over one device of this browser. What needs a client is there once one is open. */
export function openDesk(): OpeningDesk {
  const browser = browserEnvironment();
  const said = changes();
  const access = new AccessKeeper(browser, said, self.location.origin, async (environment, store) => {
    const { openClient, openNouns } = await import('./signed-in.js');
    if (desk.inbox === undefined) Object.assign(desk, openNouns(access, said, browser));
    return openClient(environment, store);
  });
  const desk: OpeningDesk = Object.assign(Object.create(null) as object, {
    access: door<Desk['access']>(access, ['stage', 'readInvitation', 'enrol', 'unlock', 'lock', 'erase', 'touch']),
    applying: door<Desk['applying']>(new ApplyingViews(browser, said, self.location.origin), [
      'network',
      'look',
      'submit',
      'progress',
      'follow',
      'document',
      'answer',
      'withdraw',
    ]),
  });
  return desk;
}
