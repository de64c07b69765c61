import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { PASSPHRASE, Stage, type Profile } from './browser.js';
import { inBrowser } from './chromium.js';
import { cutOff, look, looks, narrowLooks, picture } from './looks.js';
import { speak } from './pseudo.js';
import { administratorScreens, inConsultation, officeScreens } from './screens.js';

/** Looks at what is shown in every way: nothing for axe to find, nothing cut off. */
async function faultsOf(profile: Profile, screen: string): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const one of looks) {
    await look(profile.page, one);
    await picture(profile.page, screen, one);
    const found = [...(await profile.axe()), ...(await cutOff(profile.page)).map((text) => `cut off: ${text}`)];
    faults.push(...found.map((fault) => `${one.name} ${fault}`));
  }
  return faults;
}

async function cutOffNarrow(page: Page): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const one of narrowLooks) {
    await look(page, one);
    faults.push(...(await cutOff(page)).map((text) => `${one.name} ${text}`));
  }
  return faults;
}

inBrowser('the screens', () => {
  let stage: Stage;
  let officer: Profile;
  let administrator: Profile;

  beforeAll(async () => {
    stage = await Stage.start();
    officer = await inConsultation(stage);
  }, 300_000);

  afterAll(async () => {
    await stage.stop();
  });

  it('on the way in have nothing for axe to find, and nothing cut off', async () => {
    const faults: string[] = [];
    // What a service worker fetches cannot be given other words.
    const newcomer = await stage.aProfile({ serviceWorkers: 'block' });
    const page = await newcomer.open();
    const see = async (name: string, title: string | RegExp): Promise<void> => {
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      faults.push(...(await faultsOf(newcomer, name)).map((fault) => `${name} ${fault}`));
    };
    await see('invitation', 'Set up this device');
    await page.getByLabel(/link or the code/).fill(stage.link('oren'));
    await page.getByRole('button', { name: 'Read the invitation' }).click();
    await see('compare', 'Is this the network you were invited to?');
    await page.getByRole('checkbox', { name: 'I have compared the identity' }).check();
    await page.getByRole('checkbox', { name: 'I have read this and agree' }).check();
    await page.getByRole('button', { name: 'Choose a passphrase' }).click();
    await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await page.getByLabel('The same again').fill(PASSPHRASE);
    await see('passphrase', 'Choose a passphrase for this device');
    await page.getByRole('button', { name: 'Make the keys' }).click();
    const words = await newcomer.words();
    await see('words', 'Read these six words to your administrator');
    await stage.approve('oren', words);
    await see('arrived', 'You are in');
    await page.getByRole('button', { name: 'Open the inbox' }).click();
    await page.getByRole('main').waitFor();
    await page.reload();
    await see('sign-in', 'Sign in');
    await newcomer.signIn();
    administrator = newcomer;
    expect(faults).toEqual([]);
  }, 180_000);

  describe.each(officeScreens)('$name', ({ name, show, leave }) => {
    it('has nothing for axe to find, and nothing cut off', async () => {
      await show(officer.page);
      expect(await faultsOf(officer, name)).toEqual([]);
      expect(await cutOffNarrow(officer.page)).toEqual([]);
      await leave?.(officer.page);
    }, 120_000);
  });

  describe.each(administratorScreens)('$name', ({ name, show }) => {
    it('has nothing for axe to find, and nothing cut off', async () => {
      await show(administrator.page);
      expect(await faultsOf(administrator, name)).toEqual([]);
      expect(await cutOffNarrow(administrator.page)).toEqual([]);
    }, 120_000);
  });

  describe.each(['en-XA', 'ar-XB'] as const)('in the pseudo-language %s', (language) => {
    it('hold words a third longer, with no key in their place, and run as the language does', async () => {
      const { page } = administrator;
      await speak(administrator.context, language);
      await page.reload();
      await page.locator('input[autocomplete=current-password]').fill(PASSPHRASE);
      await page.keyboard.press('Enter');
      await page.locator('nav').first().waitFor();
      expect(await page.locator('html').getAttribute('dir')).toBe(language === 'ar-XB' ? 'rtl' : 'ltr');
      const faults: string[] = [];
      for (const { name, show, leave } of [...officeScreens.filter(isWithoutTalk), ...administratorScreens]) {
        for (const one of looks) {
          await look(page, one);
          await show(page);
          await picture(page, `${name}-${language}`, one);
          faults.push(...(await cutOff(page)).map((text) => `${name} ${one.name} ${text}`));
          await leave?.(page);
        }
        expect(await page.locator('main h1').first().textContent()).toMatch(/^\[.*\]$/);
      }
      expect(faults).toEqual([]);
    }, 180_000);
  });
});

// The administrator is in no conversation.
function isWithoutTalk({ name }: { readonly name: string }): boolean {
  return !['inbox', 'consultations', 'conversation', 'authority'].includes(name);
}
