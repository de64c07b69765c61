import type { Page } from 'playwright-core';

/** Goes to an address as a link of the page does: loaded anew, it would ask for the passphrase. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate(async (to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
    // The screen before stands until the next one was drawn, in tasks of its own: then the page is idle. One whose window
    // is behind others may be told so only after many seconds.
    for (let turn = 0; turn < 2; turn++) await new Promise((idle) => requestIdleCallback(idle, { timeout: 500 }));
  }, path);
}
