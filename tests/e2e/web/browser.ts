import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Axe from 'axe-core';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { Product } from '../cli-product.js';
import { aBrowser } from './chromium.js';
import { Line } from './line.js';

/** What people of these tests type; it guards nothing. */
export const PASSPHRASE = 'seven quiet herons cross the estuary';

/** Those whom the demonstration has invited to the web client, and the device that approves each. */
const PEOPLE = {
  livia: { slug: 'livia-montoro', approver: 'marenia-administrator' },
  samir: { slug: 'samir-velkan', approver: 'nerovia-administrator' },
  oren: { slug: 'oren-calloway', approver: 'marenia-administrator' },
  ilse: { slug: 'ilse-tamarin', approver: 'secretariat' },
  yara: { slug: 'yara-quillon', approver: 'secretariat' },
} as const;

/** Who can be signed in. */
export type PersonName = keyof typeof PEOPLE;

const CHECKPOINT = '/v1/directory/checkpoint';

/** So much is printed of a window in which a test failed, characters. */
const SHOWN = 12_000;

declare global {
  /** In a page that was given it. */
  var axe: typeof Axe;
  /** Called by the environment of these tests with the name of each that failed. */
  var whenTestFails: ((test: string) => Promise<void>) | undefined;
}

/** The started product with its demonstration, and a browser. */
export class Stage {
  readonly #profiles: Profile[] = [];

  private constructor(
    readonly product: Product,
    private readonly browser: Browser,
  ) {}

  static async start(): Promise<Stage> {
    const [product, browser] = await Promise.all([Product.start({ inOneProcess: true }), aBrowser()]);
    const stage = new Stage(product, browser);
    globalThis.whenTestFails = (test) => stage.show(test);
    return stage;
  }

  get origin(): string {
    return this.product.origin;
  }

  /** A browser profile of its own, on a line of its own. */
  async aProfile(options: BrowserContextOptions = {}): Promise<Profile> {
    const line = await Line.open();
    const context = await this.browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'en-GB',
      timezoneId: 'Europe/Vienna',
      reducedMotion: 'reduce',
      // Also what is on this machine goes by the line.
      proxy: { server: line.address, bypass: '<-loopback>' },
      ...options,
    });
    context.setDefaultTimeout(45_000);
    const profile = new Profile(this, context, line);
    this.#profiles.push(profile);
    return profile;
  }

  /** A person signed in for the first time, by the steps a person takes. */
  async signedIn(person: PersonName, options: BrowserContextOptions = {}): Promise<Profile> {
    const profile = await this.aProfile(options);
    await profile.enrol(person);
    return profile;
  }

  /** The link that the demonstration prints for somebody. */
  link(person: PersonName): string {
    return readFileSync(this.product.file('invitations', `${PEOPLE[person].slug}.link`), 'utf8').trim();
  }

  /** Types the six words where a person's administrator sits. */
  async approve(person: PersonName, words: readonly string[]): Promise<void> {
    await this.product.json(PEOPLE[person].approver, 'device', 'approve', ...words);
  }

  /** Prints what stands in every window when a test fails: a wait that ended says what was missing, never what was there. */
  private async show(test: string): Promise<void> {
    for (const page of this.#profiles.flatMap(({ context }) => context.pages())) {
      const shown = await page.ariaSnapshot({ timeout: 5000 }).catch(String);
      // A window that the page did not open may have no address.
      process.stdout.write(`where "${test}" failed, ${page.url()} showed:\n${shown.slice(0, SHOWN)}\n`);
    }
  }

  async stop(): Promise<void> {
    for (const profile of this.#profiles) await profile.close();
    await this.browser.close();
    await this.product.stop();
  }
}

/** One person's browser. */
export class Profile {
  /** What pages wrote to the console as errors, and what they threw. */
  readonly errors: string[] = [];
  #page: Page | undefined;

