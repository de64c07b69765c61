import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { showApplying, showWayIn, showWithdrawing } from './before-sign-in.js';
import { lastingFaults, PASSPHRASE, Stage, type Profile } from './browser.js';
import { inBrowser } from './chromium.js';
import { eventually } from './eventually.js';
import { faultsHeard, messagesHeard } from './heard.js';
import { cutOff, look, looks, picture } from './looks.js';
import { speak } from './pseudo.js';
import {
  administratorScreens,
  inConsultation,
  officeScreens,
  showPrinted,
  wordyScreens,
  type Screen,
} from './screens.js';

const MINUTE = 60_000;

/** Looks at what is shown in every way, and listens to it: nothing for axe to find, nothing cut off, nothing nameless. */
async function faultsOf(profile: Profile, name: string, isChecked = true): Promise<readonly string[]> {
  const { page } = profile;
  const faults: string[] = [];
  for (const one of looks) {
    await look(page, one);
    await picture(page, `${name}-${one.name}`);
    const found = (await lastingFaults(page, () => cutOff(page))).map((text) => `cut off: ${text}`);
    if (isChecked && one.isChecked === true) {
      found.push(...(await profile.axe()));
      found.push(...(await lastingFaults(page, async () => faultsHeard(await profile.spoken()))));
    }
    faults.push(...found.map((fault) => `${name} ${one.name} ${fault}`));
  }
  await look(page, { name: '', width: 1440, height: 900, colorScheme: 'light' });
  return faults;
}

async function faultsOfAll(
  profile: Profile,
  screens: readonly Screen[],
  language?: string,
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const { name, show, leave } of screens) {
    await show(profile.page);
    const named = language === undefined ? name : `${name}-${language}`;
    faults.push(...(await faultsOf(profile, named, language === undefined)));
    await leave?.(profile.page);
  }
  return faults;
}

