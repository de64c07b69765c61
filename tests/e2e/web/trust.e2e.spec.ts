import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { verifyPack } from '#client';
import { utf8 } from '#primitives';
import { leafHash, verifyInclusion } from '#tlog';
import { Stage, type Profile } from './browser.js';
import { inBrowser } from './chromium.js';
import { eventually } from './eventually.js';

const PATIENCE = 60_000;
const FROZEN = 'authority:marenia-justice';

inBrowser('the one indicator and the page behind it', () => {
  let stage: Stage;
  let samir: Profile;
  let page: Page;

  beforeAll(async () => {
    stage = await Stage.start();
    samir = await stage.signedIn('samir');
    page = samir.page;
    const opened = await stage.product.json('marenia', 'conversation', 'open', '--with', 'nerovia-prosecution');
    await stage.product.json('marenia', 'conversation', 'say', String(opened['conversation']), 'Good morning.');
    await page.getByRole('row').first().waitFor({ timeout: PATIENCE });
  }, 400_000);

  afterAll(async () => {
    await stage.stop();
  });

  const indicator = (words: RegExp) => page.getByRole('banner').getByRole('link', { name: words });

  it('is calm while every device is verified and the record was checked, and says so', async () => {
    await indicator(/^All \d+ devices verified; record checked/).click();
    await page.getByText('Everything agrees with what this device has seen.').waitFor();
    await page.getByRole('heading', { name: 'Directory' }).waitFor();
    expect(await samir.axe()).toEqual([]);
  }, 120_000);

  it('tells the story of a checkpoint that the witnesses did not sign, without accusing anybody of forgery', async () => {
    samir.line.alter('/v1/directory/checkpoint', (answer) =>
      answer.replace(/.(?==\\n\\n)/, (unit) => (unit === 'A' ? 'E' : 'A')),
    );
    await page.getByRole('button', { name: 'Check again' }).click();
    await page
      .getByRole('heading', { name: 'The directory is not confirmed by enough witnesses' })
      .waitFor({ timeout: PATIENCE });
    await indicator(/^\d+ notices? to read/).waitFor();
    samir.line.alter('/v1/directory/checkpoint', (answer) => answer);
    expect(await samir.axe()).toEqual([]);
  }, 120_000);

  it('is red when the relay hides a conversation, says what to do, and gives the evidence as a file', async () => {
    samir.line.alter('/v1/conversations', () => JSON.stringify({ conversations: [] }));
    await page.getByRole('button', { name: 'Check again' }).click();
    const story = page
      .getByRole('article', { name: 'The relay no longer lists a conversation that you are in' })
      .first();
    await story.waitFor({ timeout: PATIENCE });
    await indicator(/^In doubt: The relay no longer lists/).waitFor();
    await eventually(async () => {
      expect(await story.innerText()).toMatch(
        /What it means[^]*Kept as evidence[^]*Do this now[^]*Telephone your counterpart/,
      );
    });
    await story.getByRole('link', { name: /Republic of Marenia/ }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      story.getByRole('button', { name: 'Save the evidence file' }).click(),
    ]);
    const evidence = JSON.parse(readFileSync(await download.path(), 'utf8')) as Record<string, unknown>;
    expect(evidence).toMatchObject({ format: 'comity/notice/v1', relay: stage.origin });
    expect(evidence['notice']).toMatchObject({ code: 'conversation.hidden' });
    expect(await samir.axe()).toEqual([]);
  }, 120_000);

  it('becomes calm again once what was noticed has ended and was dealt with, keeps all of it, and is disturbed anew', async () => {
    const open = page.getByRole('button', { name: 'Mark as dealt with' });
    const stories = page.getByRole('article').filter({ has: open });
    // What else is open is what the test before the last one brought about: nobody was accused of anything more.
    await eventually(async () => {
      expect(new Set(await stories.getByRole('heading', { level: 2 }).allTextContents())).toEqual(
        new Set([
          'The relay no longer lists a conversation that you are in',
          'The directory is not confirmed by enough witnesses',
        ]),
      );
    });
    const hidden = stories.filter({ hasText: 'no longer lists a conversation' });
    await hidden.first().getByRole('button', { name: 'Mark as dealt with' }).click();
    // The check that this starts may find the other conversation hidden too, whose story then comes before.
    await hidden.getByText('It is so still.').first().waitFor({ timeout: PATIENCE });
    samir.line.alter('/v1/conversations', (answer) => answer);
    for (let left = await open.count(); left > 0; left = await open.count()) {
      await open.first().click();
      await open.nth(left - 1).waitFor({ state: 'detached', timeout: PATIENCE });
    }
    await indicator(/^All \d+ devices verified; record checked/).waitFor();
    const past = page.getByRole('region', { name: 'Dealt with' }).getByRole('article');
    const ended = past.filter({ hasText: 'no longer lists a conversation' }).first();
    await ended.getByText('Dealt with by Samir Velkan').waitFor();
    await ended.getByRole('button', { name: 'Save the evidence file' }).waitFor();
    expect(await samir.axe()).toEqual([]);
    samir.line.alter('/v1/conversations', () => JSON.stringify({ conversations: [] }));
    await page.getByRole('button', { name: 'Check again' }).click();
    await indicator(/^In doubt: The relay no longer lists/).waitFor({ timeout: PATIENCE });
  }, 180_000);

  it('names whose devices are not to be relied on when an authority is frozen: also while its entry is withheld', async () => {
    const { product, origin } = stage;
    const place = await fetch(new URL(`/v1/directory/subjects/${encodeURIComponent(FROZEN)}`, origin));
    const { prev } = (await place.json()) as { readonly prev: string };
    const file = join(product.folder, 'frozen.json');
    const body = { type: 'authority.frozen', subject: FROZEN, prev, reference: 'SEC/2026/9', date: '2026-11-20' };
    writeFileSync(file, JSON.stringify({ body, signatures: [] }));
    const founding = ['--network', product.file('founding.json')];
    for (const root of ['root-1.key', 'root-2.key']) {
      const signing = ['--key', product.file('keys', root), ...founding];
      const passphrase = ['--passphrase-file', product.file('passphrase')];
      await product.document([...passphrase, 'statement', 'sign', file, ...signing], 'statement sign');
    }
    samir.line.alter('/v1/directory/statements', (answer) => {
      const { statements } = JSON.parse(answer) as { readonly statements: readonly { readonly statement: string }[] };
      return JSON.stringify({ statements: statements.filter(({ statement }) => !statement.includes(body.type)) });
    });
    await product.document(['statement', 'submit', file, '--relay', origin, ...founding], 'statement submit');
    const device = page.getByRole('row').filter({ hasText: 'Ana Belmonte' });
    // The relay says so as soon as the record shows it: nobody waits for the look of the minute.
    await device.getByText('not known yet: entries of the directory are missing').waitFor({ timeout: 30_000 });
    expect(await samir.axe()).toEqual([]);
    samir.line.alter('/v1/directory/statements', (answer) => answer);
    await page.getByRole('button', { name: 'Check again' }).click();
    // Whoever is not live is put out of what they are in.
    await device.waitFor({ state: 'detached', timeout: PATIENCE });
    await page.getByRole('link', { name: 'Consultations' }).click();
    await page.getByRole('row').filter({ hasText: 'Republic of Marenia' }).first().click();
    const removed = page
      .locator('.gap')
      .filter({ hasText: 'Ana Belmonte' })
      .filter({ hasText: 'The authority is frozen.' });
    await removed.waitFor({ timeout: PATIENCE });
  }, 180_000);

  it('lists the leaves of the record by kind, each with a proof to save, and believes no other', async () => {
    await page.getByRole('link', { name: 'Record', exact: true }).click();
    await page.getByRole('link', { name: 'Read its leaves' }).click();
    await page.getByText('Each of these leaves stands in the record that the witnesses signed.').waitFor();
    await page.getByRole('button', { name: /Act/ }).click();
    await page.getByRole('option', { name: 'Sign-in' }).click();
    const own = page.getByRole('row').filter({ hasText: 'Sign-in' }).filter({ hasText: 'Samir Velkan' }).first();
    // It stood among all of them, too.
    await page.getByRole('row').filter({ hasText: 'Heads and keys' }).first().waitFor({ state: 'detached' });
    await own.waitFor({ timeout: PATIENCE });
    expect(await samir.axe()).toEqual([]);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      own.getByRole('button', { name: /^Save the proof of leaf/ }).click(),
    ]);
    const { leaf, proof } = JSON.parse(readFileSync(await download.path(), 'utf8')) as Record<'leaf' | 'proof', string>;
    const [form, place, ...lines] = proof.split('\n');
    expect([form, JSON.parse(leaf)]).toEqual([
      'c2sp.org/tlog-proof@v1',
      expect.objectContaining({ type: 'session.opened' }),
    ]);
    const end = lines.indexOf('');
    const [, size = '', root = ''] = lines.slice(end + 1);
    const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));
    verifyInclusion({
      index: Number(place?.replace('index ', '')),
      size: Number(size),
      leafHash: leafHash(utf8(leaf)),
      proof: lines.slice(0, end).map(bytes),
      root: bytes(root),
    });

    samir.line.alter('/v1/record/leaves', (answer) => answer.replaceAll('session.opened', 'session.ended'));
    await page.getByRole('button', { name: 'Check again' }).click();
    await page.getByRole('alert').filter({ hasText: 'record.leaf' }).waitFor({ timeout: PATIENCE });
    await page.getByText('Each of these leaves stands in the record').waitFor({ state: 'detached' });
    expect(await samir.axe()).toEqual([]);
    samir.line.alter('/v1/record/leaves', (answer) => answer);
    await page.getByRole('link', { name: 'Record and trust' }).click();
    await page
      .getByRole('article', { name: 'The relay gave a leaf that does not stand in the record' })
      .first()
      .waitFor();
  }, 120_000);

  it('checks the whole record, names the first leaf that does not hold, and saves a pack that anybody checks', async () => {
    await page.getByRole('link', { name: 'Read its leaves' }).click();
    await page.getByText('It has not been checked as a whole yet.').waitFor();
    const check = page.getByRole('button', { name: 'Check the whole record' });
    await check.click();
    await page.getByText(/All \d+ leaves of the record hold/).waitFor({ timeout: PATIENCE });
    await page.getByRole('button', { name: /Whose/ }).click();
    await page.getByRole('option', { name: /^Samir Velkan/ }).click();
    await page
      .getByRole('row')
      .filter({ hasText: 'Heads and keys' })
      .first()
      .waitFor({ state: 'detached', timeout: PATIENCE });
    await page.getByRole('row').filter({ hasText: 'Samir Velkan' }).first().waitFor({ timeout: PATIENCE });
    expect(await samir.axe()).toEqual([]);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as an oversight pack' }).click(),
    ]);
    const { leaves, from, to, checkpoint } = verifyPack(readFileSync(await download.path(), 'utf8'));
    expect([from, to, leaves.length]).toEqual([0, checkpoint.size, checkpoint.size]);
    expect(leaves.some(({ opened }) => opened['device'] !== undefined)).toBe(true);

    samir.line.alter('/v1/record/leaves', (answer) => answer.replace('session.opened', 'session.ended'));
    await check.click();
    const first = leaves.find(({ type }) => type === 'session.opened');
    await page.getByText(`It shows first at leaf ${String(first?.index)}.`).waitFor({ timeout: PATIENCE });
    expect(await page.getByText(/leaves of the record hold/).count()).toBe(0);
    expect(await samir.axe()).toEqual([]);
    samir.line.alter('/v1/record/leaves', (answer) => answer);
  }, 120_000);
});
