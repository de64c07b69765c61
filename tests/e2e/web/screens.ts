import type { Page } from 'playwright-core';
import type { Profile, Stage } from './browser.js';

/** One screen in one state, and how a person gets there, in whatever language. */
export interface Screen {
  readonly name: string;
  /** Leaves the page as it is to be looked at. */
  show(page: Page): Promise<void>;
  /** Takes away what covers the page. */
  leave?(page: Page): Promise<void>;
}

/** What an officer of the demonstration sees, from the inbox on. */
export const officeScreens: readonly Screen[] = [
  { name: 'inbox', show: at('/inbox', '.thread') },
  { name: 'consultations', show: at('/consultations', '.thread') },
  {
    name: 'conversation',
    show: async (page) => {
      await at('/consultations', '.thread')(page);
      await page.locator('.thread').first().click();
      await page.locator('.msg').first().waitFor();
    },
  },
  { name: 'new', show: at('/new') },
  { name: 'directory', show: at('/directory', 'main table a') },
  {
    name: 'authority',
    show: async (page) => {
      await at('/directory', 'main table a')(page);
      await page.locator('main table a').first().click();
      await page.waitForURL(/\/directory\/.+/);
      await settled(page);
    },
  },
  { name: 'record', show: at('/trust') },
  { name: 'devices', show: at('/devices') },
  { name: 'settings', show: at('/settings') },
  { name: 'absent', show: at('/nothing-here') },
  { name: 'help', show: over('F1'), leave: close },
  { name: 'keys', show: over('?'), leave: close },
  { name: 'palette', show: over('/'), leave: close },
];

/** What an administrator sees besides. */
export const administratorScreens: readonly Screen[] = [{ name: 'administration', show: at('/administration') }];

/** Has an officer of the demonstration in its consultation, added by the colleague who holds its history, and answering. */
export async function inConsultation(stage: Stage): Promise<Profile> {
  const livia = await stage.signedIn('livia');
  const { product } = stage;
  await product.json('marenia', 'conversation', 'add', product.conversation, '--officer', 'Montoro', '--history');
  await at('/consultations', '.thread')(livia.page);
  return livia;
}

function at(path: string, part = 'main h1'): Screen['show'] {
  return async (page) => {
    await go(page, path);
    await page.locator(part).first().waitFor();
    await settled(page);
  };
}

function over(key: string): Screen['show'] {
  return async (page) => {
    await at('/inbox')(page);
    await page.keyboard.press(key);
    await page.getByRole('dialog').waitFor();
  };
}

async function close(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

/** Goes to an address as a link of the page does: loaded anew, the page would ask for the passphrase. */
async function go(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  await page.waitForURL(`**${path}`);
  // The rail follows a moment later.
  await page.waitForTimeout(200);
}

/** Waits until nothing is being fetched any more. */
async function settled(page: Page): Promise<void> {
  await page.locator('main .loading').waitFor({ state: 'detached' });
}
