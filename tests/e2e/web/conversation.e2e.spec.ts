import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { Follower } from '../cli-product.js';
import { Stage, type Profile } from './browser.js';
import { inBrowser } from './chromium.js';
import { Drag } from './drag.js';
import { eventually } from './eventually.js';

const MINUTE = 60_000;
/** As long as a message is kept back before it is sealed. */
const HOLD = 10_000;
/** More than stand in the page at once. */
const MANY = 120;

const message = (page: Page, text: string): Locator => page.getByRole('article').filter({ hasText: text });

async function write(page: Page, text: string, shown = text): Promise<void> {
  await page.getByRole('textbox', { name: 'Message', exact: true }).first().fill(text);
  await page.keyboard.press('Control+Enter');
  await message(page, shown).first().waitFor();
}

/** The bytes of a file of the thread, as its reader saves it. */
async function saved(page: Page, name: string): Promise<Buffer> {
  const save = page.getByRole('button', { name: new RegExp(`^Save .*${name}`) });
  await save.waitFor({ timeout: 2 * MINUTE });
  const [download] = await Promise.all([page.waitForEvent('download'), save.click()]);
  expect(download.suggestedFilename()).toBe(name);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

inBrowser('a conversation in two browsers', () => {
  let stage: Stage;
  let livia: Profile;
  let samir: Profile;
  let ours: Page;
  let theirs: Page;

  beforeAll(async () => {
    stage = await Stage.start();
    livia = await stage.signedIn('livia');
    samir = await stage.signedIn('samir');
    for (const person of [livia, samir]) await person.openConsultation();
    [ours, theirs] = [livia.page, samir.page];
  }, 8 * MINUTE);

  afterAll(async () => {
    await stage.stop();
  });

  it(
    'shows on one side what is written on the other, by name and number',
    async () => {
      await write(
        ours,
        'May the register be given **without an order**?\n\n- the extract\n- the file',
        'without an order',
      );
      // First: it says so until the others are known to have read it.
      await message(ours, 'without an order')
        .getByText(/Held by the relay, no\. \d+/)
        .waitFor({ timeout: HOLD + MINUTE });
      await message(theirs, 'without an order').waitFor({ timeout: MINUTE });
      const shown = message(theirs, 'without an order');
      expect(await shown.getAttribute('aria-label')).toMatch(/^Livia Montoro, message \d+/);
      expect(await shown.getByRole('listitem').allTextContents()).toEqual(['the extract', 'the file']);
    },
    3 * MINUTE,
  );

  it(
    'takes a message back for ten seconds, by its button and by Escape, and gives its words back',
    async () => {
      const words = ours.getByRole('textbox', { name: 'Message', exact: true }).first();
      await write(ours, 'This was too soon');
      await ours.getByRole('button', { name: 'Undo' }).last().click();
      await message(ours, 'This was too soon').waitFor({ state: 'detached' });
      const areBack = (): Promise<void> =>
        eventually(async () => {
          expect(await words.inputValue()).toBe('This was too soon');
        });
      await areBack();
      await words.and(ours.locator(':focus')).waitFor();
      await ours.keyboard.press('Control+Enter');
      await message(ours, 'This was too soon').waitFor();
      await ours.keyboard.press('Escape');
      await message(ours, 'This was too soon').waitFor({ state: 'detached' });
      // Else they would come before what is written next.
      await areBack();
      await write(ours, 'This is the time');
      await message(theirs, 'This is the time').waitFor({ timeout: HOLD + MINUTE });
      // It was written first: it would have come before.
      expect(await message(theirs, 'This was too soon').count()).toBe(0);
    },
    2 * MINUTE,
  );

  it(
    'keeps what is written without a line, says so, gives back what is cancelled, and sends the rest when the line is back',
    async () => {
      const words = ours.getByRole('textbox', { name: 'Message', exact: true }).first();
      const send = ours.getByRole('button', { name: 'Send' });
      livia.line.cut();
      await write(ours, 'Thought better of on the train');
      await send.and(ours.locator(':disabled')).waitFor();
      await write(ours, 'Written while the line was down');
      await ours
        .getByText(/Goes (in|now)/)
        .first()
        .waitFor();
      const waiting = message(ours, 'Waiting for the line');
      await waiting.nth(1).waitFor({ timeout: HOLD + MINUTE });
      await waiting.filter({ hasText: 'Thought better' }).getByRole('button', { name: 'Cancel' }).click();
      await waiting.nth(1).waitFor({ state: 'detached' });
      await send.and(ours.locator(':enabled')).waitFor();
      await eventually(async () => {
        expect(await words.inputValue()).toBe('Thought better of on the train');
      });
      await words.fill('');
      livia.line.mend();
      await message(theirs, 'Written while the line was down').waitFor({ timeout: 2 * MINUTE });
      // It was written first: it would have come before.
      expect(await message(theirs, 'Thought better').count()).toBe(0);
    },
    5 * MINUTE,
  );

  it(
    'shows a correction with the first words behind, an answer with what it answers, and who noted it',
    async () => {
      await livia.choose(ours.locator('.msg').filter({ hasText: 'without an order' }).last(), 'Correct');
      await ours
        .getByRole('textbox', { name: 'Message', exact: true })
        .first()
        .fill('May the register be given at once?');
      await ours.keyboard.press('Control+Enter');
      const corrected = message(theirs, 'given at once?').first();
      await corrected.waitFor({ timeout: MINUTE });
      await corrected.getByRole('button', { name: 'Read the original' }).click();
      await corrected.getByText('As first written').waitFor();
      await samir.choose(theirs.locator('.msg').filter({ hasText: 'given at once?' }).last(), 'Say that it was noted');
      await ours.getByText(/Noted by .*Samir Velkan/).waitFor({ timeout: MINUTE });
      const shown = theirs.locator('.msg').filter({ hasText: 'given at once?' }).first();
      await shown.hover();
      await shown.getByRole('button', { name: 'Reply' }).click();
      await write(theirs, 'It may.');
      await message(ours, 'It may.')
        .getByRole('button', { name: /^Answers .*Livia Montoro/ })
        .waitFor({ timeout: MINUTE });
    },
    4 * MINUTE,
  );

  it(
    'attaches a file that the other side saves whole',
    async () => {
      const buffer = Buffer.from('Extract of the register, page one.\n'.repeat(2_000));
      await ours.locator('input[type=file]').setInputFiles({ name: 'extract.txt', mimeType: 'text/plain', buffer });
      expect((await saved(theirs, 'extract.txt')).equals(buffer)).toBe(true);
    },
    4 * MINUTE,
  );

  describe('what is dropped and pasted', () => {
    const words = (): Locator => ours.getByRole('textbox', { name: 'Message', exact: true }).first();
    const outgoing = (name: string): Locator =>
      ours.getByRole('list', { name: 'Files on their way' }).getByRole('listitem').filter({ hasText: name });
    /** Writes files where they are dragged from. */
    const onDisk = (files: Readonly<Record<string, string>>): string[] => {
      const folder = stage.product.file('dragged');
      mkdirSync(folder, { recursive: true });
      return Object.entries(files).map(([name, text]) => {
        writeFileSync(join(folder, name), text);
        return join(folder, name);
      });
    };
    /** As a system pastes files of a folder, which a page cannot have put there. */
    const pasteFile = (name: string, text: string, beside: string): Promise<void> =>
      words().evaluate(
        (field, given) => {
          const clipboardData = new DataTransfer();
          clipboardData.items.add(new File([given.text], given.name));
          clipboardData.setData('text/plain', given.beside);
          field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
        },
        { name, text, beside },
      );
    const shown = (): Locator => ours.locator('.composer-box.is-over');

    it('leaves the end of what was said in view while what is written grows', async () => {
      const log = ours.getByRole('region', { name: 'Messages, oldest first' });
      await log.focus();
      await ours.keyboard.press('End');
      const room = await log.evaluate((element) => element.clientHeight);
      await words().fill('A line of a draft\n'.repeat(12));
      await eventually(async () => {
        const { shown, below } = await log.evaluate(({ clientHeight, scrollHeight, scrollTop }) => ({
          shown: clientHeight,
          below: scrollHeight - clientHeight - scrollTop,
        }));
        expect(shown).toBeLessThan(room);
        expect(below).toBeLessThan(2);
      });
      expect(await ours.getByRole('button', { name: 'To the last message' }).count()).toBe(0);
      await words().fill('');
    });

    it('shows that it takes a file, and opens none that is dropped beside it', async () => {
      const files = onDisk({ 'stray.txt': 'Stray' });
      const drag = await Drag.over(ours.getByRole('region', { name: 'Messages, oldest first' }), { files });
      await shown().waitFor();
      await drag.on(ours.getByRole('link', { name: 'Consultations' }));
      await shown().waitFor({ state: 'detached' });
      const at = ours.url();
      await drag.drop();
      await ours.waitForTimeout(1_000);
      // Chromium would open it in a window of its own, other browsers in this one.
      expect(livia.context.pages().map((page) => page.url())).toEqual([at]);
      expect(await outgoing('').count()).toBe(0);
    });

    it(
      'files that are dropped anywhere on it are listed, removed and sent, and one that is not allowed is refused in words',
      async () => {
        const annex = 'Annex to the extract.\n'.repeat(100);
        const files = onDisk({ 'tool.exe': 'MZ', 'annex.txt': annex, 'wrong.csv': 'a;b\n' });
        livia.line.cut();
        await (await Drag.over(words(), { files })).drop();
        await shown().waitFor({ state: 'detached' });
        await ours
          .getByText(/tool\.exe.* was not attached: Your authority does not allow files of this type\. Send it as PDF/)
          .waitFor();
        await outgoing('annex.txt').filter({ hasText: '2.2 kB, waiting for the line' }).waitFor();
        await outgoing('annex.txt')
          .getByRole('button', { name: /^Pause / })
          .click();
        const goOn = outgoing('annex.txt').getByRole('button', { name: /^Go on with / });
        await goOn.and(ours.locator(':focus')).waitFor();
        await ours.keyboard.press('Enter');
        const wrong = outgoing('wrong.csv').filter({ hasText: '4 bytes, waiting for the line' });
        await wrong.getByRole('button', { name: /^Cancel / }).click();
        await wrong.waitFor({ state: 'detached' });
        await eventually(async () => {
          expect(await outgoing('').count()).toBe(1);
        });
        livia.line.mend();
        expect((await saved(theirs, 'annex.txt')).toString()).toBe(annex);
        expect(await theirs.getByText('wrong.csv').count()).toBe(0);
        expect(await words().inputValue()).toBe('');
      },
      5 * MINUTE,
    );

    it(
      'a picture and a file that are pasted are sent, and words stay words, also with a picture of them',
      async () => {
        await livia.context.grantPermissions(['clipboard-read', 'clipboard-write']);
        const copy = (text?: string): Promise<void> =>
          ours.evaluate(async (plain) => {
            const canvas = new OffscreenCanvas(8, 4);
            canvas.getContext('2d')?.fillRect(0, 0, 4, 4);
            const picture = await canvas.convertToBlob();
            const kinds = plain === undefined ? {} : { 'text/plain': plain, 'text/html': `<b>${plain}</b>` };
            await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture, ...kinds })]);
          }, text);
        await words().focus();
        await copy('Account 7');
        await ours.keyboard.press('Control+V');
        await (await Drag.over(words(), { words: ' is ours' })).drop();
        await pasteFile('cells.png', 'drawn', 'Account 8');
        await eventually(async () => {
          expect(await words().inputValue()).toBe('Account 7 is ours');
        });
        await words().fill('');
        await copy();
        await ours.keyboard.press('Control+V');
        await pasteFile('copied.txt', 'Copied in a folder.', '/home/livia/copied.txt');
        const picture = await saved(theirs, 'image.png');
        // The size that the head of a PNG states.
        expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([8, 4]);
        expect((await saved(theirs, 'copied.txt')).toString()).toBe('Copied in a folder.');
        expect(await theirs.getByText('cells.png').count()).toBe(0);
        expect(await words().inputValue()).toBe('');
      },
      5 * MINUTE,
    );
  });

  it(
    'keeps notes that only our office reads, and looks like nothing that leaves it',
    async () => {
      await ours.getByRole('button', { name: 'Our notes' }).click();
      await ours.getByRole('button', { name: 'Begin notes' }).click();
      const notes = ours.getByRole('complementary', { name: 'Our notes' });
      await notes.getByText('Only our office reads this').waitFor();
      await notes.getByRole('textbox', { name: 'Message', exact: true }).fill('They sounded willing.');
      await notes.getByRole('button', { name: /Language/ }).click();
      await ours.getByRole('option', { name: 'English' }).click();
      await notes.getByRole('button', { name: 'Keep the note' }).click();
      const note = notes.getByRole('listitem').filter({ hasText: 'They sounded willing.' });
      await note.locator('[lang=en]').waitFor();
      await theirs.waitForTimeout(HOLD);
      expect(await theirs.getByText('They sounded willing.').count()).toBe(0);
      await ours.getByRole('button', { name: 'Members' }).first().click();
    },
    2 * MINUTE,
  );

  it('goes from message to message by keys alone', async () => {
    await theirs.getByRole('region', { name: 'Messages, oldest first' }).focus();
    await theirs.keyboard.press('Alt+ArrowUp');
    const named = async (): Promise<string> => (await theirs.locator(':focus').getAttribute('aria-label')) ?? '';
    await eventually(async () => {
      expect(await named()).toMatch(/message \d+/);
    });
    const last = await named();
    await theirs.keyboard.press('k');
    await eventually(async () => {
      expect(await named()).not.toBe(last);
    });
    await theirs.keyboard.press('r');
    await theirs.getByText(/^Reply to /).waitFor();
    await theirs.keyboard.press('Escape');
  });

  describe('of many messages', () => {
    it(
      `opens ${String(MANY)} of them at the end, scrolls to the first, and keeps its place while more come`,
      async () => {
        const { product } = stage;
        const typist = new Follower(product, [
          ...product.as('marenia'),
          'conversation',
          'follow',
          product.conversation,
        ]);
        for (let i = 1; i <= MANY; i++) typist.type(`Line ${String(i)} of many.`);
        await message(theirs, `Line ${String(MANY)} of many.`).waitFor({ timeout: 8 * MINUTE });
        typist.signal('SIGINT');
        await typist.ended;
        const log = theirs.getByRole('region', { name: 'Messages, oldest first' });
        expect(await theirs.getByRole('article').count()).toBeLessThan(60);
        await log.focus();
        await theirs.keyboard.press('Home');
        await theirs.getByText('opened this conversation').waitFor();
        const seen = (): Promise<{ readonly top: number; readonly height: number }> =>
          log.evaluate(({ scrollTop: top, scrollHeight: height }) => ({ top, height }));
        let before = await seen();
        await eventually(async () => {
          const last = before;
          await theirs.waitForTimeout(500);
          before = await seen();
          expect(before).toEqual(last);
        });
        await write(ours, 'One more at the end');
        await eventually(async () => {
          expect((await seen()).height).toBeGreaterThan(before.height);
        });
        expect((await seen()).top).toBe(before.top);
        await theirs.getByRole('button', { name: /new message/ }).click();
        await message(theirs, 'One more at the end').waitFor();
      },
      15 * MINUTE,
    );
  });

  it(
    'has nothing for axe to find, breaks no rule of the content security policy, and asks nobody else',
    async () => {
      for (const profile of [livia, samir]) {
        expect(await profile.axe()).toEqual([]);
        expect(profile.line.violations).toEqual([]);
        expect(profile.line.foreign(stage.origin)).toEqual([]);
      }
    },
    2 * MINUTE,
  );
});
