import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { aWorkbook } from '../../support/a-workbook.js';
import type { Document } from '../cli-product.js';
import { Stage, type Profile } from './browser.js';
import { inBrowser } from './chromium.js';
import { eventually } from './eventually.js';

const MINUTE = 60_000;
const COAST = 'region:lantern-coast';
const NEEDS = 'Two more lines, and video link in the courts of the islands.';
const REASON = 'Name the floor: the square has many doors.';

inBrowser("an authority's page", () => {
  let stage: Stage;
  let oren: Profile;
  let ilse: Profile;

  const openOurPage = async ({ page }: Profile): Promise<void> => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Administration' }).click();
    await page.getByRole('link', { name: 'Open our page' }).click();
    await page.getByRole('heading', { level: 1, name: 'Our page' }).waitFor();
  };
  const focused = (one: Locator): Promise<void> => one.and(one.page().locator(':focus')).waitFor();
  const address = (page: Page) => page.getByRole('textbox', { name: 'Address' });
  const today = (): string =>
    new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'Europe/Vienna' }).format();

  /** Takes the day of a feast and one of the office's own over into the form, by keys alone where they lead. */
  const addHolidays = async (page: Page): Promise<void> => {
    const year = String(Number(new Intl.DateTimeFormat('en', { year: 'numeric' }).format()) + 1);
    const button = page.getByRole('button', { name: 'Add public holidays …' });
    await button.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Add public holidays' });
    await dialog.getByRole('checkbox', { name: year }).setChecked(true);
    await dialog.getByText('Nothing is ticked yet.').waitFor();
    await dialog.getByText('Western Christian days').focus();
    await page.keyboard.press('Enter');
    await dialog.getByRole('checkbox', { name: 'Easter Monday', exact: true }).focus();
    await page.keyboard.press('Space');
    await dialog.getByRole('cell', { name: /^Mon/ }).waitFor();
    await dialog.getByRole('button', { name: 'Add a day of your own' }).click();
    const take = dialog.getByRole('button', { name: /^Take over/ });
    await take.click();
    await dialog.getByText('Name it, or take it away.').waitFor();
    await dialog.getByRole('textbox', { name: 'Occasion' }).fill('Lantern Day');
    await dialog.getByRole('textbox', { name: 'Day' }).fill('31');
    await dialog.getByRole('row', { name: /Lantern Day/ }).waitFor();
    await take.click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(/^\d days were added\.$/).waitFor();
    const names = page.getByRole('list', { name: 'Holidays' }).getByRole('textbox', { name: 'Occasion' });
    await eventually(async () => {
      expect(await names.evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value))).toEqual(
        expect.arrayContaining(['Lantern Day', 'Easter Monday', 'Harbour Day']),
      );
    });
    await focused(button);
  };

  beforeAll(async () => {
    stage = await Stage.start();
    oren = await stage.signedIn('oren');
    ilse = await stage.signedIn('ilse');
  }, 5 * MINUTE);

  afterAll(async () => {
    await stage.stop();
  });

  it(
    'is written in the browser: what cannot be signed is told at its field, and the draft outlives the window',
    async () => {
      const { page } = oren;
      await openOurPage(oren);
      await page.getByRole('button', { name: 'Write a new version' }).click();
      await address(page).fill('3 Lantern Square, Serrano Bay');
      expect(await page.getByText(/^Everyone reads this part/).count()).toBe(3);
      expect(await page.getByText(/^What everyone may read stands/).count()).toBe(1);
      const texts = page.getByRole('list', { name: 'What your law asks, and says' }).getByRole('listitem');
      const needs = texts.filter({ has: page.getByRole('button', { name: /Needs of equipment or training/ }) });
      await needs.getByRole('textbox', { name: 'Text' }).fill(NEEDS);
      await needs.getByRole('button', { name: /Who may read it/ }).click();
      await page.getByRole('option', { name: 'Everyone' }).click();
      await page.getByLabel('To be looked at again by').fill('2020-01-01');
      await page.getByRole('button', { name: 'Add a person' }).click();
      await page.getByRole('textbox', { name: 'Name', exact: true }).last().fill('Oren Calloway');
      await page.getByRole('button', { name: 'Look at it before it is signed' }).click();
      await page.getByText('Some of it cannot be signed so.').waitFor();
      await page.getByText('This day is over: choose one to come.').first().waitFor();
      await page
        .getByText(/are for members alone: choose members/)
        .first()
        .waitFor();
      await focused(page.getByLabel('To be looked at again by'));
      await needs.getByRole('button', { name: /Who may read it/ }).click();
      await page.getByRole('option', { name: 'Members of the network' }).click();
      expect(await oren.axe()).toEqual([]);
      await page.reload();
      await oren.signIn();
      await page.getByRole('button', { name: 'Go on with the draft' }).click();
      await eventually(async () => {
        expect(await address(page).inputValue()).toBe('3 Lantern Square, Serrano Bay');
      });
      const email = page.getByRole('textbox', { name: 'E-mail', exact: true });
      const written = await email.inputValue();
      await email.fill('not mail');
      await page.getByRole('button', { name: 'Look at it before it is signed' }).click();
      await page.getByText('Enter one e-mail address, such as office@justice.example.', { exact: true }).waitFor();
      await page.getByText('This day is over: choose one to come.', { exact: true }).waitFor();
      await focused(email);
      await email.fill(written);
      await page.getByLabel('To be looked at again by').fill('2030-01-31');
      await page.getByRole('button', { name: 'Look at it before it is signed' }).click();
      await page.getByRole('heading', { name: 'As counterparts will see it' }).waitFor();
      await focused(page.getByRole('heading', { name: 'What changes' }));
      const changes = page.getByRole('table', { name: 'What changes' });
      await eventually(async () => {
        expect(await changes.getByRole('row').count()).toBe(6);
      });
      expect(await oren.axe()).toEqual([]);
      await page.getByRole('button', { name: 'Sign and submit' }).click();
      await page.getByText('It waits for the secretariat.').waitFor();
    },
    2 * MINUTE,
  );

  it(
    'is told to an approver in a browser beforehand to be approved elsewhere, and is returned with a reason',
    async () => {
      const { page } = ilse;
      const places = page.getByRole('navigation', { name: 'Main' });
      await places.getByRole('link', { name: 'Administration' }).click();
      await page.getByRole('list').getByRole('link', { name: '1 page waits for approval' }).click();
      await places.getByRole('link', { name: /1 page waits/ }).waitFor();
      await page.getByText('It was signed in a browser, and this is one.').waitFor();
      await page.getByText(/^comity page approve (?:-- -)?[\w-]{42,43}$/).waitFor();
      await page.getByRole('button', { name: 'Sign and publish', disabled: true }).waitFor();
      await page.getByRole('cell', { name: '3 Lantern Square, Serrano Bay' }).waitFor();
      expect(await ilse.axe()).toEqual([]);
      await page.getByRole('button', { name: 'Return it' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox').fill(REASON);
      await dialog.getByRole('button', { name: 'Return it' }).click();
      await page.getByText('No page waits').waitFor();
    },
    2 * MINUTE,
  );

  it(
    'is corrected, signed again where the log moved on, approved on the command line, and read by the other side',
    async () => {
      const { page } = oren;
      await page.getByText(REASON).waitFor();
      await page.getByRole('link', { name: 'Overview' }).click();
      await page.getByRole('link', { name: 'The secretariat returned a version of our page.' }).click();
      await page.getByRole('button', { name: 'Go on with the draft' }).click();
      await address(page).fill('3 Lantern Square, 2nd floor, Serrano Bay');
      await addHolidays(page);
      await page.getByRole('button', { name: 'Look at it before it is signed' }).click();
      await page.getByRole('button', { name: 'Sign and submit' }).click();
      await page.getByText('It waits for the secretariat.').waitFor();
      await stage.product.json('marenia-administrator', 'authority', 'settings', '--idle-lock', '30');
      await page.getByText('It must be signed again.').waitFor();
      await page.getByRole('button', { name: 'Sign it again' }).click();
      await page.getByText('It waits for the secretariat.').waitFor();
      const { pages } = (await stage.product.json('secretariat', 'page', 'waiting')) as { pages: { id: string }[] };
      const approving = today();
      await stage.product.json('secretariat', 'page', 'approve', '--', pages[0]?.id ?? '');
      const samir = await stage.signedIn('samir');
      const other = samir.page;
      await other.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Directory' }).click();
      await other.getByRole('link', { name: 'Republic of Marenia' }).click();
      await other.getByText('3 Lantern Square, 2nd floor, Serrano Bay').first().waitFor();
      // The day may have ended meanwhile.
      await other.getByText(new RegExp(`Updated (?:${approving}|${today()}), approved by Ilse Tamarin`)).waitFor();
      await other.getByText('Review due 31 Jan 2030').waitFor();
      await other.getByText('Lantern Day').first().waitFor();
      await other.getByText('Oren Calloway').first().waitFor();
      await other.getByText('For members of the network alone.').waitFor();
      await other.getByText(NEEDS, { exact: true }).first().waitFor();
      expect(await samir.axe()).toEqual([]);
      await eventually(async () => {
        expect(await other.getByText(/signed by Oren Calloway, approved by Ilse Tamarin$/).count()).toBe(2);
      });
      expect([...oren.errors, ...ilse.errors, ...samir.errors]).toEqual([]);
    },
    2 * MINUTE,
  );

  it(
    'is published by an approver in a browser, who is told once the record shows it, where the command line signed it',
    async () => {
      const { page } = ilse;
      const [draft, day] = [stage.product.file('our-page.json'), '2031-01-31'];
      await stage.product.json('marenia-administrator', 'page', 'draft', draft);
      const written = JSON.parse(readFileSync(draft, 'utf8')) as Document;
      writeFileSync(draft, JSON.stringify({ ...written, reviewBy: day }));
      await stage.product.json('marenia-administrator', 'page', 'submit', draft);
      await page.getByRole('button', { name: 'Sign and publish', disabled: false }).waitFor();
      await ilse.whileRecordStands(async () => {
        await page.getByRole('button', { name: 'Sign and publish' }).click();
        await page.getByText('No page waits').waitFor();
        await page.getByText('Waiting until the record shows it').waitFor();
      });
      await page.getByText('The page of Central Authority of Marenia, Ministry of Justice is published.').waitFor();
      expect(await ilse.axe()).toEqual([]);
      expect(await stage.product.json('nerovia', 'page', 'show', 'marenia')).toMatchObject({ page: { reviewBy: day } });
    },
    2 * MINUTE,
  );

  it(
    'leaves a list from elsewhere unmade while a cell of it is wrong, and makes one file of it otherwise',
    async () => {
      const { page } = ilse;
      const heading = ['state', 'name', 'functions', 'instruments', 'reference', 'notified', 'keys', 'address'];
      const row = ['QW', 'Ministry of Wend', 'extradition', 'untoc', 'W/1', '2026-03-01', 'A'.repeat(43), '1 Quay'];
      const choose = (name: string, buffer: Buffer): Promise<void> =>
        page.locator('main input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
      await page.getByRole('link', { name: 'Take over a list' }).click();
      await page.getByRole('heading', { level: 1, name: 'Take over a list' }).waitFor();
      await choose('all-of-them.csv', Buffer.alloc(3_000_000, ';'));
      await page.getByText('all-of-them.csv has 3 MB, and what is taken here has 2.1 MB at most.').waitFor();
      expect(await ilse.axe()).toEqual([]);
      const wrong = [heading, row.with(5, 'March')].map((cells) => cells.join(',')).join('\n');
      await choose('list.csv', Buffer.from(wrong));
      await page.getByText('1 cell is wrong, and nothing is made.').waitFor();
      expect(await page.getByText('all-of-them.csv').count()).toBe(0);
      await page.getByRole('cell', { name: 'It is not of the form that is needed.' }).waitFor();
      expect(await ilse.axe()).toEqual([]);
      await choose('list.xlsx', aWorkbook([heading, row]));
      await page.getByText('Nothing is wrong with this list.').waitFor();
      await page.getByRole('cell', { name: 'Notification to be signed; Draft of a page' }).waitFor();
      expect(await ilse.axe()).toEqual([]);
      const [saved] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Save what it makes' }).click(),
      ]);
      const [file, folder] = [stage.product.file(saved.suggestedFilename()), stage.product.file('taken-over')];
      await saved.saveAs(file);
      const unpacked = await stage.product.json('secretariat', 'directory', 'import', file, '--out', folder);
      expect(unpacked['files']).toHaveLength(2);
    },
    2 * MINUTE,
  );

  it(
    'names the regional network that its authority joins and leaves in the browser, and the treaties with another State',
    async () => {
      const { product } = stage;
      const { page } = oren;
      const { officers } = (await product.json('marenia', 'directory', 'show', 'marenia')) as {
        officers: { name: string; officer: string }[];
      };
      const ana = officers.find(({ name }) => name === 'Ana Belmonte')?.officer ?? '';
      const [formed, invited] = [product.file('region.json'), product.file('invited.json')];
      const secret = ['--passphrase-file', product.file('passphrase')];
      const network = ['--network', product.file('founding.json')];
      const named = ['--name', 'Lantern Coast', '--coordinator', `authority:marenia-justice/${ana}`, '--out', formed];
      await product.document(['region', 'form', COAST, ...named], 'region form');
      for (const root of ['root-1.key', 'root-3.key']) {
        const key = ['--key', product.file('keys', root), ...network];
        await product.document([...secret, 'statement', 'sign', formed, ...key], 'statement sign');
      }
      await product.document(
        ['statement', 'submit', formed, '--relay', product.origin, ...network],
        'statement submit',
      );
      await product.json('marenia', 'region', 'invite', COAST, 'marenia-justice', '--out', invited);
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Administration' }).click();
      await page.getByRole('link', { name: 'Regional networks' }).click();
      await page.locator('main input[type=file]').setInputFiles(invited);
      const dialog = page.getByRole('dialog');
      await dialog.getByText('Ana Belmonte invites Central Authority of Marenia').waitFor();
      await dialog.getByRole('button', { name: 'Sign and join' }).click();
      await page.getByRole('link', { name: 'Lantern Coast' }).click();
      const members = page.getByRole('table', { name: 'Members' });
      await members.getByRole('link', { name: 'Central Authority of Marenia' }).waitFor();
      expect(await oren.axe()).toEqual([]);
      await page.getByRole('button', { name: 'Leave Lantern Coast' }).click();
      await dialog.getByRole('button', { name: 'Sign and leave' }).click();
      await page.getByText('No member yet').waitFor();
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Directory' }).click();
      await page.getByRole('link', { name: 'Which basis applies' }).click();
      await page.getByRole('button', { name: /Requested State/ }).click();
      await page.getByRole('option', { name: 'Rovenia' }).click();
      const corruption = page.getByRole('region', { name: 'United Nations Convention against Corruption' });
      await corruption.getByText('Applies to this offence').waitFor();
      await corruption.getByText('Authorities of both States were notified under it.').waitFor();
      await corruption.getByText('Before a refusal the requested State shall consult, article 46(26).').waitFor();
      expect(await oren.axe()).toEqual([]);
      expect([...oren.errors, ...ilse.errors]).toEqual([]);
    },
    2 * MINUTE,
  );
});
