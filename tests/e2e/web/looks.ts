import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { picturesFolder } from '../../support/environment.js';

/** A size of the window and a colour scheme. */
export interface Look {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly colorScheme: 'light' | 'dark';
}

const WIDE = { width: 1440, height: 900 };
const SMALL = { width: 390, height: 844 };
const EVERY: readonly Look[] = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [WIDE, SMALL].map((size) => ({ name: `${String(size.width)}-${colorScheme}`, colorScheme, ...size })),
);

/** The looks in which screens are checked: all four when pictures are taken, else each size and each scheme once. */
export const looks = picturesFolder === undefined ? EVERY.filter((_, place) => place === 0 || place === 3) : EVERY;

/** Windows in which nothing may be cut off: 1440 pixels wide enlarged to twice the size, and the smallest telephone. */
export const narrowLooks: readonly Look[] = [
  { name: '200 %', width: 720, height: 450, colorScheme: 'light' },
  { name: '360 px', width: 360, height: 640, colorScheme: 'light' },
];

/** Has a page look so. */
export async function look(page: Page, { width, height, colorScheme }: Look): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme });
  // What follows is drawn in the frame after.
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
}

/** Keeps a picture where pictures are asked for. */
export async function picture(page: Page, screen: string, { name }: Look): Promise<void> {
  if (picturesFolder === undefined) return;
  mkdirSync(picturesFolder, { recursive: true });
  await page.screenshot({ path: join(picturesFolder, `${screen}-${name}.png`) });
}

/** What of a page's text is cut off, and panes that scroll sideways. */
export async function cutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const named = (element: Element): string =>
      `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}: ${element.textContent.slice(0, 40)}`;
    const isOver = (extent: number, room: number): boolean => room > 0 && extent > room + 1;
    const isCut = (element: HTMLElement): boolean => {
      const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
      // What is for screen readers alone takes one pixel.
      const isLeft = textOverflow === 'ellipsis' || Math.min(clientWidth, clientHeight) <= 1;
      const isHidden = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip';
      return (
        !isLeft &&
        ((isHidden(overflowX) && isOver(scrollWidth, clientWidth)) ||
          (isHidden(overflowY) && isOver(scrollHeight, clientHeight + 2)))
      );
    };
    const panes = [document.documentElement, ...document.querySelectorAll('main, [role=dialog], .log, .sheet')];
    return [
      ...panes.filter(({ scrollWidth, clientWidth }) => isOver(scrollWidth, clientWidth)),
      ...[...document.querySelectorAll<HTMLElement>('body *')].filter(isCut),
    ].map(named);
  });
}
