import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { Follower, until, type Document } from '../cli-product.js';
import { Stage, type Profile } from './browser.js';
import { inBrowser } from './chromium.js';
import { eventually } from './eventually.js';
import { goTo } from './go-to.js';

const MINUTE = 60_000;
const SUBJECT = 'Testimony of a witness by video link';
const QUESTION = 'Could the hearing be on 3 December?';
const ANSWER = 'It could: at nine, by the clock of Serrano Bay.';

/** Words in their order, however names among them are set apart (Unicode FSI and PDI). */
const words = (text: string): RegExp => new RegExp(text.split(/\W+/).join('\\W+'));
const message = (page: Page, text: string): Locator => page.locator('.msg').filter({ hasText: text }).first();
const field = (page: Page): Locator => page.getByRole('textbox', { name: 'Message', exact: true }).first();
const row = (page: Page, name: string): Locator => page.getByRole('row').filter({ hasText: name });

async function chooseOfAll(page: Page, act: string): Promise<void> {
  await page.getByRole('button', { name: 'More about this conversation' }).click();
  await page.getByRole('menuitem', { name: act, exact: true }).click();
}

inBrowser('what is done in a conversation', () => {
  let stage: Stage;
  let livia: Profile;
  let page: Page;
  let id: string;
  /** The other side, as it goes on; its administrator acts beside it. */
  let bashir: Follower;

  const act = (person: string, verb: string, ...argv: readonly string[]): Promise<Document> =>
    stage.product.json(person, 'conversation', verb, id, ...argv);
  const petra = (verb: string, ...argv: readonly string[]): Promise<Document> =>
    act('nerovia-administrator', verb, ...argv);
  /** Waits until the other side was told of an item by words that stand in it, as it stands last. */
  const theySee = async (part: string | RegExp): Promise<void> => {
    const holds = (document: Document): boolean =>
      typeof part === 'string' ? JSON.stringify(document).includes(part) : part.test(JSON.stringify(document));
    await until(() => bashir.documents.some(holds), MINUTE);
  };

  beforeAll(async () => {
    stage = await Stage.start();
    livia = await stage.signedIn('livia', { permissions: ['clipboard-read', 'clipboard-write'] });
    page = livia.page;
    const { product } = stage;
    const opening = ['--with', 'marenia-justice', '--officer', 'Montoro', '--colleague', 'Odelan', '--history', 'all'];
    id = String((await product.json('nerovia-administrator', 'conversation', 'open', ...opening))['conversation']);
    bashir = new Follower(product, [...product.as('nerovia'), 'conversation', 'follow', id]);
    bashir.type(QUESTION);
    await page.getByRole('img', { name: '1 unread' }).first().waitFor();
    await goTo(page, `/c/${id}`);
    await message(page, QUESTION).waitFor();
  }, 8 * MINUTE);

  afterAll(async () => {
    await stage.stop();
  });

  describe('a word without words', () => {
    it('is said of a message, shown on the other side, and taken back', async () => {
      await livia.choose(message(page, QUESTION), 'Thanks');
      const said = message(page, QUESTION).getByRole('button', { name: words('Thanks: Livia Montoro') });
      await said.waitFor();
      await theySee('"reaction":"thanks"');
      await said.click();
      await said.waitFor({ state: 'detached' });
      await theySee(/"reactions":\[\{(?!.*"reaction":)/);
    });

    it('and that a message was noted, are told apart', async () => {
      await livia.choose(message(page, QUESTION), 'Say that it was noted');
      await message(page, QUESTION).getByText(words('Noted by Livia Montoro')).waitFor();
      await theySee('"noted":[{');
    });
  });

  it('has menus that give the focus back to their button, each time they are closed', async () => {
    const menu = message(page, QUESTION).getByRole('button', { name: /^What to do with message/ });
    for (let time = 1; time <= 2; time++) {
      await menu.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('menu').and(page.locator(':focus-within')).waitFor();
      await page.keyboard.press('Escape');
      await menu.and(page.locator(':focus')).waitFor();
    }
  });

  it('what it is about is named here, and shows there and in the inbox, as do both references', async () => {
    await chooseOfAll(page, 'Subject and reference');
    const dialog = page.getByRole('dialog', { name: 'Subject and our reference' });
    await dialog.getByLabel('Subject').fill(SUBJECT);
    await dialog.getByLabel('Our reference').fill('MAR 2026/0417');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { level: 1, name: SUBJECT }).waitFor();
    await theySee(SUBJECT);
    const told = await petra('heading', '--reference', 'NER 7');
    expect(told['heading']).toMatchObject({ subject: SUBJECT });
    expect(JSON.stringify(told['heading'])).toContain('MAR 2026/0417');
    await page.getByText('NER 7').first().waitFor();
    await page.getByRole('link', { name: 'Consultations' }).click();
    const line = row(page, SUBJECT);
    await eventually(async () => {
      expect(await line.innerText()).toMatch(/Ours MAR 2026\/0417\s+Theirs NER 7/);
    });
    await line.click();
  });

  it(
    'an answer goes on the record with what it answers, and the other side says something of it',
    async () => {
      await message(page, QUESTION).hover();
      await message(page, QUESTION).getByRole('button', { name: 'Reply' }).click();
      await page.getByRole('button', { name: 'On the record' }).click();
      await page.getByRole('button', { name: 'Put it on the record' }).click();
      await field(page).and(page.locator(':focus')).waitFor();
      await field(page).fill(ANSWER);
      await page.keyboard.press('Control+Enter');
      const answer = message(page, ANSWER);
      await answer.getByText(/Held by the relay/).waitFor({ timeout: MINUTE });
      await answer.getByRole('button', { name: words('Answers Bashir Odelan, no') }).waitFor();
      await answer.getByText('On the record', { exact: true }).waitFor();
      await theySee(/"answers":"[^"]+".*"record":"/);
      const seq = /no\. (\d+)$/.exec(await answer.locator('.when').innerText())?.[1] ?? '';
      await petra('react', seq, 'agreed');
      await answer.getByText(words('Agreed: Petra Lindqvar')).waitFor();
      await petra('react', seq);
      await answer.getByText(words('Agreed: Petra Lindqvar')).waitFor({ state: 'detached' });
    },
    2 * MINUTE,
  );

  it('is corrected twice, and both sides can read every wording', async () => {
    for (const wording of ['It could: at ten, by the clock of Serrano Bay.', 'It could: at eleven, Kessel time.']) {
      await livia.choose(message(page, 'It could'), 'Correct');
      await field(page).fill(wording);
      await page.keyboard.press('Control+Enter');
      await theySee(wording);
    }
    const corrected = message(page, 'It could');
    await corrected.getByText(words('Corrected by Livia Montoro')).waitFor();
    await corrected.getByText('On the record as first written').waitFor();
    await corrected.getByRole('button', { name: 'Read the original' }).click();
    await corrected.getByText(/^As first written/).waitFor();
    await corrected.getByText(/^Then corrected/).waitFor();
    await corrected.getByText(ANSWER).waitFor();
  });

  it('is opened at by its link, however far up it stands', async () => {
    for (let line = 1; line <= 40; line++) bashir.type(`Line ${String(line)} of the annex`);
    await message(page, 'Line 40 of the annex').waitFor({ timeout: MINUTE });
    await page.locator('.log').focus();
    await page.keyboard.press('Home');
    await message(page, 'It could').waitFor();
    await livia.choose(message(page, 'It could'), 'Copy the link to it');
    let link = '';
    await eventually(async () => {
      link = await page.evaluate(() => navigator.clipboard.readText());
      expect(link).toMatch(new RegExp(`/c/${id}#no-\\d+$`));
    });
    const second = await livia.context.newPage();
    await second.goto(link);
    const article = message(second, 'It could').getByRole('article');
    await article.and(second.locator(':focus')).waitFor();
    await eventually(async () => {
      expect(await second.evaluate('document.activeElement.getBoundingClientRect().top')).toBeGreaterThan(100);
    });
    await second.close();
  });

  it('says what to do where the browser does not let its link be copied', async () => {
    await page.evaluate('void (navigator.clipboard.writeText = () => Promise.reject(new Error("refused")))');
    await chooseOfAll(page, 'Copy the link');
    await page.getByText(/^Nothing was copied: this browser does not allow it\./).waitFor();
    await page.evaluate('delete navigator.clipboard.writeText');
  });

  it('is withdrawn in its place, which stays', async () => {
    await livia.choose(message(page, 'It could'), 'Withdraw');
    const asking = page.getByRole('alertdialog', { name: /^Withdraw no\. \d+\?$/ });
    await asking.getByRole('button', { name: 'Leave it as it is' }).click();
    const menu = message(page, 'It could').getByRole('button', { name: /^What to do with message/ });
    await menu.and(page.locator(':focus')).waitFor();
    await livia.choose(message(page, 'It could'), 'Withdraw');
    await asking.getByRole('button', { name: 'Withdraw it' }).click();
    await page.getByText(words('Withdrawn by Livia Montoro. Its place stays')).waitFor();
    await page.getByText('It could').first().waitFor({ state: 'detached' });
    await theySee('"withdrawn":{');
    await page.locator('.log').focus();
    await page.keyboard.press('End');
    await page.getByText(words('Livia Montoro withdrew no')).waitFor();
  });

  describe('who is in it', () => {
    const sheet = (): Locator => page.getByRole('complementary', { name: 'Members' });
    const dialog = (name: string): Locator => page.getByRole('dialog', { name });
    const place = async (told: string): Promise<string> => {
      const line = page
        .locator('.gap')
        .filter({ hasText: words(told) })
        .last();
      await line.waitFor();
      return /no\. (\d+)/.exec(await line.innerText())?.[1] ?? '';
    };

    it('grows by a colleague, who is given what came before', async () => {
      await sheet().getByRole('button', { name: 'Add a colleague' }).click();
      const adding = dialog('Add a colleague');
      await adding.getByRole('button', { name: 'Add', exact: true, disabled: true }).waitFor();
      await adding.getByRole('button', { name: /Choose a colleague/ }).click();
      await page.getByRole('option', { name: 'Ana Belmonte' }).click();
      await adding.getByRole('button', { name: 'Add', exact: true }).click();
      const giving = dialog('Give what came before?');
      await giving.getByRole('listitem').filter({ hasText: QUESTION }).waitFor();
      await giving.getByRole('button', { name: 'Give them' }).click();
      await giving.getByText(words('Ana Belmonte can read them')).waitFor();
      await giving.getByRole('button', { name: 'Done' }).and(page.locator(':focus')).waitFor();
      await giving.getByRole('button', { name: 'Done' }).click();
      await sheet().getByRole('button', { name: 'Add a colleague' }).and(page.locator(':focus')).waitFor();
      await sheet().getByText('Ana Belmonte').first().waitFor();
      await place('Livia Montoro added Ana Belmonte');
    });

    it('grows by a third authority, once the other side has agreed', async () => {
      await sheet().getByRole('button', { name: 'Ask for a third party' }).click();
      const asking = dialog('Ask for a third party');
      await asking.getByRole('button', { name: 'Ask the parties', disabled: true }).waitFor();
      await asking.getByRole('button', { name: /Choose an authority/ }).click();
      await page.getByRole('option', { name: /^Principality of Esmere: / }).click();
      await asking.getByRole('button', { name: 'Ask the parties' }).click();
      await sheet().getByText(words('Still missing: Federation of Nerovia')).waitFor();
      await petra('consent', await place('asks every party to agree: Principality of Esmere'));
      await sheet().getByText(words('Agreed: Federation of Nerovia')).waitFor();
      await sheet().getByRole('button', { name: 'Make the change' }).click();
      await place('Principality of Esmere joined as a party');
      await sheet().getByText('Chidi Marlowe').waitFor();
      await theySee('"party.added"');
    });

    it('agrees to what the other side asks once, and leaves it to them to make the change', async () => {
      await petra('policy', '--retention', '90');
      await sheet().getByRole('button', { name: 'Agree', exact: true }).click();
      await act('esmere', 'consent', await place('Messages are to be deleted after 90 days'));
      await sheet().getByText('All have agreed. The office that asked makes the change.').waitFor();
      await sheet().getByRole('button', { name: 'Agree', exact: true }).waitFor({ state: 'detached' });
      expect(await sheet().getByRole('button', { name: 'Make the change' }).count()).toBe(0);
    });

    it('closes it together, after which nothing more is written', async () => {
      await chooseOfAll(page, 'Close the conversation');
      await dialog('Close this conversation?').getByRole('button', { name: 'Ask to close it' }).click();
      const asked = await place('asks every party to agree: the conversation is closed');
      await Promise.all([petra('consent', asked), act('esmere', 'consent', asked)]);
      await sheet().getByRole('button', { name: 'Make the change' }).click();
      await page.getByText('This conversation is closed. Nothing more is written here.').waitFor();
      await place('closed the conversation, as every party agreed');
      await field(page).waitFor({ state: 'detached' });
      await theySee('"conversation.closed"');
    });

    it('is left by one of us, who keeps what there was', async () => {
      const { product } = stage;
      // The demonstration has them in its consultation, as soon as they are there.
      await goTo(page, `/c/${product.conversation}`);
      await page.getByRole('heading', { level: 1, name: /Bank records/ }).waitFor();
      await sheet().getByText('Livia Montoro').waitFor();
      await chooseOfAll(page, 'Leave');
      const leaving = page.getByRole('alertdialog', { name: 'Leave this conversation?' });
      await leaving.getByRole('button', { name: 'Leave' }).click();
      await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor();
      await page.getByRole('link', { name: 'Consultations' }).click();
      await page.getByRole('row').filter({ hasText: 'You are no longer in it' }).click();
      await page.getByText('You are not in this conversation.').waitFor();
      const { members } = await product.json('marenia', 'conversation', 'members', product.conversation);
      expect(JSON.stringify(members)).not.toContain('"deviceKind":"web"');
    });
  });

  it('has nothing for axe to find on the way, and breaks no rule of the content security policy', async () => {
    expect(await livia.axe()).toEqual([]);
    expect(livia.errors).toEqual([]);
    expect(livia.line.violations).toEqual([]);
  });
});