inBrowser('the screens', () => {
  let stage: Stage;
  let officer: Profile;
  let administrator: Profile;
  let applicant: Profile;

  beforeAll(async () => {
    stage = await Stage.start();
    // What a service worker fetches cannot be given other words.
    officer = await inConsultation(stage, { serviceWorkers: 'block' });
    const invitation = stage.product.file('somebody.json');
    const appointing = ['officer', 'appoint', '--name', 'Mira Solberg', '--invitation', invitation];
    await stage.product.json('secretariat', ...appointing);
    stage.product.spawn(['--json', ...stage.product.as('somebody'), 'device', 'enrol', invitation]);
  }, 5 * MINUTE);

  afterAll(async () => {
    await stage.stop();
  });

  it(
    'on the way in have nothing for axe to find, nothing cut off, and nothing without a name',
    async () => {
      const faults: string[] = [];
      const newcomer = await stage.aProfile({ serviceWorkers: 'block' });
      const page = await newcomer.open();
      const see = async (name: string): Promise<void> => {
        faults.push(...(await faultsOf(newcomer, name)));
      };
      await showWayIn(page, stage.link('ilse'), see);
      await page.getByRole('button', { name: 'Make the keys' }).click();
      const words = await newcomer.words();
      await see('words');
      await stage.approve('ilse', words);
      await page.getByRole('heading', { level: 1, name: 'You are in' }).waitFor();
      await see('arrived');
      await page.getByRole('button', { name: 'Open the inbox' }).click();
      await page.getByRole('main').waitFor();
      await page.reload();
      await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
      await see('sign-in');
      await newcomer.signIn();
      administrator = newcomer;
      expect(faults).toEqual([]);
    },
    3 * MINUTE,
  );

  it(
    'of a State that applies have nothing for axe to find, nothing cut off, and nothing without a name',
    async () => {
      const faults: string[] = [];
      applicant = await stage.aProfile({ serviceWorkers: 'block' });
      await showApplying(await applicant.open('/apply'), async (name) => {
        faults.push(...(await faultsOf(applicant, name)));
      });
      expect(faults).toEqual([]);
    },
    2 * MINUTE,
  );

  describe.each(officeScreens)('$name', (screen) => {
    it(
      'has nothing for axe to find, nothing cut off, and nothing without a name',
      async () => {
        expect(await faultsOfAll(officer, [screen])).toEqual([]);
      },
      2 * MINUTE,
    );
  });

  describe.each(administratorScreens)('$name', (screen) => {
    it(
      'has nothing for axe to find, nothing cut off, and nothing without a name',
      async () => {
        expect(await faultsOfAll(administrator, [screen])).toEqual([]);
      },
      2 * MINUTE,
    );
  });

  it(
    'of an application that is withdrawn have nothing for axe to find, nothing cut off, and nothing without a name',
    async () => {
      const faults: string[] = [];
      await showWithdrawing(applicant.page, async (name) => {
        faults.push(...(await faultsOf(applicant, name)));
      });
      expect(faults).toEqual([]);
    },
    MINUTE,
  );

  it(
    'of a consultation are read out message by message: who, when and what',
    async () => {
      await officeScreens.find(({ name }) => name === 'conversation')?.show(officer.page);
      let heard: ReturnType<typeof messagesHeard> = [];
      await eventually(async () => {
        heard = messagesHeard(await officer.spoken());
        expect(heard.map(([who, , , text]) => [who, text])).toEqual([
          ['Ana Belmonte', expect.stringMatching(/^Good morning\. Before we draft: /)],
          ['Bashir Odelan', expect.stringMatching(/^Good morning\. The account number /)],
        ]);
      });
      for (const [, , at] of heard) expect(at).toMatch(/^\d\d:\d\d Vienna, \d\d:\d\d UTC\+4$/);
      const numbers = heard.map(([, number]) => Number(number));
      expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    },
    2 * MINUTE,
  );

  it(
    'of a consultation are printed whole, on white, without what stands around it',
    async () => {
      const { page } = officer;
      await showPrinted(page);
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      await picture(page, 'print', true);
      const count = (of: string): Promise<number> => page.locator(of).filter({ visible: true }).count();
      await eventually(async () => {
        expect([await count('header.top, .rail, .talk, .sheet, .btn'), await count('.printed .msg')]).toEqual([0, 2]);
      });
      await page.emulateMedia({ media: 'screen' });
      await page.evaluate('dispatchEvent(new Event("afterprint"))');
    },
    2 * MINUTE,
  );

  it(
    'of an authority is printed with its title, and nothing that is pressed',
    async () => {
      const { page } = officer;
      const authority = officeScreens.find(({ name }) => name === 'authority');
      if (authority === undefined) throw new Error('no such screen');
      await authority.show(page);
      await page.emulateMedia({ media: 'print' });
      const count = (of: string): Promise<number> => page.locator(of).filter({ visible: true }).count();
      await eventually(async () => {
        expect([await count('.rail, .btn, .strip-lines'), await count('main h1')]).toEqual([0, 1]);
      });
      await page.emulateMedia({ media: 'screen' });
    },
    2 * MINUTE,
  );

  describe.each(['en-XA', 'ar-XB'] as const)('in the pseudo-language %s', (language) => {
    it(
      'hold words a third longer, with no key in their place, and run as the language does',
      async () => {
        const faults: string[] = [];
        const newcomer = await stage.aProfile({ serviceWorkers: 'block' });
        await speak(newcomer.context, language);
        await showWayIn(await newcomer.open(), stage.link('samir'), async (name) => {
          faults.push(...(await faultsOf(newcomer, `${name}-${language}`, false)));
        });
        await newcomer.close();
        const { page } = officer;
        await speak(officer.context, language);
        await page.reload();
        const passphrase = page.locator('input[autocomplete=current-password]');
        await passphrase.fill(PASSPHRASE);
        faults.push(...(await faultsOf(officer, `sign-in-${language}`, false)));
        await passphrase.press('Enter');
        await page.locator('nav').first().waitFor();
        await page.locator(`html[dir=${language === 'ar-XB' ? 'rtl' : 'ltr'}]`).waitFor();
        faults.push(...(await faultsOfAll(officer, wordyScreens, language)));
        await page
          .locator('main h1')
          .filter({ hasText: /^\[.*\]$/ })
          .first()
          .waitFor();
        expect(faults).toEqual([]);
      },
      4 * MINUTE,
    );
  });
});
