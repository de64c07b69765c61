import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { Follower, type Document } from '../cli-product.js';
import { Stage, type Profile } from './browser.js';
import { inBrowser } from './chromium.js';
import { eventually } from './eventually.js';

const MINUTE = 60_000;
const MANY = 200;
const SUBJECT = 'Bank records of Norvane Shipping';
const ARABIC = 'هل يمكن تسليم السجلات دون أمر؟';
const ENGLISH = 'The register says nothing.';

const message = (page: Page, text: string): Locator => page.getByRole('article').filter({ hasText: text });
const field = (page: Page): Locator => page.getByRole('textbox', { name: 'Message', exact: true }).first();
const row = (page: Page): Locator => page.getByRole('row').filter({ hasText: SUBJECT });

/** Waits until something holds in a page; Playwright's own way is an `eval`, which the content security policy stops. */
async function becomes(page: Page, what: string): Promise<void> {
  await eventually(async () => {
    expect([what, await page.evaluate(what)]).toEqual([what, true]);
  });
}

/** Has a page keep what it says outside of itself, print nothing, and seem hidden when it is told to. */
const OUTSIDE = `
  globalThis.shown = [];
  globalThis.badges = [];
  globalThis.pointed = 0;
  globalThis.print = () => undefined;
  globalThis.Notification = class {
    static permission = 'granted';
    static requestPermission = async () => 'granted';
    constructor(title, options) { shown.push({ title, ...options }); }
  };
  navigator.setAppBadge = async (count) => { badges.push(count); };
  navigator.clearAppBadge = async () => { badges.push(0); };
  globalThis.seem = (state) => {
    Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
    document.hasFocus = () => state === 'visible';
    document.dispatchEvent(new Event('visibilitychange'));
  };
  addEventListener('pointerdown', () => { pointed += 1; }, { capture: true });
`;