  constructor(
    private readonly stage: Stage,
    readonly context: BrowserContext,
    readonly line: Line,
  ) {
    context.on('weberror', (error) => this.errors.push(error.error().message));
    context.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(message.text());
    });
  }

  /** The page that is looked at. */
  get page(): Page {
    if (this.#page === undefined) throw new Error('no page was opened');
    return this.#page;
  }

  /** Opens an address of the relay in a window of its own. */
  async open(path = '/'): Promise<Page> {
    const page = await this.context.newPage();
    this.#page = page;
    await page.goto(new URL(path, this.stage.origin).href);
    return page;
  }

  /** Enrols this browser with the link that was given to a person, up to their inbox. */
  async enrol(person: PersonName): Promise<void> {
    await this.stage.approve(person, await this.ask(this.stage.link(person)));
    await this.goOn();
  }

  /** Sets a device up by a link, as far as the waiting room, and answers the six words that stand there. */
  async ask(link: string): Promise<readonly string[]> {
    const page = await this.open(link);
    await page.getByRole('checkbox', { name: 'I have compared the identity' }).check();
    await page.getByRole('checkbox', { name: 'I have read this and agree' }).check();
    await page.getByRole('button', { name: 'Choose a passphrase' }).click();
    await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await page.getByLabel('The same again').fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Make the keys' }).click();
    return this.words();
  }

  /** Goes on from the waiting room, once the words were typed. */
  async goOn(): Promise<void> {
    await this.page.getByRole('button', { name: 'Open the inbox' }).click();
  }

  /** Opens the consultation that the demonstration has under way. */
  async openConsultation(): Promise<void> {
    const { page } = this;
    await page.getByRole('link', { name: 'Consultations' }).click();
    // The demonstration brings whoever signs in into it, some time after.
    await page.locator(`.thread[data-key="${this.stage.product.conversation}"]`).click({ timeout: 90_000 });
    await page.getByRole('region', { name: 'Messages, oldest first' }).waitFor();
  }

  /** Chooses what to do with a message of the thread, from its menu. */
  async choose(message: Locator, act: string): Promise<void> {
    await message.hover();
    await message.getByRole('button', { name: /^What to do with message/ }).click();
    await this.page.getByRole('menuitem', { name: act, exact: true }).click();
  }

  /** The six words of the waiting room. */
  async words(): Promise<readonly string[]> {
    const words = this.page.locator('ol.words bdi');
    await words.nth(5).waitFor({ timeout: 60_000 });
    return words.allTextContents();
  }

  /** Does something while the record stands still for this browser: what the relay already has stands in the log later. */
  async whileRecordStands(act: () => Promise<void>): Promise<void> {
    const note = await (await fetch(this.stage.origin + CHECKPOINT)).text();
    this.line.alter(CHECKPOINT, () => note);
    try {
      await act();
    } finally {
      this.line.alter(CHECKPOINT, (answer) => answer);
    }
  }

  /** Types the passphrase at the sign-in. */
  async signIn(): Promise<void> {
    await this.page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }

  /** What axe finds wrong with what is shown, by rule and element; the WCAG 2.2 rules of levels A and AA, and good practice. */
  async axe(): Promise<readonly string[]> {
    const { page } = this;
    // An evaluation by the debugger, which the content security policy does not hold back.
    if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(axeSource());
    return lastingFaults(page, async () =>
      // What it tells of the rules that hold is long, and stays in the page.
      page.evaluate(async () => {
        const { violations } = await axe.run({ resultTypes: ['violations'] });
        return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
      }),
    );
  }

  /** What a screen reader meets, as a tree of roles and names. */
  async spoken(): Promise<string> {
    return this.page.locator('body').ariaSnapshot();
  }

  async close(): Promise<void> {
    await this.context.close();
    await this.line.close();
  }
}

/** Looks for faults, and where there are any once more a while later: a busy machine may have been drawing what comes next. */
export async function lastingFaults(page: Page, look: () => Promise<readonly string[]>): Promise<readonly string[]> {
  const found = await look();
  if (found.length === 0) return found;
  process.stdout.write(`found, and looked for once more: ${found.join(', ')}\n`);
  await page.waitForTimeout(1_000);
  return look();
}

function axeSource(): string {
  return readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
}
