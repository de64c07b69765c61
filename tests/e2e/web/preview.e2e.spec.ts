import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { aLockedPdf, aPdf, aScan } from './a-pdf.js';
import { Stage, type Profile } from './browser.js';
import { inBrowser } from './chromium.js';
import { eventually } from './eventually.js';

const SUBJECT = 'Extracts of the register';
const FILES: Readonly<Record<string, Buffer>> = {
  'extract.pdf': aPdf(3),
  'scan.pdf': aScan(),
  'locked.pdf': aLockedPdf(),
  'page.pdf': Buffer.from('<!doctype html><script>globalThis.ran = true</script>'),
  'page.txt': Buffer.from('<!doctype html><script>globalThis.ran = true</script>'),
};

inBrowser('the preview of a PDF', () => {
  let stage: Stage;
  let livia: Profile;
  let page: Page;
  let file: (name: string) => string;

  beforeAll(async () => {
    stage = await Stage.start();
    file = (name) => join(stage.product.folder, name);
    livia = await stage.signedIn('livia');
    ({ page } = livia);
    const opened = await stage.product.json('nerovia', 'conversation', 'open', '--with', 'marenia-justice');
    const id = String(opened['conversation']);
    await stage.product.json('nerovia', 'conversation', 'heading', id, '--subject', SUBJECT);
    for (const [name, bytes] of Object.entries(FILES)) {
      writeFileSync(file(name), bytes);
      await stage.product.json('nerovia', 'conversation', 'attach', id, file(name));
    }
    await page.getByRole('row').filter({ hasText: SUBJECT }).click();
    await page.getByText('page.txt').first().waitFor();
  }, 400_000);

  afterAll(async () => {
    await stage.stop();
  });

  const show = async (name: string): Promise<Locator> => {
    await page.getByRole('button', { name: new RegExp(`^Show .*${name}`) }).click();
    return page.getByRole('dialog', { name });
  };
  const drawn = async (dialog: Locator, words: string): Promise<void> => {
    await dialog.getByText(words).waitFor({ state: 'attached' });
  };
  const engine = (): readonly string[] => livia.line.asked.filter((asked) => asked.includes('/assets/pdf'));

  it('draws one page at a time, turned by buttons and by keys, with its words for who cannot see it', async () => {
    expect(engine()).toEqual([]);
    const dialog = await show('extract.pdf');
    await drawn(dialog, 'This is page 1');
    expect(engine()).toHaveLength(2);
    await dialog.getByText('Page 1 of 3', { exact: true }).waitFor();
    const canvas = dialog.getByRole('img', { name: /^Page 1 of 3, .*extract\.pdf/ });
    await eventually(async () => {
      expect(await pointOf(canvas, 0.5, 0.5)).toEqual([255, 0, 0]);
    });
    expect(await pointOf(canvas, 0.02, 0.02)).toEqual([255, 255, 255]);
    await dialog.getByRole('button', { name: 'Previous page', disabled: true }).waitFor();
    await dialog.getByRole('button', { name: 'Next page' }).click();
    await drawn(dialog, 'This is page 2');
    await dialog.getByRole('group', { name: /^Page 2 of 3/ }).focus();
    await page.keyboard.press('PageDown');
    await drawn(dialog, 'This is page 3');
    await page.keyboard.press('PageDown');
    await page.keyboard.press('k');
    await drawn(dialog, 'This is page 2');
    expect(await livia.axe()).toEqual([]);
  }, 120_000);

  it('shows the width of a page, or the whole of it', async () => {
    const dialog = page.getByRole('dialog', { name: 'extract.pdf' });
    const canvas = dialog.getByRole('img');
    const isCutOff = async (): Promise<boolean> =>
      dialog.locator('.dialog-in').evaluate(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight);
    const width = async (): Promise<number> => (await canvas.boundingBox())?.width ?? 0;
    expect(await isCutOff()).toBe(true);
    const wide = await width();
    await dialog.getByRole('button', { name: 'Whole page' }).click();
    await eventually(async () => {
      expect(await isCutOff()).toBe(false);
      expect(await width()).toBeLessThan(wide);
    });
    await dialog.getByRole('button', { name: 'To the width' }).click();
    await eventually(async () => {
      expect(await width()).toBe(wide);
    });
  });

  it('saves the file as it was sent, and ends its worker when it is closed', async () => {
    const dialog = page.getByRole('dialog', { name: 'extract.pdf' });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: 'Save' }).click(),
    ]);
    expect(readFileSync(await download.path()).equals(FILES['extract.pdf'] ?? Buffer.of())).toBe(true);
    expect(page.workers().map((worker) => worker.url())).toEqual([expect.stringContaining('/assets/pdf.worker')]);
    // From the last page by the key that turned to it, which then turns no more.
    const next = dialog.getByRole('button', { name: 'Next page' });
    await next.focus();
    await page.keyboard.press('Enter');
    await drawn(dialog, 'This is page 3');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page
      .getByRole('button', { name: /^Show .*extract\.pdf/ })
      .and(page.locator(':focus'))
      .waitFor();
    await eventually(() => {
      expect(page.workers()).toEqual([]);
    });
  });

  it('draws what scanners write, and knows Chinese characters, with parts that are fetched when a file needs them', async () => {
    const parts = (): readonly string[] => livia.line.asked.filter((asked) => /\.(?:bcmap|wasm)$/.test(asked));
    expect(parts()).toEqual([]);
    const dialog = await show('scan.pdf');
    await drawn(dialog, '你好');
    const canvas = dialog.getByRole('img');
    await eventually(async () => {
      expect([await pointOf(canvas, 0.25, 0.5), await pointOf(canvas, 0.75, 0.5)]).toEqual([
        [0, 0, 0],
        [0, 0, 255],
      ]);
    });
    expect(await pointOf(canvas, 0.5, 0.5)).toEqual([255, 255, 255]);
    for (const part of ['jbig2', 'openjpeg', 'GBK-EUC-H', 'Adobe-GB1-UCS2'])
      expect(parts().filter((asked) => asked.includes(`/assets/${part}-`))).toHaveLength(1);
    await page.keyboard.press('Escape');
  });

  it('says in words what it cannot draw, and offers it to be saved', async () => {
    for (const [name, words] of [
      ['locked.pdf', 'This PDF asks for a password.'],
      ['page.pdf', 'This PDF cannot be drawn'],
    ] as const) {
      const dialog = await show(name);
      await dialog.getByText(words).waitFor();
      await dialog.getByRole('button', { name: 'Save' }).waitFor();
      await page.keyboard.press('Escape');
    }
  });

  it('opens nothing else here, runs nothing, breaks no rule and asks nobody', async () => {
    const names = await page
      .getByRole('button', { name: /^Show / })
      .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label') ?? ''));
    expect(names.join()).not.toContain('page.txt');
    const save = page.getByRole('button', { name: /^Save .*page\.txt/ });
    const [download] = await Promise.all([page.waitForEvent('download'), save.click()]);
    expect(download.suggestedFilename()).toBe('page.txt');
    expect(await page.evaluate('globalThis.ran')).toBeUndefined();
    expect(livia.line.foreign(stage.origin)).toEqual([]);
    expect(livia.line.violations).toEqual([]);
    expect(livia.errors).toEqual([]);
  });
});

/** Red, green and blue of a point of a canvas, its place given as parts of the width and the height. */
async function pointOf(canvas: Locator, x: number, y: number): Promise<number[]> {
  return canvas.evaluate(
    (element: HTMLCanvasElement, place) => {
      const left = Math.floor(element.width * place.x);
      const top = Math.floor(element.height * place.y);
      return [...(element.getContext('2d')?.getImageData(left, top, 1, 1).data ?? [])].slice(0, 3);
    },
    { x, y },
  );
}
