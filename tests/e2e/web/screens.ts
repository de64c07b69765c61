import { expect } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { Profile, Stage } from './browser.js';
import { eventually } from './eventually.js';
import { goTo } from './go-to.js';

/** One screen in one state, and how a person gets there, in whatever language. */
export interface Screen {
  readonly name: string;
  /** Where it stands; absent where it is a state of another. */
  readonly path?: string;
  /** Leaves the page as it is to be looked at. */
  show(page: Page): Promise<void>;
  /** Takes away what covers the page. */
  leave?(page: Page): Promise<void>;
  /** Only where there is no room for it beside something else: elsewhere it is part of another screen. */
  readonly isNarrow?: boolean;
}

const CONVERSATION: Screen = {
  name: 'conversation',
  path: '/c/one',
  show: async (page) => {
    // Whatever lay over it was taken away again.
    if (!new URL(page.url()).pathname.startsWith('/c/')) {
      await at('/consultations', '.thread')(page);
      await page.locator('.thread').first().click();
    }
    await page.locator('.msg').first().waitFor();
  },
};

/** What an officer of the demonstration sees, from the inbox on. */
export const officeScreens: readonly Screen[] = [
  standing('inbox', '/inbox', '.thread'),
  standing('consultations', '/consultations', '.thread'),
  CONVERSATION,
  { name: 'message-menu', show: messageMenu, leave: escape },
  { name: 'members', show: overTalk('m', '.sheet.is-open .party'), leave: escape, isNarrow: true },
  { name: 'notes', show: fromMenu('notes', '.sheet .empty'), leave: escape },
  ...(['heading', 'export', 'close', 'leave'] as const).map((act): Screen => ({
    name: `conversation-${act}`,
    show: fromMenu(act),
    leave: close,
  })),
  ...(['colleague', 'third-party', 'rules'] as const).map((asked, place): Screen => ({
    name: `members-${asked}`,
    show: fromMembers(place),
    leave: closeOverMembers,
  })),
  standing('new', '/new', '.choice-list .btn'),
  {
    name: 'new-consultation',
    show: async (page) => {
      await at('/new', '.choice-list .btn')(page);
      await page.locator('.choice-list .btn').first().click();
      await page.locator('form input').first().waitFor();
    },
  },
  standing('directory', '/directory', 'main table a'),
  {
    name: 'authority',
    path: '/directory/one',
    show: behind(at('/directory', 'main table a'), 'main table a', 'main dl.pairs'),
  },
  standing('basis', '/directory/basis?of=QM&and=QN', 'main .card'),
  standing('treaties', '/directory/treaties', 'main .card'),
  standing('networks', '/administration/network'),
  standing('record', '/trust'),
  standing('record-leaves', '/trust/leaves', 'main .table td'),
  standing('devices', '/devices'),
  {
    name: 'hand-over',
    path: '/hand-over/one',
    show: behind(at('/devices', 'main [href^="/hand-over/"]'), 'main [href^="/hand-over/"]', 'main .table td'),
  },
  standing('settings', '/settings'),
  { name: 'absent', show: at('/nothing-here') },
  { name: 'help', show: over('F1'), leave: close },
  { name: 'keys', show: over('?'), leave: close },
  { name: 'palette', show: over('/'), leave: close },
];

const APPLICATION: Screen = {
  name: 'application',
  path: '/administration/applications/one',
  show: behind(at('/administration/applications', 'main .table a'), 'main .table a', '[aria-labelledby=said] li'),
};

/** What an administrator of the secretariat sees besides, while a device waits, and an application. */
export const administratorScreens: readonly Screen[] = [
  standing('administration', '/administration', 'main .waits a'),
  standing('officers', '/administration/officers', 'main .table td .btn'),
  {
    name: 'approve',
    show: async (page) => {
      await at('/administration/officers', '.table td .btn.primary')(page);
      await page.locator('.table td .btn.primary').first().click();
      await page.locator('[aria-labelledby=approve] input').first().waitFor();
    },
  },
  {
    name: 'appoint',
    show: async (page) => {
      await at('/administration/officers', '.table td .btn')(page);
      await page.locator('[aria-labelledby=officers] .push .btn').click();
      await page.getByRole('dialog').waitFor();
    },
    leave: close,
  },
  standing('pages', '/administration/pages', 'main .empty'),
  standing('applications', '/administration/applications', 'main .table a'),
  APPLICATION,
  {
    name: 'application-document',
    show: async (page) => {
      await APPLICATION.show(page);
      await page.locator('.document .btn.quiet').first().click();
      await page.locator('[role=dialog] canvas').first().waitFor();
    },
    leave: close,
  },
  standing('import', '/administration/import', 'main .btn.primary'),
  standing('archive', '/administration/archive', 'main .card .btn'),
  {
    name: 'archive-declare',
    show: async (page) => {
      await at('/administration/archive', '[aria-labelledby=change] .btn')(page);
      await page.locator('[aria-labelledby=change] .btn').first().click();
      await page.locator('[aria-labelledby=paper-holder] .btn').click();
      await page.locator('[aria-labelledby=paper-holder] form input').waitFor();
    },
  },
  {
    name: 'manage',
    show: async (page) => {
      await at('/administration/officers', '[aria-labelledby=officers] td .btn')(page);
      await page.locator('[aria-labelledby=officers] td .btn').last().click();
      await page.locator('[role=dialog] [aria-labelledby=hand-over]').waitFor();
    },
    leave: close,
  },
  {
    name: 'accredit',
    show: async (page) => {
      await at('/administration/officers', '[aria-labelledby=liaisons] .push .btn')(page);
      await page.locator('[aria-labelledby=liaisons] .push .btn').click();
      await page.getByRole('dialog').waitFor();
    },
    leave: close,
  },
  standing('signatures', '/administration/signatures'),
  standing('rules', '/administration/rules', 'main form input'),
  standing('programs', '/administration/programs', 'main form input'),
  {
    name: 'our-page',
    path: '/administration/page',
    show: async (page) => {
      await at('/administration/page', 'main .btn.primary')(page);
      await page.locator('main .btn.primary').click();
      await page.locator('form .card').first().waitFor();
    },
  },
  {
    name: 'holidays',
    show: async (page) => {
      // What was open there is begun anew.
      await at('/administration')(page);
      await at('/administration/page', 'main .btn.primary')(page);
      await page.locator('main .btn.primary').click();
      await page.locator('[aria-labelledby=part-hours] h3 + div .btn').click();
      await page.locator('[role=dialog] details').nth(1).locator('summary').click();
      await page.locator('[role=dialog] details[open] input').first().setChecked(true);
      await page.locator('[role=dialog] .form-rows + div .btn').click();
      await page.locator('[role=dialog] .table').waitFor();
    },
    leave: close,
  },
];

