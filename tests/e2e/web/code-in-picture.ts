import type { BrowserContext } from 'playwright-core';
import { readPixels } from '../../support/qr.js';

/** What a code says in a picture of the screen, PNG: its pixels as a browser has them. */
export async function readPicture(browser: BrowserContext, png: Uint8Array): Promise<string> {
  const page = await browser.newPage();
  const source = `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
  const { width, height, pixels } = await page.evaluate(async (address) => {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const drawing = canvas.getContext('2d');
    drawing?.drawImage(image, 0, 0);
    const data = drawing?.getImageData(0, 0, image.width, image.height).data ?? [];
    return { width: image.width, height: image.height, pixels: [...data] };
  }, source);
  await page.close();
  return readPixels({ width, height, data: Uint8ClampedArray.from(pixels) });
}
