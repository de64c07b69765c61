import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { textOf, type Document } from '../cli-product.js';
import { Stage, type Profile } from './browser.js';
import { inBrowser } from './chromium.js';
import { eventually } from './eventually.js';
import type { Slowness } from './line.js';

const MINUTE = 60_000;
const [FIRST, LAST] = ['May the extract be used in court?', 'And by when is it needed?'];
const LINES = [FIRST, 'Is an order needed?', 'Who may see it?', 'Is there a fee?', LAST];
/** So slow that the file takes some seconds, for it to be caught on its way. */
const UNHURRIED: Slowness = { bitsPerSecond: 8_000_000, roundTripMilliseconds: 20 };
const FILE = { name: 'extract.txt', mimeType: 'text/plain', buffer: randomBytes(6 * 1024 * 1024) };
/** Most that goes to the relay beside a file while it is sent. */
const BESIDE = 256 * 1024;

inBrowser('what is sent when it is interrupted', () => {
  let stage: Stage;
  let livia: Profile;
  let page: Page;

  const message = (text: string): Locator => page.getByRole('article').filter({ hasText: text });
  const file = (): Locator => page.getByRole('list', { name: 'Files on their way' }).getByRole('listitem');
  /** What the other side reads, oldest first. */
  const read = async (): Promise<readonly Document[]> => {
    const { product } = stage;
    return (await product.json('nerovia', 'conversation', 'read', product.conversation))['items'] as Document[];
  };
  /** Waits until more than so much of the file is sent, and answers how much is; parts of 1. */
  const sentMoreThan = async (part: number): Promise<number> => {
    let done = 0;
    for (const began = performance.now(); done <= part;) {
      if (performance.now() - began > MINUTE) throw new Error(`the file stayed at ${String(done)}`);
      done = Number(/(\d+)% sent/.exec(await file().innerText())?.[1] ?? 0) / 100;
    }
    return done;
  };

  beforeAll(async () => {
    stage = await Stage.start();
    livia = await stage.signedIn('livia');
    ({ page } = livia);
    await livia.openConsultation();
  }, 8 * MINUTE);

  afterAll(async () => {
    await stage.stop();
  });

  it(
    'by the end of the relay between messages arrives, each message once and in order',
    async () => {
      const words = page.getByRole('textbox', { name: 'Message', exact: true }).first();
      // By hand: their holds end as far apart.
      const write = async (line: string): Promise<void> => {
        await words.pressSequentially(line, { delay: 30 });
        await page.keyboard.press('Control+Enter');
      };
      for (const line of LINES.slice(0, -1)) await write(line);
      // Once the relay holds it, it has a number; the last one says so in words.
      const number = (line: string): Locator =>
        message(line)
          .getByText(/no\. \d+$/)
          .first();
      await number(FIRST).waitFor();
      // It is held for longer than it takes to end the relay.
      await write(LAST);
      stage.product.killRelay();
      expect(await number(LAST).count()).toBe(0);
      await message(LAST)
        .getByText(/Held by the relay/)
        .waitFor({ timeout: MINUTE });
      const shown: string[] = [];
      for (const line of LINES) {
        await number(line).waitFor();
        await eventually(async () => {
          expect(await message(line).count()).toBe(1);
        });
        shown.push(`${/\d+$/.exec(await number(line).innerText())?.[0] ?? ''} ${line}`);
      }
      const arrived = (await read()).map((item) => `${String(item['seq'])} ${textOf(item) ?? ''}`);
      expect(arrived.filter((text) => LINES.some((line) => text.endsWith(line)))).toEqual(shown);
    },
    3 * MINUTE,
  );

  it(
    'by a pause, a broken line and a reload goes on where it was, and a file arrives whole',
    async () => {
      const { line } = livia;
      // What it is loaded anew from while the line is broken.
      await page.evaluate('navigator.serviceWorker.ready');
      line.slow(UNHURRIED);
      await page.locator('input[type=file]').setInputFiles(FILE);
      await sentMoreThan(0);
      await page.getByRole('button', { name: /^Pause .*extract\.txt/ }).click();
      const paused = file().getByText(/paused at \d+%/);
      await paused.waitFor();
      await page.getByRole('button', { name: /^Go on with .*extract\.txt/ }).click();
      await paused.waitFor({ state: 'detached' });
      const done = await sentMoreThan(0.25);
      line.cut();
      await page.getByText(/The line is down since/).waitFor();
      const waits = file().getByText('waiting for the line; kept on this device');
      await waits.waitFor();
      await page.reload();
      await livia.signIn();
      await waits.waitFor();
      const before = line.sent;
      line.slow(undefined);
      line.mend();
      await message(FILE.name)
        .getByText(/Held by the relay/)
        .waitFor({ timeout: MINUTE });
      expect(done).toBeLessThan(0.9);
      expect(line.sent - before).toBeLessThan((1 - done) * FILE.buffer.length + BESIDE);
      const { product } = stage;
      const seq = (await read()).at(-1)?.['seq'];
      const saving = ['conversation', 'save', product.conversation, String(seq), '--to', product.folder];
      const saved = await product.json('nerovia', ...saving);
      expect(readFileSync(String(saved['file'])).equals(FILE.buffer)).toBe(true);
    },
    3 * MINUTE,
  );
});
