import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { picturesFolder } from '../../support/environment.js';

/** A size of the window, and what its owner asked the system for. */
export interface Look {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly colorScheme: 'light' | 'dark';
  /** The few colours that the system gives instead of ours. */
  readonly hasForcedColors?: boolean;
  /** Whether axe looks too: once for each arrangement and each scheme. */
  readonly isChecked?: boolean;
}

const WIDE = { width: 1440, height: 900 };
const SMALL = { width: 390, height: 844 };

/** In which screens are looked at: what is checked, 1440 pixels enlarged to twice the size, and the smallest telephone. */
const CHECKED: readonly Look[] = [
  { name: '1440-light', ...WIDE, colorScheme: 'light', isChecked: true },
  { name: '390-dark', ...SMALL, colorScheme: 'dark', isChecked: true },
  { name: '200-percent', width: 720, height: 450, colorScheme: 'light' },
  { name: '360-light', width: 360, height: 640, colorScheme: 'light' },
];
const PICTURED: readonly Look[] = [
  { name: '1440-dark', ...WIDE, colorScheme: 'dark' },
  { name: '390-light', ...SMALL, colorScheme: 'light' },
  { name: '1440-contrast', ...WIDE, colorScheme: 'dark', hasForcedColors: true },
];

/** Every look of a screen; some only where pictures are taken. */
export const looks: readonly Look[] = picturesFolder === undefined ? CHECKED : [...CHECKED, ...PICTURED];

/** Has a page look so. */
export async function look(page: Page, { width, height, colorScheme, hasForcedColors = false }: Look): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme, forcedColors: hasForcedColors ? 'active' : 'none' });
  // What follows is drawn in the frame after.
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
}

/** Keeps a picture where pictures are asked for. @param isWhole - of all of the page, not of the window alone */
export async function picture(page: Page, name: string, isWhole = false): Promise<void> {
  if (picturesFolder === undefined) return;
  mkdirSync(picturesFolder, { recursive: true });
  await page.screenshot({ path: join(picturesFolder, `${name}.png`), fullPage: isWhole });
}

/** What of a page's text is cut off, panes that scroll sideways, and a whole page that scrolls where its main part does. */
export async function cutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const named = (element: Element): string =>
      `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}: ${element.textContent.slice(0, 40)}`;
    const isOver = (extent: number, room: number): boolean => room > 0 && extent > room + 1;
    const isCut = (element: HTMLElement): boolean => {
      const { overflowX, overflowY, textOverflow, webkitLineClamp } = getComputedStyle(element);
      // What is typed may be longer than its field.
      if (element instanceof HTMLInputElement) return false;
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
      // What is for screen readers alone takes one pixel.
      const isShortened = textOverflow === 'ellipsis' || webkitLineClamp !== 'none';
      const isLeft = isShortened || Math.min(clientWidth, clientHeight) <= 1;
      const isHidden = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip';
      return (
        !isLeft &&
        ((isHidden(overflowX) && isOver(scrollWidth, clientWidth)) ||
          (isHidden(overflowY) && isOver(scrollHeight, clientHeight + 2)))
      );
    };
    const panes = [document.documentElement, ...document.querySelectorAll('main, [role=dialog], .log, .sheet, .rail')];
    const { documentElement: whole } = document;
    const isFilled = document.querySelector('.app') !== null;
    return [
      ...(isFilled && isOver(whole.scrollHeight, whole.clientHeight) ? [whole] : []),
      ...panes.filter(({ scrollWidth, clientWidth }) => isOver(scrollWidth, clientWidth)),
      ...[...document.querySelectorAll<HTMLElement>('body *')].filter(isCut),
    ].map(named);
  });
}
