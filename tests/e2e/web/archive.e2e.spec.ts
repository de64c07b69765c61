import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readFile, writeFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { Stage, type Profile } from './browser.js';
import { inBrowser } from './chromium.js';
import { readPicture } from './code-in-picture.js';
import { eventually } from './eventually.js';
import { picture } from './looks.js';

const MINUTE = 60_000;
const WORDS = 'What was said before everything was lost.';
const ANNEX = 'Extract of the register, page one.\n';

/** What a page hands out when something is pressed. */
async function handed(page: Page, button: Locator): Promise<{ readonly name: string; readonly text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

/** Gives a page a file that somebody else handed out. */
async function give(page: Page, within: string, text: string): Promise<void> {
  const part = page.getByRole('region', { name: within });
  await part
    .locator('input[type=file]')
    .setInputFiles({ name: 'given', mimeType: 'text/plain', buffer: Buffer.from(text) });
}

inBrowser('an archive', () => {
  let stage: Stage;
  let oren: Profile;
  let livia: Profile;
  let again: Profile;
  let conversation: string;
  /** The only device of its authority there, until it is. */
  let lost: string;
  /** The lines on the paper that was printed. */
  let lines: string[];
  const released: string[] = [];

  const toArchive = async ({ page }: Profile): Promise<void> => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'My devices' }).click();
    await page.getByRole('link', { name: 'Go to the archive' }).click();
    await page.getByRole('heading', { level: 1, name: 'Archive' }).waitFor();
  };
  const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
  const another = (page: Page): Promise<void> => press(page, 'Put it away');
  /** Its line in the list; the demonstration's own consultation comes some time after a sign-in. */
  const thread = (page: Page): Locator => page.locator(`.thread[data-key="${conversation}"]`);

  beforeAll(async () => {
    stage = await Stage.start();
    oren = await stage.signedIn('oren');
    livia = await stage.signedIn('livia');
  }, 8 * MINUTE);

  afterAll(async () => {
    await stage.stop();
  });

  it(
    'is declared with a holder in the browser, one with a file and one on paper, whose page holds what its code says',
    async () => {
      const { page } = oren;
      const { product } = stage;
      const secret = ['--passphrase-file', product.file('passphrase')];
      const file = product.file('other.holder');
      await product.document([...secret, 'archive', 'holder-key', file], 'archive holder-key');
      await toArchive(oren);
      await page.getByText('No archive is kept.').waitFor();
      await press(page, "Make this device a holder's");
      const own = await handed(page, page.getByRole('button', { name: 'Save the file for the administrators' }));
      await press(page, 'Declare an archive');
      for (const [i, text] of [own.text, await readFile(`${file}.public`, 'utf8')].entries()) {
        await give(page, 'Add a holder', text);
        await page.getByRole('button', { name: `Leave out holder ${String(i + 1)}` }).waitFor();
      }
      await press(page, 'Sign the statement');
      await page.getByText('One holder is on paper, so that').waitFor();
      await press(page, 'Make the paper key');
      const asked = await page.getByText(/^Type line \d from the page$/).textContent();
      expect(await oren.axe()).toEqual([]);
      await page.emulateMedia({ media: 'print' });
      const row = page.locator('.paper-sheet .paper-words tr');
      lines = await row.evaluateAll((rows) =>
        rows.map((one) => [...one.querySelectorAll('td')].map(({ textContent }) => textContent).join(' ')),
      );
      expect(await page.locator('button, input, h1, h2').filter({ visible: true }).count()).toBe(0);
      await picture(page, 'paper-key', true);
      const code = await page.locator('.paper-sheet .qr').screenshot();
      await page.emulateMedia({ media: 'screen' });
      expect(await page.locator('.paper-words').filter({ visible: true }).count()).toBe(0);
      expect(await readPicture(oren.context, code)).toBe(lines.join(' ').toUpperCase());
      const proof = page.getByRole('textbox', { name: asked ?? '' });
      const number = Number(/\d/.exec(asked ?? '')?.[0]);
      await proof.fill(lines[number % lines.length] ?? '');
      await press(page, 'It is on paper: forget it here');
      await page.getByText(`That is not line ${String(number)}.`).waitFor();
      await proof.fill(lines[number - 1] ?? '');
      await press(page, 'It is on paper: forget it here');
      await page.getByText('The paper key is made, and forgotten here.').waitFor();
      expect(await page.content()).not.toContain(lines[0]?.split(' ').join('</td><td>'));
      await press(page, 'Sign the statement');
      const declared = await handed(page, page.getByRole('button', { name: 'Save the file', exact: true }));
      await signSecond(page, declared.text);
      expect(await oren.axe()).toEqual([]);
      const statement = product.file(declared.name);
      await writeFile(statement, declared.text);
      const network = ['--network', product.file('founding.json')];
      const key = ['--key', product.file('keys', 'marenia-justice.key')];
      await product.document(
        [...secret, 'statement', 'sign', statement, '--compared', ...key, ...network],
        'statement sign',
      );
      const submitting = ['--relay', product.origin, ...network];
      await product.document(['statement', 'submit', statement, ...submitting], 'statement submit');
      // A file that is looked at has the directory fetched, which otherwise is each minute.
      await toArchive(oren);
      await give(page, 'A file that you were given', declared.text);
      await page.getByRole('button', { name: 'Open it under Second signatures' }).waitFor();
      await page.getByText('An archive is kept.').waitFor();
      expect(await page.getByRole('row').filter({ hasText: 'This device' }).count()).toBe(1);
      expect(await oren.axe()).toEqual([]);
    },
    4 * MINUTE,
  );

  it(
    'is told to the other side before it writes, and opened by nobody while fewer holders have signed than it takes',
    async () => {
      const { product } = stage;
      const said = ['--with', 'marenia', '--officer', 'Montoro', '--say', WORDS];
      const opened = await product.json('nerovia', 'conversation', 'open', ...said);
      conversation = String(opened['conversation']);
      const { page } = livia;
      await page.getByRole('link', { name: 'Consultations' }).click();
      await thread(page).click();
      await page.getByText(WORDS).first().waitFor();
      const buffer = Buffer.from(ANNEX);
      await page.locator('input[type=file]').setInputFiles({ name: 'extract.txt', mimeType: 'text/plain', buffer });
      await page.getByRole('region', { name: 'Messages, oldest first' }).getByText('extract.txt').waitFor();
      // The file can be taken back for ten seconds, and goes with the device if that is lost before.
      await eventually(async () => {
        const read = JSON.stringify(await product.json('nerovia', 'conversation', 'read', conversation));
        for (const part of ['"archived"', 'extract.txt']) expect(read).toContain(part);
      }, 3 * MINUTE);
      const members = await product.json('nerovia', 'conversation', 'members', conversation);
      expect(members['archives']).toMatchObject([{ k: 2, n: 3, lasts: true }]);
      const all = members['members'] as { authority: string; device: string }[];
      lost = all.find(({ authority }) => authority.includes('marenia'))?.device ?? '';
    },
    4 * MINUTE,
  );

  it(
    'is opened to a new device by two holders, one of them from paper of which a mistyped line is named',
    async () => {
      const { product } = stage;
      const invited = product.file('recovering.json');
      const appointing = ['--name', 'Recovering Officer', '--invitation', invited];
      const { link } = (await product.json('marenia-administrator', 'officer', 'appoint', ...appointing)) as {
        link: string;
      };
      again = await stage.aProfile();
      await product.json('marenia-administrator', 'device', 'approve', ...(await again.ask(link)));
      await again.goOn();
      await product.json('marenia-administrator', 'device', 'revoke', lost);
      await product.json(
        'nerovia',
        'conversation',
        'add',
        conversation,
        '--authority',
        'marenia',
        '--officer',
        'Recovering',
      );
      await toArchive(again);
      await press(again.page, 'Ask for the archive to be opened');
      const opening = await handed(again.page, again.page.getByRole('button', { name: 'Save archive-opening.json' }));
      await another(oren.page);
      await give(oren.page, 'A file that you were given', opening.text);
      await oren.page.getByText('0 of 2 holders have signed.').waitFor();
      await press(oren.page, 'Sign as a holder');
      await oren.page.getByText('1 of 2 holders have signed.').waitFor();
      const once = await handed(oren.page, oren.page.getByRole('button', { name: 'Save archive-opening.json' }));
      await give(again.page, 'A file that you were given', once.text);
      await typePaper(again.page, lines.with(1, (lines[1] ?? '').replace(/^\S+/, 'abacus')));
      await press(again.page, 'Sign as a holder');
      const line = again.page.getByRole('textbox', { name: 'Line 2' });
      await again.page.getByText('This line is not as it was printed').waitFor();
      expect(await line.getAttribute('aria-invalid')).toBe('true');
      expect(await again.axe()).toEqual([]);
      await line.fill(lines[1] ?? '');
      await press(again.page, 'Sign as a holder');
      await again.page.getByText('2 of 2 holders have signed.').waitFor();
      await press(again.page, 'Submit the statement');
      await again.page.getByText('It stands in the directory.').waitFor();
      await again.page.getByText('The archive was opened to this device.').waitFor();
      const told = await product.json('nerovia', 'trust');
      expect(JSON.stringify(told)).toContain('archive.opened');
    },
    4 * MINUTE,
  );

  it(
    'gives nothing for one share, and every word and file for two',
    async () => {
      const { page } = again;
      await another(page);
      await press(page, 'Make the request for the holders');
      const request = await handed(page, page.getByRole('button', { name: 'Save archive-request.json' }));
      await another(oren.page);
      await give(oren.page, 'A file that you were given', request.text);
      await press(oren.page, 'Release my share');
      released.push((await handed(oren.page, oren.page.getByRole('button', { name: /^Save archive-shares/ }))).text);
      await give(page, 'A file that you were given', request.text);
      await typePaper(page, lines);
      await press(page, 'Release my share');
      released.push((await handed(page, page.getByRole('button', { name: /^Save archive-shares/ }))).text);
      const recovery = page.getByRole('region', { name: 'Bring conversations back to this device' });
      for (const [i, text] of released.entries()) {
        await another(page);
        await give(page, 'A file that you were given', text);
        await press(page, 'Keep them on this device');
        await recovery.getByText(`${String(i + 1)} of 2 holders have released`).waitFor();
        expect(await page.getByRole('button', { name: 'Bring everything back' }).count()).toBe(i);
      }
      await press(page, 'Bring everything back');
      await recovery.getByText(/can be read again, marked as recovered/).waitFor();
      expect(await again.axe()).toEqual([]);
      await page.getByRole('link', { name: 'Go to the consultations' }).click();
      await thread(page).click();
      const messages = page.getByRole('region', { name: 'Messages, oldest first' });
      await messages.getByText(WORDS).waitFor();
      await messages.getByText('extract.txt').waitFor();
      expect([...oren.errors, ...again.errors]).toEqual([]);
    },
    4 * MINUTE,
  );

  /** Reads, compares and signs a declaration as whoever is handed it does. */
  async function signSecond(page: Page, text: string): Promise<void> {
    await page.getByRole('link', { name: 'To Second signatures' }).click();
    await press(page, 'Put away');
    await page.getByText('No statement waits on this device').waitFor();
    const unsigned = JSON.stringify({ ...(JSON.parse(text) as object), signatures: [] });
    const buffer = Buffer.from(unsigned);
    await page.getByLabel('File of a statement').setInputFiles({ name: 's', mimeType: 'text/plain', buffer });
    const keys = page.getByRole('table', { name: 'Holders that it names' }).getByText(/^(?:[0-9a-f]{4} ?){8}$/);
    await keys.nth(2).waitFor();
    expect(new Set(await keys.allInnerTexts()).size).toBe(3);
    await page.getByText('No archive is in force now.').waitFor();
    const sign = page.getByRole('button', { name: 'Add my signature' });
    expect(await sign.isDisabled()).toBe(true);
    await page.getByRole('checkbox', { name: /^Each holder has read me their key/ }).check();
    await sign.click();
    await page.getByText('Waits for a second administrator').waitFor();
    await sign.waitFor({ state: 'detached' });
  }

  async function typePaper(page: Page, typed: readonly string[]): Promise<void> {
    await page.getByRole('radio', { name: 'The page on paper' }).check();
    for (const [i, line] of typed.entries())
      await page.getByRole('textbox', { name: `Line ${String(i + 1)}` }).fill(line);
  }
});
