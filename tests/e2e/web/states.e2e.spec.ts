import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page, Route } from 'playwright-core';
import { applicantAt } from '#cli/platform/applicant';
import { noticeAbout } from '#client';
import { FORM } from './application-form.js';
import { showWayIn } from './before-sign-in.js';
import { Stage, type Profile } from './browser.js';
import { inBrowser } from './chromium.js';
import { DeskGate } from './desk-gate.js';
import { eventually } from './eventually.js';
import { goTo } from './go-to.js';
import { places, type Ids } from './places.js';
import { faultsOfState } from './states.js';

const MINUTE = 60_000;
const OFFLINE = 'The relay did not answer.';
/** What a browser says by itself of a request that came to nothing. */
const OF_THE_LINE = /^Failed to load resource|^WebSocket connection to/;

/** A screen with nothing on it, or nothing that answers to what was typed, and what it says then. */
interface Nothing {
  readonly name: string;
  readonly path: string;
  readonly words: string;
  show?(): Promise<void>;
}

inBrowser('the states of a screen', () => {
  let stage: Stage;
  let officer: Profile;
  let page: Page;
  let gate: DeskGate;
  const ids: Ids = { consultation: '', direct: '', authority: '', officer: '', application: '' };

  const retry = (): Locator => page.locator('main, [role=dialog]').getByRole('button', { name: 'Try again' });
  const alert = (words: string): Locator => page.getByRole('alert').filter({ hasText: words }).first();

  const faultsOf = (name: string, profile = officer): Promise<readonly string[]> => faultsOfState(profile, name);

  const go = (path: string): Promise<void> => goTo(page, path);
  /** What an address goes on with, of which a screen has a link. */
  const behindLink = async (on: string, begins: string): Promise<string> => {
    await go(on);
    const to = await page.locator(`main [href^="${begins}"]`).first().getAttribute('href');
    return to?.slice(begins.length) ?? '';
  };

  beforeAll(async () => {
    stage = await Stage.start();
    officer = await stage.aProfile({ serviceWorkers: 'block' });
    await DeskGate.in(officer.context);
    await officer.enrol('ilse');
    ({ page } = officer);
    gate = DeskGate.of(page);
    await page.getByRole('navigation').first().waitFor();
  }, 5 * MINUTE);

  afterAll(async () => {
    await stage.stop();
  });

  describe('in which nothing is', () => {
    const into = (field: string | RegExp): Promise<void> => page.getByLabel(field).fill('Qwertyland');
    const findNothing = async (): Promise<void> => {
      await page.keyboard.press('/');
      await page.getByRole('searchbox').fill('Qwertyland');
    };
    const offersOnce = async (): Promise<void> => {
      await page.getByText('You have no conversation yet').waitFor();
      expect(await page.getByRole('link', { name: 'New consultation' }).count()).toBe(1);
    };
    const nothings: readonly Nothing[] = [
      { name: 'inbox', path: '/inbox', words: 'You have no conversation yet', show: offersOnce },
      { name: 'consultations', path: '/consultations', words: 'You have no conversation yet' },
      {
        name: 'directory',
        path: '/directory',
        words: 'No authority answers to this',
        show: () => into('State, authority or officer'),
      },
      {
        name: 'new',
        path: '/new',
        words: 'No authority answers to this.',
        show: () => into('State, authority, officer or function'),
      },
      { name: 'record', path: '/trust', words: 'Nothing. Whatever does not agree is shown here' },
      {
        name: 'record-leaves',
        path: '/trust/leaves',
        words: 'No leaf answers to this',
        show: () => page.getByLabel('From').fill('2190-01-01'),
      },
      { name: 'devices', path: '/devices', words: 'No device of yours waits for its words.' },
      { name: 'administration', path: '/administration', words: 'Nothing waits for you.' },
      { name: 'signatures', path: '/administration/signatures', words: 'No statement waits on this device' },
      { name: 'programs', path: '/administration/programs', words: 'No program has a token' },
      { name: 'officers', path: '/administration/officers', words: 'Nobody waits.' },
      { name: 'authority', path: '/directory/authority:nobody', words: 'The directory has no such authority.' },
      { name: 'consultation', path: '/c/nowhere', words: 'This conversation is not on this device.' },
      { name: 'palette', path: '/inbox', words: 'Nothing on this device holds these words.', show: findNothing },
    ];

    it.each(nothings)('$name says so', async ({ name, path, words, show }) => {
      await go(path);
      await show?.();
      await page.getByText(words).first().waitFor();
      expect(await faultsOf(`${name}-empty`)).toEqual([]);
      await page.keyboard.press('Escape');
    });

    it('a conversation that was just opened says so, beside no notes, and in every filter of the lists', async () => {
      const faults: string[] = [];
      const sees = async (name: string, words: string): Promise<void> => {
        await page.getByText(words).first().waitFor();
        faults.push(...(await faultsOf(`${name}-empty`)));
      };
      await go('/new');
      await page.getByRole('button', { name: /^Choose: Federation of Nerovia/ }).click();
      await page.getByRole('radio', { name: 'Direct message' }).check();
      ids.authority = new URL(page.url()).searchParams.get('with') ?? '';
      await page.getByRole('button', { name: 'Open the conversation' }).click();
      await sees('thread', 'Nothing has been said yet');
      await page.getByText('Direct', { exact: true }).waitFor();
      expect(await page.getByText('no reference yet').count()).toBe(0);
      ids.direct = new URL(page.url()).pathname.replace('/c/', '');
      await page.getByRole('button', { name: 'Our notes' }).click();
      await sees('notes', 'No notes yet');
      await go('/inbox');
      await sees('inbox-attention', 'No conversation waits for your office');
      await page.getByRole('button', { name: /^Waiting/ }).click();
      await sees('inbox-waiting', 'No conversation waits for others');
      await go('/consultations');
      await page.getByLabel('Find by subject, reference or office').fill('Qwertyland');
      await sees('consultations-found', 'No conversation answers to this');
      expect(faults).toEqual([]);
    });
  });

  describe('that is locked, then fetched, then refused', () => {
    beforeAll(async () => {
      const asked = ['conversation', 'open', '--with', 'secretariat', '--say', 'Could you send the extract?'];
      const [{ conversation }] = await Promise.all([
        stage.product.json('nerovia', ...asked),
        (await applicantAt(stage.origin)).submit(FORM),
      ]);
      ids.consultation = String(conversation);
      await go('/inbox');
      await page.locator('.thread.is-unread').waitFor();
      ids.officer = await behindLink('/devices', '/hand-over/');
      ids.application = await behindLink('/administration/applications', '/administration/applications/');
    }, 2 * MINUTE);

    const asking = places.filter(({ asksNothing = false }) => !asksNothing);
    let signIn: string | undefined;

    it.each(asking)('$name leaves nothing behind, waits in words, and is there again', async ({ name, path, part }) => {
      const faults: string[] = [];
      await go(path(ids));
      await page.locator(part).first().waitFor();
      await gate.lock();
      await page.locator('input[autocomplete=current-password]:focus').waitFor();
      expect(await page.locator('body').innerText()).not.toMatch(/Marenia|Nerovia|Tarsia|Tamarin|extract/);
      // It is one and the same sign-in, wherever somebody was.
      const spoken = await officer.spoken();
      if (signIn === undefined) faults.push(...(await faultsOf('locked')));
      expect(spoken).toBe((signIn ??= spoken));

      await gate.holds();
      await officer.signIn();
      await page.locator('main .loading progress').first().waitFor();
      expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe(path(ids));
      faults.push(...(await faultsOf(`${name}-loading`)));

      await gate.refuses('relay.unavailable');
      await alert('The relay cannot be used just now.').waitFor();
      faults.push(...(await faultsOf(`${name}-error`)));

      await gate.answers();
      const shown = page.locator(part).first();
      for (let tries = 0; tries < 6; tries++) {
        await retry().or(shown).first().waitFor();
        // Everything may have been asked for anew in this moment, with no press.
        const pressed = await retry()
          .first()
          .elementHandle({ timeout: 1_000 })
          .catch(() => null);
        if (pressed === null) break;
        await pressed.click({ timeout: 5_000 }).catch(() => undefined);
        await pressed.waitForElementState('hidden');
        await eventually(async () => {
          expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
        });
      }
      await shown.waitFor();
      await page.getByRole('alert').first().waitFor({ state: 'detached' });
      expect(faults).toEqual([]);
    });
  });

  describe('over which something lies', () => {
    it('says in the palette that this device is looked through, and what could not be', async () => {
      const faults: string[] = [];
      await go('/inbox');
      await gate.holds();
      await page.keyboard.press('/');
      await page.getByRole('searchbox').fill('extract');
      await page.getByText('Looking through this device').waitFor();
      faults.push(...(await faultsOf('palette-loading')));
      await gate.refuses('relay.fault');
      await alert('The relay met a fault of its own.').waitFor();
      faults.push(...(await faultsOf('palette-error')));
      await gate.answers();
      await eventually(async () => {
        // It may have been asked anew in this moment, with no press.
        await retry()
          .last()
          .click({ timeout: 1_000 })
          .catch(() => undefined);
        await page.getByRole('group', { name: 'Messages' }).waitFor({ timeout: 5_000 });
      });
      expect(faults).toEqual([]);
    });

    it('takes all of it away when it is locked', async () => {
      const locked = async (): Promise<void> => {
        await gate.lock();
        await page.getByLabel('Passphrase', { exact: true }).waitFor();
        await page.locator('.scrim, .popover, .toast').first().waitFor({ state: 'detached' });
        await officer.signIn();
        await page.getByRole('navigation').first().waitFor();
      };
      await locked();
      await page.locator('.thread').first().getByRole('button').click();
      await page.getByRole('menuitem', { name: 'Done for now' }).click();
      await page.getByText('Put aside until something new comes.').waitFor();
      await page.keyboard.press('F1');
      await page.getByRole('dialog').waitFor();
      await locked();
    });
  });

  describe('without the line', () => {
    beforeAll(async () => {
      // Of what the relay alone has, that stays which was seen.
      for (const { path, part } of places.filter((one) => one.isOfRelay ?? one.asksNothing)) {
        await go(path(ids));
        await page.locator(part).first().waitFor();
      }
      officer.line.cut();
      await page.getByText(/The line is down since/).waitFor();
    }, 2 * MINUTE);

    afterAll(async () => {
      officer.line.mend();
      await page.getByText(/The line is down since/).waitFor({ state: 'detached' });
    }, MINUTE);

    it.each(places)('$name stays as it was, and says since when', async ({ name, path, part }) => {
      await go(path(ids));
      await page.locator(part).first().waitFor();
      await page.getByText(/The line is down since \d\d:\d\d;/).waitFor();
      expect(await faultsOf(`${name}-offline`)).toEqual([]);
    });

    const acts: readonly { readonly act: string; readonly screen: string; before?(): Promise<void> }[] = [
      { act: 'Make a new key now', screen: 'devices' },
      {
        act: 'Open the conversation',
        screen: 'new-to',
        before: () => page.getByRole('radio', { name: 'Direct message' }).check(),
      },
      {
        act: 'Sign and appoint',
        screen: 'officers',
        before: async () => {
          await page.getByRole('button', { name: 'Appoint an officer' }).click();
          await page.getByLabel('Name').fill('Mira Solberg');
        },
      },
    ];

    it.each(acts)('$act says that the relay is not there', async ({ act, screen, before }) => {
      await go(places.find(({ name }) => name === screen)?.path(ids) ?? '');
      await before?.();
      await page.getByRole('button', { name: act }).click();
      await alert(OFFLINE).waitFor();
      expect(await faultsOf(`${act}-offline`)).toEqual([]);
      await page.keyboard.press('Escape');
    });
  });

  it('that the relay answers with nonsense says so beside what is known, until it is right again', async () => {
    const ASKED = '/v1/enrolments';
    officer.line.alter(ASKED, () => 'nonsense');
    await go('/inbox');
    await go('/administration/officers');
    await alert('The relay gave an answer that makes no sense.').waitFor();
    expect(await faultsOf('officers-nonsense')).toEqual([]);
    officer.line.alter(ASKED, (text) => text);
    await eventually(async () => {
      // It may have been asked anew in this moment, with no press.
      await retry()
        .click({ timeout: 1_000 })
        .catch(() => undefined);
      await page.getByRole('alert').waitFor({ state: 'detached', timeout: 5_000 });
    });
    await page.getByText('Nobody waits.').waitFor();
  });

  it('tells every notice that a client may have as a story: what happened, what it means, what to do', async () => {
    const log = { size: 1, at: 0, root: '' };
    const notices = Object.entries(noticeAbout).map(([code, about], at) => ({
      ...{ number: at + 1, code, about, grave: about === 'relay', standing: 'open' },
      ...{ details: [], noticedAt: 0, records: [] },
    }));
    await gate.says('trust.standing', {
      ...{ level: 'doubt', sending: 'stopped', devices: 0, doubtful: [], checkedAt: 0, directory: log, record: log },
      ...{ witnesses: { quorum: 1, all: 1 }, keyLogged: true, cloned: false, notices },
    });
    await go('/trust');
    // A view is asked for anew once something changed, as a check does.
    await page.getByRole('button', { name: 'Check again' }).click();
    const stories = page.getByRole('article');
    await stories.nth(notices.length - 1).waitFor();
    const told = await stories.evaluateAll((articles) =>
      articles.map((article) => ({
        code: article.querySelector('code')?.textContent,
        words: [...article.querySelectorAll('h2, .story > p:not(.row), .cols p')].map((one) => one.textContent.trim()),
      })),
    );
    expect(told.map(({ code }) => code).sort()).toEqual(Object.keys(noticeAbout).sort());
    for (const { code, words } of told)
      expect([code, words.filter((text) => text.length > 10).length]).toEqual([code, 5]);
    expect(await faultsOf('record-notices')).toEqual([]);
  });

  it('whose code is on its way, or did not come, says so, and is there once it is loaded anew', async () => {
    const faults: string[] = [];
    let asked: Route[] = [];
    const held = async (code: string): Promise<() => Promise<void>> => {
      const address = new RegExp(`/assets/${code}-[^/]*\\.js$`);
      await page.route(address, (route) => void asked.push(route));
      return async () => {
        await Promise.all(asked.map((route) => route.abort()));
        asked = [];
        await page.unroute(address);
      };
    };
    const loseDesk = await held('app');
    await page.reload();
    await officer.signIn();
    await page.getByRole('heading', { name: 'Opening your desk …' }).waitFor();
    faults.push(...(await faultsOf('desk-loading')));
    await loseDesk();
    await alert('This part of Comity could not be fetched.').waitFor();
    faults.push(...(await faultsOf('desk-error')));
    await retry().click();
    await officer.signIn();
    await page.getByRole('navigation').first().waitFor();
    const loseScreen = await held('directory-screen');
    const seen = await page.evaluateHandle(countBare);
    await go('/directory');
    await page.getByRole('heading', { name: 'Opening the screen' }).waitFor();
    await page.locator('main .loading progress').waitFor();
    expect(await seen.jsonValue()).toEqual({ bare: 0 });
    faults.push(...(await faultsOf('screen-loading')));
    await loseScreen();
    await page.getByRole('heading', { name: 'This screen cannot be shown' }).waitFor();
    faults.push(...(await faultsOf('screen-error')));
    await retry().click();
    await officer.signIn();
    await page.locator('main table a').first().waitFor();
    expect(faults).toEqual([]);
  });

  it('before anybody is signed in says what is awaited, and what was refused', async () => {
    const faults: string[] = [];
    const newcomer = await stage.aProfile();
    await DeskGate.in(newcomer.context, 'access.stage');
    const first = await newcomer.open();
    const sees = async (name: string): Promise<void> => {
      faults.push(...(await faultsOf(`access-${name}`, newcomer)));
    };
    await first.getByRole('heading', { name: 'Starting …' }).waitFor();
    await sees('loading');
    await DeskGate.of(first).refuses('desk.fault');
    await first.getByRole('heading', { name: 'Comity could not be opened' }).waitFor();
    await sees('error');
    await DeskGate.of(first).answers();
    await first.getByRole('button', { name: 'Try again' }).click();
    await showWayIn(first, stage.link('livia'), () => Promise.resolve());
    newcomer.line.cut();
    await first.getByRole('button', { name: 'Make the keys' }).click();
    await first.getByText('The relay is not reached.').waitFor();
    await sees('offline');
    newcomer.line.mend();
    await newcomer.words();
    expect(faults).toEqual([]);
  });

  it('never leaves an error in the console that is ours', () => {
    expect(officer.errors.filter((text) => !OF_THE_LINE.test(text))).toEqual([]);
  });
});

/** Counts the frames that are drawn without a main heading, until the page is loaded anew. */
function countBare(): { bare: number } {
  const seen = { bare: 0 };
  const look = (): void => {
    if (document.querySelector('main h1') === null) seen.bare++;
    requestAnimationFrame(look);
  };
  look();
  return seen;
}
