import type { Page } from 'playwright-core';
import { picturesFolder } from '../../support/environment.js';
import type { Profile } from './browser.js';
import { look, looks, picture } from './looks.js';

/** What is wrong with what is shown, whatever its state: for axe, in its heading, and in words that are none. */
export async function faultsOfState(profile: Profile, name: string): Promise<readonly string[]> {
  const { page } = profile;
  await pictured(page, `state-${name}`);
  const found = [...(await profile.axe()), ...(await page.evaluate(wordless))];
  return found.map((fault) => `${name}: ${fault}`);
}

/** Keeps pictures of it in every size and scheme, where pictures are asked for. */
async function pictured(page: Page, name: string): Promise<void> {
  if (picturesFolder === undefined) return;
  for (const one of looks) {
    await look(page, one);
    await picture(page, `${name}-${one.name}`);
  }
  await look(page, { name: '', width: 1440, height: 900, colorScheme: 'light' });
}

/** What of a page has no main heading or more than one, stands as a key in the place of words, or as a code without any. */
function wordless(): string[] {
  const shown = [...document.querySelectorAll('h1')].filter((one) => one.checkVisibility({ visibilityProperty: true }));
  const faults = shown.length === 1 ? [] : [`${String(shown.length)} main headings`];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
    const isCode = text.parentElement?.closest('code, .mono') !== null;
    const said = text.textContent?.trim() ?? '';
    if (!isCode && /^[a-z][\w-]*(?:\.[\w-]+)+$/.test(said)) faults.push(`a key: ${said}`);
  }
  for (const one of document.querySelectorAll('[role=alert]:has(code)')) {
    if ([...one.querySelectorAll('p')].filter((part) => part.textContent !== '').length < 2)
      faults.push(`says too little: ${one.textContent}`);
  }
  return faults;
}
