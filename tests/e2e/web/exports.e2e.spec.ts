import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Download, Page } from 'playwright-core';
import { Stage, type Profile } from './browser.js';
import { aBrowser, inBrowser } from './chromium.js';

const SUBJECT = 'Freezing of an account before a request';
const ENCLOSED = 'The account and its holder, as far as we know them.\n';

async function saved(page: Page, button: string): Promise<Download> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return download;
}

inBrowser('an export from the browser', () => {
  let stage: Stage;
  let livia: Profile;
  let file: (name: string) => string;

  beforeAll(async () => {
    stage = await Stage.start();
    file = (name) => join(stage.product.folder, name);
    livia = await stage.signedIn('livia');
    const opened = await stage.product.json('nerovia', 'conversation', 'open', '--with', 'marenia-justice');
    const id = String(opened['conversation']);
    await stage.product.json('nerovia', 'conversation', 'heading', id, '--subject', SUBJECT);
    await stage.product.json('nerovia', 'conversation', 'say', id, 'Could it be frozen for <b>72</b> hours?');
    writeFileSync(file('account.txt'), ENCLOSED);
    await stage.product.json('nerovia', 'conversation', 'attach', id, file('account.txt'));
    await livia.page.getByRole('row').filter({ hasText: SUBJECT }).click();
    await livia.page.getByText('Could it be frozen').first().waitFor();
    await livia.page.getByText('account.txt').first().waitFor();
  }, 400_000);

  afterAll(async () => {
    await stage.stop();
  });

  it('says what it proves and that it is logged, and gives a page and a proof that name each other', async () => {
    const { page } = livia;
    await page.getByRole('button', { name: 'More about this conversation' }).click();
    await page.getByRole('menuitem', { name: 'Export' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export this conversation' });
    await dialog.getByText('It does not prove who wrote them').waitFor();
    await dialog.getByText('The record notes that you export').waitFor();
    expect(await livia.axe()).toEqual([]);
    await dialog.getByRole('button', { name: 'Export' }).click();
    await dialog.getByText('confirmed by the witnesses').waitFor({ timeout: 60_000 });
    await (await saved(page, 'Save the page')).saveAs(file('export.html'));
    await (await saved(page, 'Save the proof')).saveAs(file('export.json'));
    const hash = createHash('sha256')
      .update(readFileSync(file('export.json')))
      .digest('base64url');
    expect(readFileSync(file('export.html'), 'utf8')).toContain(hash);
    expect(livia.line.violations).toEqual([]);
    expect(livia.errors).toEqual([]);
  }, 120_000);

  it('is of a part alone where one is chosen, as from the command line', async () => {
    const { page } = livia;
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'More about this conversation' }).click();
    await page.getByRole('menuitem', { name: 'Export' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export this conversation' });
    await dialog.getByLabel('First number').fill('3');
    await dialog.getByLabel('Last number').fill('2');
    await dialog.getByRole('button', { name: 'Export' }).click();
    await dialog.getByText('the first not after the last').waitFor();
    expect(await livia.axe()).toEqual([]);
    await dialog.getByLabel('Last number').fill('3');
    await dialog.getByRole('button', { name: 'Export' }).click();
    await dialog.getByText('1 message, confirmed by the witnesses').waitFor({ timeout: 60_000 });
    await (await saved(page, 'Save the proof')).saveAs(file('part.json'));
    const checking = ['--home', '/nonexistent', 'record', 'verify', file('part.json')];
    const part = await stage.product.document(checking, 'record verify');
    expect(part).toMatchObject({ holds: true, from: 3, messages: [{ seq: 3 }] });
  }, 120_000);

  it('is checked by the command line, without a device', async () => {
    const trust = ['--trust', stage.product.file('founding.json')];
    const checking = ['--home', '/nonexistent', 'record', 'verify', file('export.json'), ...trust];
    const proved = await stage.product.document(checking, 'record verify');
    expect(proved).toMatchObject({ holds: true, trusted: true });
    expect(JSON.stringify(proved['messages'])).toContain('Could it be frozen');
  });

  it('opens without a network, runs nothing, shows what was said as text, and saves the file in it', async () => {
    const browser = await aBrowser();
    try {
      const context = await browser.newContext({ offline: true, javaScriptEnabled: true, acceptDownloads: true });
      const page = await context.newPage();
      const asked: string[] = [];
      page.on('request', (request) => void asked.push(request.url()));
      page.on('console', (message) => void asked.push(message.text()));
      await page.goto(`file://${file('export.html')}`);
      await page.getByRole('heading', { level: 1, name: SUBJECT }).waitFor();
      await page.getByText('Could it be frozen for <b>72</b> hours?').waitFor();
      expect(asked).toEqual([`file://${file('export.html')}`]);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Save account.txt' }).click(),
      ]);
      await download.saveAs(file('saved.txt'));
      expect(readFileSync(file('saved.txt'), 'utf8')).toBe(ENCLOSED);
    } finally {
      await browser.close();
    }
  }, 60_000);

  it('saves the whole directory as a paper edition and as a table, and tells the hours that two offices share', async () => {
    const { page } = livia;
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Directory' }).first().click();
    for (const [name, ending] of [
      ['Paper edition, to be printed (HTML)', 'html'],
      ['Table (CSV)', 'csv'],
    ] as const) {
      await page.getByRole('button', { name: 'Save all' }).click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name }).click(),
      ]);
      await download.saveAs(file(`directory.${ending}`));
    }
    expect(readFileSync(file('directory.html'), 'utf8')).toContain('id="authority:nerovia-prosecution"');
    expect(readFileSync(file('directory.csv'), 'utf8')).toMatch(/^\ufeffid,state,/);
    await page.getByRole('button', { name: 'Compare hours' }).click();
    const dialog = page.getByRole('dialog', { name: 'Hours that two offices share' });
    await dialog.getByRole('button', { name: /The other office/ }).click();
    await page.getByRole('option', { name: /^Nerovia/ }).click();
    await dialog.getByRole('row').nth(7).waitFor();
    expect(await livia.axe()).toEqual([]);
    expect(livia.errors).toEqual([]);
  }, 60_000);
});