inBrowser('in its browser, the web client', () => {
  let stage: Stage;
  let livia: Profile;
  let page: Page;
  let id: string;
  /** The other side, as it goes on; its administrator acts beside it. */
  let bashir: Follower;

  const petra = (...argv: readonly string[]): Promise<Document> =>
    stage.product.json('nerovia-administrator', 'conversation', ...argv);
  const go = async (name: string): Promise<void> => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click();
  };

  beforeAll(async () => {
    stage = await Stage.start();
    livia = await stage.aProfile();
    await livia.context.addInitScript(OUTSIDE);
    await livia.enrol('livia');
    page = livia.page;
    const opening = ['--with', 'marenia-justice', '--officer', 'Montoro', '--colleague', 'Odelan'];
    id = String((await petra('open', ...opening))['conversation']);
    await petra('heading', id, '--subject', SUBJECT, '--reference', 'NER 7');
    bashir = new Follower(stage.product, [...stage.product.as('nerovia'), 'conversation', 'follow', id]);
  }, 8 * MINUTE);

  afterAll(async () => {
    await stage.stop();
  });

  it('needs no pointer: from the inbox by J and Enter to a message that is sent, back by G I, and to one by /', async () => {
    const { keyboard } = page;
    const line = (): Promise<string> =>
      page.evaluate('document.activeElement?.closest("[role=row]")?.textContent ?? ""');
    const focused = (locator: Locator): Promise<void> => locator.and(page.locator(':focus')).waitFor();
    bashir.type('Which paragraph of your statute applies?');
    await row(page).getByRole('img', { name: '1 unread' }).waitFor();
    await page.evaluate('pointed = 0; document.activeElement?.blur()');
    for (let press = 0; press < 8 && !(await line()).includes(SUBJECT); press++) await keyboard.press('j');
    await keyboard.press('j');
    for (let press = 0; press < 8 && !(await line()).includes(SUBJECT); press++) await keyboard.press('k');
    await keyboard.press('Enter');
    await message(page, 'Which paragraph').waitFor();
    await focused(page.getByRole('region', { name: 'Messages, oldest first' }));
    await keyboard.press('F6');
    await keyboard.type('Paragraph 4, as it was amended.');
    await keyboard.press('Control+Enter');
    await bashir.shows('Paragraph 4, as it was amended.');
    await message(page, 'Paragraph 4')
      .getByText(/^Held by the relay|^Read by their office/)
      .waitFor();
    await keyboard.press('Alt+ArrowUp');
    await focused(message(page, 'Paragraph 4'));
    await keyboard.press('Alt+ArrowUp');
    await focused(message(page, 'Which paragraph'));
    await keyboard.press('Alt+ArrowDown');
    await focused(message(page, 'Paragraph 4'));
    await keyboard.press('g');
    await keyboard.press('i');
    await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor();
    await keyboard.press('/');
    await page.getByRole('dialog').locator('input:focus').waitFor();
    // At once: what was found by its first letters would be there, and go again.
    await keyboard.insertText('statute applies');
    await page.getByRole('menuitem', { name: /Which paragraph/ }).waitFor();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await focused(message(page, 'Which paragraph'));
    await keyboard.press('?');
    await page.getByRole('dialog', { name: 'All keys' }).and(page.locator(':focus-within')).waitFor();
    await keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await keyboard.press('Escape');
    await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor();
    expect(await page.evaluate('pointed')).toBe(0);
  });

  it('keeps a draft through signing out and in, its language with it, and shows it in a second window', async () => {
    const isDrafted = async (at: Page): Promise<void> => {
      await field(at).and(at.locator('[lang=ar]')).waitFor();
      await eventually(async () => {
        expect(await field(at).inputValue()).toBe(`${ARABIC}\n\n${ENGLISH}`);
      });
    };
    await go('Consultations');
    await row(page).click();
    await field(page).fill(`${ARABIC}\n\n${ENGLISH}`);
    await page.getByRole('button', { name: /Language$/ }).click();
    await page.getByRole('option', { name: 'Arabic' }).click();
    await go('Inbox');
    await row(page).getByText('Draft', { exact: true }).waitFor();
    await row(page).click();
    const second = await livia.context.newPage();
    await second.goto(page.url());
    await isDrafted(second);
    // What either window writes, the other follows.
    await field(second).fill(`${ARABIC}\n\n${ENGLISH} And`);
    await becomes(page, "document.querySelector('[data-compose]').value.endsWith('And')");
    await field(page).fill(`${ARABIC}\n\n${ENGLISH}`);
    await becomes(second, "!document.querySelector('[data-compose]').value.endsWith('And')");
    await isDrafted(second);
    await second.close();
    await page.getByRole('button', { name: /your account$/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out and lock' }).click();
    await livia.signIn();
    await isDrafted(page);
    await page.getByRole('button', { name: 'Send' }).click();
  });

  it('writes each paragraph in its own direction, and says in which language a message is', async () => {
    const sent = message(page, ARABIC).last();
    await sent.getByText('Arabic, as written').waitFor({ timeout: MINUTE });
    const direction = (text: string): Promise<string> =>
      sent.getByText(text).evaluate((element) => getComputedStyle(element).direction);
    expect([await direction(ARABIC), await direction(ENGLISH)]).toEqual(['rtl', 'ltr']);
    await bashir.shows(`${ARABIC}\n\n${ENGLISH}`);
  });

  describe('in two windows', () => {
    let second: Page;

    beforeAll(async () => {
      // The demonstration's own consultation comes some time after a sign-in, and would be counted with what is told of here.
      await livia.openConsultation();
      await becomes(page, '!document.title.startsWith("(")');
      await go('Settings');
      await page.getByRole('checkbox', { name: /^Tell me when/ }).check();
      second = await livia.context.newPage();
      await second.goto(new URL('/inbox', stage.origin).href);
      await row(second)
        .or(second.getByRole('heading', { level: 1, name: 'Inbox' }))
        .first()
        .waitFor();
    });

    it('says that something waits, and neither what nor from whom, once neither can be seen', async () => {
      await page.evaluate('seem("hidden")');
      bashir.type('Said while one window is seen');
      for (const one of [page, second]) await becomes(one, 'document.title.startsWith("(1) ")');
      await second.evaluate('seem("hidden")');
      bashir.type('The name of the bank is Norvane');
      await becomes(page, 'shown.length > 0');
      expect(await page.evaluate('shown')).toEqual([
        { title: 'Comity', body: 'Something new waits for you.', tag: id },
      ]);
    });

    it('counts in every title and on the badge, and no more once it was read in one', async () => {
      await becomes(page, 'badges.at(-1) === 1');
      await second.evaluate('seem("visible")');
      await row(second).click();
      await message(second, 'The name of the bank').waitFor();
      for (const one of [page, second]) {
        await becomes(one, '!document.title.startsWith("(")');
        await becomes(one, 'badges.at(-1) === 0');
      }
      await page.evaluate('seem("visible")');
      await second.close();
    });
  });

  it(
    `prints a conversation of more than ${String(MANY)} messages whole: who said what and when, and nothing of the window`,
    async () => {
      await go('Consultations');
      await row(page).click();
      await petra('say', id, '--on-the-record', 'We keep it confidential.');
      for (let line = 1; line <= MANY; line++) bashir.type(`Line ${String(line)} of the annex`);
      await bashir.shows(`Line ${String(MANY)} of the annex`);
      await message(page, `Line ${String(MANY)} of the annex`).waitFor({ timeout: MINUTE });
      await page.keyboard.press('Control+p');
      await page.locator('.printed').waitFor({ state: 'attached' });
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      let paper = '';
      await eventually(async () => {
        paper = await page.locator('body').innerText();
        const lines = [...paper.matchAll(/Line (\d+) of the annex/g)].map(([, line]) => Number(line));
        expect(lines).toEqual(Array.from({ length: MANY }, (_, line) => line + 1));
      });
      expect(paper).toMatch(/^Bank records of Norvane Shipping\s[^]*NER 7[^]*Printed from Comity by \W*Livia Montoro/);
      expect(paper).toMatch(
        /Federation of Nerovia\s+Bashir Odelan\s+\d\d:\d\d Vienna, \d\d:\d\d UTC\+4 · no\. \d+\s+Which/,
      );
      expect(paper).toMatch(/We keep it confidential\.\s+On the record/);
      const window = page.locator('.btn, textarea, nav, header.top, aside').filter({ visible: true });
      expect(await window.count()).toBe(0);
      const colours = 'const { color, backgroundColor } = getComputedStyle(document.body); [color, backgroundColor]';
      expect(await page.evaluate(colours)).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
      const pdf = await page.pdf({ format: 'A4' });
      expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(10);
      await page.locator('.printed').waitFor({ state: 'detached' });
      await page.emulateMedia({ media: null, colorScheme: null });
    },
    2 * MINUTE,
  );

  it('writes nothing to the console, and breaks no rule of the content security policy', () => {
    expect(livia.errors).toEqual([]);
    expect(livia.line.violations).toEqual([]);
  });
});