/** The screens that are looked at in every language too: those on which most words meet. */
export const wordyScreens: readonly Screen[] = officeScreens.filter(({ name }) =>
  [
    'inbox',
    'conversation',
    'members',
    'notes',
    'conversation-export',
    'members-colleague',
    'new-consultation',
    'directory',
    'authority',
    'record',
    'record-leaves',
    'devices',
    'settings',
    'keys',
    'palette',
  ].includes(name),
);

/** Has an officer of the demonstration in its consultation, added by the colleague who holds its history, and answering. */
export async function inConsultation(stage: Stage, options: BrowserContextOptions = {}): Promise<Profile> {
  const livia = await stage.signedIn('livia', options);
  const { product } = stage;
  await product.json('marenia', 'conversation', 'add', product.conversation, '--officer', 'Montoro', '--history');
  await at('/consultations', '.thread')(livia.page);
  return livia;
}

/** Has the consultation on the page as it is printed, while the browser asks nobody where to. */
export async function showPrinted(page: Page): Promise<void> {
  await CONVERSATION.show(page);
  await page.evaluate('globalThis.print = () => undefined');
  await headMenu(page, 'print');
  await page.locator('.printed').waitFor({ state: 'attached' });
}

function at(path: string, part = 'main h1'): Screen['show'] {
  return async (page) => {
    await goTo(page, path);
    await page.locator(part).first().waitFor();
    await settled(page);
  };
}

function standing(name: string, path: string, part?: string): Screen {
  return { name, path, show: at(path, part) };
}

/** Goes on from a screen by its first `link`, to where `part` stands. */
function behind(before: Screen['show'], link: string, part: string): Screen['show'] {
  return async (page) => {
    await before(page);
    await page.locator(link).first().click();
    await page.locator(part).first().waitFor();
    await settled(page);
  };
}

function over(key: string): Screen['show'] {
  return async (page) => {
    await at('/inbox')(page);
    await page.keyboard.press(key);
    await page.getByRole('dialog').waitFor();
  };
}

function overTalk(key: string, part: string): Screen['show'] {
  return async (page) => {
    await CONVERSATION.show(page);
    await page.keyboard.press(key);
    await page.locator(part).first().waitFor();
  };
}

function fromMenu(act: string, part = '[role=dialog], [role=alertdialog]'): Screen['show'] {
  return async (page) => {
    await CONVERSATION.show(page);
    await headMenu(page, act);
    await page.locator(part).first().waitFor();
    await page.locator('[role=dialog] .loading').waitFor({ state: 'detached' });
  };
}

async function headMenu(page: Page, act: string): Promise<void> {
  await page.locator('.talk-head .push > .btn.icon').click();
  await page.locator(`[role=menuitem][data-key=${act}]`).click();
}

async function messageMenu(page: Page): Promise<void> {
  await CONVERSATION.show(page);
  const message = page.locator('.msg').last();
  await message.hover();
  await message.locator('.msg-acts .btn').last().click();
  await page.getByRole('menu').waitFor();
}

function fromMembers(place: number): Screen['show'] {
  return async (page) => {
    await overTalk('m', '.sheet.is-open .party')(page);
    await page.locator('.sheet section .row .btn').nth(place).click();
    await page.getByRole('dialog').waitFor();
    await page.locator('[role=dialog] .loading').waitFor({ state: 'detached' });
  };
}

async function escape(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
}

async function close(page: Page): Promise<void> {
  await escape(page);
  await page.locator('[role=dialog], [role=alertdialog]').waitFor({ state: 'detached' });
}

async function closeOverMembers(page: Page): Promise<void> {
  await close(page);
  await escape(page);
}

/** Waits until nothing is being fetched any more. */
async function settled(page: Page): Promise<void> {
  await eventually(async () => {
    expect(await page.locator('main .loading').count()).toBe(0);
  });
}
