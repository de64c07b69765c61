import type { BrowserContextOptions, Page } from 'playwright-core';
import { aPdf } from './a-pdf.js';
import { fillAuthority, fillDesignation } from './application-form.js';
import { PASSPHRASE, type Profile, type Stage } from './browser.js';
import { goTo } from './go-to.js';

/** One screen in one state, and how a person gets there, in whatever language. */
export interface Screen {
  readonly name: string;
  /** Leaves the page as it is to be looked at. */
  show(page: Page): Promise<void>;
  /** Takes away what covers the page. */
  leave?(page: Page): Promise<void>;
  /** Only where there is no room for it beside something else: elsewhere it is part of another screen. */
  readonly isNarrow?: boolean;
}

const CONVERSATION: Screen = {
  name: 'conversation',
  show: async (page) => {
    await at('/consultations', '.thread')(page);
    await page.locator('.thread').first().click();
    await page.locator('.msg').first().waitFor();
  },
};

/** What an officer of the demonstration sees, from the inbox on. */
export const officeScreens: readonly Screen[] = [
  { name: 'inbox', show: at('/inbox', '.thread') },
  { name: 'consultations', show: at('/consultations', '.thread') },
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
  { name: 'new', show: at('/new', '.choice-list .btn') },
  {
    name: 'new-consultation',
    show: async (page) => {
      await at('/new', '.choice-list .btn')(page);
      await page.locator('.choice-list .btn').first().click();
      await page.locator('form input').first().waitFor();
    },
  },
  { name: 'directory', show: at('/directory', 'main table a') },
  {
    name: 'authority',
    show: async (page) => {
      await at('/directory', 'main table a')(page);
      await page.locator('main table a').first().click();
      await page.waitForURL(/\/directory\/.+/);
      await settled(page);
    },
  },
  { name: 'basis', show: at('/directory/basis?of=QM&and=QN', 'main .card') },
  { name: 'treaties', show: at('/directory/treaties', 'main .card') },
  { name: 'networks', show: at('/administration/network') },
  { name: 'record', show: at('/trust') },
  { name: 'record-leaves', show: at('/trust/leaves', 'main .table td') },
  { name: 'devices', show: at('/devices') },
  { name: 'settings', show: at('/settings') },
  { name: 'absent', show: at('/nothing-here') },
  { name: 'help', show: over('F1'), leave: close },
  { name: 'keys', show: over('?'), leave: close },
  { name: 'palette', show: over('/'), leave: close },
];

/** What an administrator sees besides, while a device waits. */
export const administratorScreens: readonly Screen[] = [
  { name: 'administration', show: at('/administration', 'main .waits a') },
  { name: 'officers', show: at('/administration/officers', 'main .table td .btn') },
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
  { name: 'import', show: at('/administration/import', 'main .btn.primary') },
  { name: 'archive', show: at('/administration/archive', 'main .card .btn') },
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
      await page.locator('[role=dialog] a[href^="/hand-over/"]').waitFor();
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
  { name: 'signatures', show: at('/administration/signatures') },
  { name: 'rules', show: at('/administration/rules', 'main form input') },
  { name: 'programs', show: at('/administration/programs', 'main form input') },
  {
    name: 'our-page',
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
  await page.locator('main .loading').waitFor({ state: 'detached' });
}

/** Shows each screen of the way in, up to a passphrase that only needs to be taken, in whatever language. */
export async function showWayIn(page: Page, link: string, see: (name: string) => Promise<void>): Promise<void> {
  const next = (): Promise<void> => page.locator('main .btn.primary, form .btn.primary').last().click();
  await page.locator('textarea').waitFor();
  await see('invitation');
  await page.locator('textarea').fill(link);
  await next();
  await page.getByRole('checkbox').first().waitFor();
  await see('compare');
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await next();
  const [passphrase, again] = [0, 1].map((place) => page.locator('input[autocomplete=new-password]').nth(place));
  await passphrase?.fill(PASSPHRASE);
  await again?.fill(PASSPHRASE);
  await page.locator('.strength p, .strength span').first().waitFor();
  await see('passphrase');
}

/** Shows each part of an application before it is sent, what is wrong with it, and how it stands once it was. */
export async function showApplying(page: Page, see: (name: string) => Promise<void>): Promise<void> {
  await page.getByRole('checkbox').waitFor();
  await see('apply-before');
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByText('Some of it is not complete.').waitFor();
  await see('apply-authority');
  await fillAuthority(page);
  await page.locator('input[type=date]').waitFor();
  await see('apply-designation');
  await fillDesignation(page, aPdf(1));
  await page.getByText('No key yet.').waitFor();
  await page.getByLabel('Add keys from files').setInputFiles([
    { name: 'key-1.pub', mimeType: 'text/plain', buffer: Buffer.from(`${'A'.repeat(43)}\n`) },
    { name: 'key-2.key', mimeType: 'text/plain', buffer: Buffer.from('{"comity":"signature key"}') },
  ]);
  await page.getByText('is a private key').waitFor();
  await see('apply-keys');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('button', { name: 'Seal and send' }).waitFor();
  await see('apply-review');
  await page.getByRole('button', { name: 'Seal and send' }).click();
  await page.getByText('Keep the link now.').waitFor();
  await see('apply-sent');
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'See how it stands' }).click();
  await page.getByRole('button', { name: 'Add something' }).click();
  await page.getByRole('checkbox', { name: 'Correct what was sent' }).check();
  await see('application');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Withdraw the application' }).click();
  await page.getByRole('alertdialog').waitFor();
  await see('application-withdraw');
  await page.getByRole('button', { name: 'Withdraw it' }).click();
  await page.getByText('It was withdrawn.').waitFor();
  await see('application-withdrawn');
}
