import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Stage, type Profile } from './browser.js';
import { inBrowser } from './chromium.js';
import { eventually } from './eventually.js';

const SUBJECT = 'Testimony of a witness by video link';

const row = (page: Page, name: string | RegExp) => page.getByRole('row').filter({ hasText: name });
const focused = (page: Page): Promise<string> => page.evaluate('document.activeElement?.textContent ?? ""');

/** Goes to a screen as a link does: the page is not loaded anew, which would ask for the passphrase. */
async function go(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click();
}

inBrowser('the inbox and what leads to and from it', () => {
  let stage: Stage;
  let livia: Profile;
  let page: Page;

  beforeAll(async () => {
    stage = await Stage.start();
    livia = await stage.signedIn('livia');
    page = livia.page;
    await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor();
    const opened = await stage.product.json('nerovia', 'conversation', 'open', '--with', 'marenia-justice');
    const id = String(opened['conversation']);
    await stage.product.json('nerovia', 'conversation', 'heading', id, '--subject', SUBJECT, '--reference', 'NER 7');
    await stage.product.json('nerovia', 'conversation', 'say', id, 'Could the hearing be on 3 December?');
    await row(page, SUBJECT).waitFor();
  }, 400_000);

  afterAll(async () => {
    await stage.stop();
  });

  describe('a line', () => {
    it('says with whom, both references, whose turn it is, and that it is unread', async () => {
      const line = row(page, SUBJECT);
      await line.getByText('NER 7').waitFor();
      await line.getByRole('img', { name: '1 unread' }).waitFor();
      await eventually(async () => {
        const text = await line.innerText();
        expect(text).toContain('Federation of Nerovia');
        expect(text).toMatch(/Ours none yet\s+Theirs NER 7/);
        expect(text).toContain('Us: an answer');
        expect(await page.title()).toMatch(/^\(\d+\) Inbox/);
      });
      expect(await livia.axe()).toEqual([]);
    });

    it('is gone to by J, put aside by E, taken up again by Undo, and opened by Enter', async () => {
      // Another line may come in between, and move this one.
      await eventually(async () => {
        await page.locator('main').focus();
        await page.keyboard.press('j');
        for (let press = 0; press < 8 && !(await focused(page)).includes(SUBJECT); press++)
          await page.keyboard.press('j');
        expect(await focused(page)).toContain(SUBJECT);
      });
      await page.keyboard.press('e');
      await row(page, SUBJECT).waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Undo' }).click();
      await row(page, SUBJECT).waitFor();
      await row(page, SUBJECT).press('Enter');
      await page.getByText('Could the hearing be on 3 December?').first().waitFor();
      expect(await page.title()).not.toContain(SUBJECT);
      await go(page, 'Inbox');
    });

    it('is pinned beside every screen', async () => {
      await row(page, SUBJECT)
        .getByRole('button', { name: /^Acts for/ })
        .click();
      await page.getByRole('menuitem', { name: 'Pin beside the inbox' }).click();
      await page.getByRole('region', { name: 'Pinned consultations' }).getByRole('link', { name: SUBJECT }).waitFor();
    });
  });

  describe('a new consultation', () => {
    it('shows the disclosure duty and the office before it asks what about, and waits for others once opened and begun', async () => {
      await go(page, 'Inbox');
      await page.keyboard.press('n');
      await page.getByRole('searchbox', { name: /State, authority/ }).fill('esmere');
      expect(await livia.axe()).toEqual([]);
      await page.getByRole('button', { name: /^Choose: Principality of Esmere/ }).click();
      await page.getByText('Disclosure duty.').waitFor();
      await page.getByRole('button', { name: 'Choose another authority' }).and(page.locator(':focus')).waitFor();
      await page.getByText(/It is \d\d:\d\d there\./).waitFor();
      await page.getByRole('button', { name: 'Open the conversation' }).click();
      await page.getByText('Enter a subject, so that both offices know what it is about').first().waitFor();
      expect(await livia.axe()).toEqual([]);
      await page.getByLabel('Subject').fill('Bank records of Norvane Shipping');
      await page.getByLabel('Our reference').fill('MAR 2026/0417');
      await page.getByRole('checkbox', { name: 'Dual criminality' }).check();
      await page.getByRole('button', { name: 'Open the conversation' }).click();
      await page.waitForURL(/\/c\//);
      await page.getByRole('textbox', { name: 'Message', exact: true }).and(page.locator(':focus')).waitFor();
      await go(page, 'Consultations');
      const line = row(page, 'Bank records of Norvane Shipping');
      await line.getByText('MAR 2026/0417').waitFor();
    });
  });

  describe('the palette', () => {
    it('finds conversations, authorities and messages, and goes there', async () => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('3 december');
      await page.getByRole('menuitem', { name: /Could the hearing/ }).waitFor();
      expect(await livia.axe()).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.keyboard.press('/');
      await page.keyboard.type('rovenia');
      await page.getByRole('menuitem', { name: /Republic of Rovenia/ }).click();
      await page.getByRole('heading', { level: 1, name: 'Department of Mutual Legal Assistance of Rovenia' }).waitFor();
      expect(await livia.axe()).toEqual([]);
    });
  });

  describe('the keys', () => {
    it('go from place to place and from pane to pane, and letters are turned off where they disturb', async () => {
      await page.locator('main').focus();
      await page.keyboard.press('g');
      await page.keyboard.press('d');
      await page.getByRole('heading', { level: 1, name: 'Directory' }).waitFor();
      expect(await livia.axe()).toEqual([]);
      await page.keyboard.press('F6');
      const first = await focused(page);
      await page.keyboard.press('F6');
      await eventually(async () => {
        expect(await focused(page)).not.toBe(first);
      });
      await page.keyboard.press('?');
      // Livia Montoro administers nothing.
      expect(await page.getByRole('dialog', { name: 'All keys' }).innerText()).not.toContain('Administration');
      await page.getByRole('checkbox', { name: 'Single letters act as keys' }).uncheck();
      await page.keyboard.press('Escape');
      await page.keyboard.press('n');
      await page.waitForTimeout(300);
      expect(page.url()).toContain('/directory');
      await go(page, 'Settings');
      await page.getByRole('checkbox', { name: 'Single letters act as keys' }).check();
      expect(await livia.axe()).toEqual([]);
    });
  });

  describe('without a line', () => {
    it('says since when, that nothing is lost, and stops saying so when the line is back', async () => {
      livia.line.cut();
      await page.getByText(/The line is down since \d\d:\d\d;/).waitFor({ timeout: 60_000 });
      await go(page, 'Inbox');
      await row(page, SUBJECT).waitFor();
      expect(await livia.axe()).toEqual([]);
      livia.line.mend();
      await page.getByText(/The line is down since/).waitFor({ state: 'detached', timeout: 60_000 });
    }, 180_000);
  });

  describe('on a small screen', () => {
    it('has its places as tabs at the foot, and shows a line without scrolling sideways', async () => {
      await page.setViewportSize({ width: 360, height: 740 });
      await go(page, 'Inbox');
      await row(page, SUBJECT).waitFor();
      for (const [place, heading = place] of [
        ['Inbox'],
        ['Directory'],
        ['Record', 'Record and trust'],
        ['Consultations'],
      ] as const) {
        await go(page, place);
        await page.getByRole('heading', { level: 1, name: heading }).waitFor();
        expect(await page.evaluate('document.querySelector("main").scrollWidth <= innerWidth')).toBe(true);
        expect(await livia.axe()).toEqual([]);
      }
      await page.getByRole('button', { name: 'More' }).click();
      await page.getByRole('menuitem', { name: 'Sign out and lock' }).click();
      await page.getByLabel('Passphrase', { exact: true }).waitFor();
    });
  });
});
