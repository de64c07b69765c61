import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { Document } from '../cli-product.js';
import { Stage, type Profile } from './browser.js';
import { inBrowser } from './chromium.js';
import { eventually } from './eventually.js';
import { goTo } from './go-to.js';

const linkIn = async (page: Page): Promise<string> => (await page.getByText('#invitation=').innerText()).trim();
/** Without that somebody else at work was first: of several who change the keys of a conversation the relay takes one. */
const butConflicts = ({ errors }: Profile): string[] => errors.filter((error) => !error.includes('status of 409'));
const shows = async (page: Page, text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor();

/** The file of a device, of whoever an appointment is of, that nobody has asked for. */
function aStrangersDevice(appointment: string): string {
  const { body } = JSON.parse(appointment) as { body: { subject: string; officer: string } };
  const { subject, officer } = body;
  const keys = { signature: 'A'.repeat(43), recognition: `B${'A'.repeat(42)}` };
  const device = { device: `device-${'0'.repeat(24)}`, officer, kind: 'cli', ...keys, expiry: 1_900_000_000 };
  return JSON.stringify({ body: { type: 'device.enrolled', subject, prev: '', ...device }, signatures: [] });
}

inBrowser('first contact and sign-in', () => {
  let stage: Stage;
  /** Somebody who signs in first, and leaves the desk alone for longer than the authority allows. */
  let samir: Profile;

  beforeAll(async () => {
    stage = await Stage.start();
    await stage.product.json('nerovia-administrator', 'authority', 'settings', '--idle-lock', '1');
    samir = await stage.signedIn('samir');
    await samir.page.getByRole('navigation').first().waitFor();
  }, 480_000);

  afterAll(async () => {
    await stage.stop();
  });

  describe('an invitation', () => {
    it('is taken out of the address at once, and shows the network for comparison', async () => {
      const profile = await stage.aProfile();
      const page = await profile.open(stage.link('livia'));
      await shows(page, 'Is this the network you were invited to?');
      expect(page.url()).toBe(`${stage.origin}/`);
      expect(await page.evaluate('history.length')).toBeLessThanOrEqual(2);
      const { networkId } = (await (await fetch(`${stage.origin}/v1/network`)).json()) as { networkId: string };
      await eventually(async () => {
        const identity = await page.getByRole('group', { name: 'Identity of the network' }).innerText();
        expect(identity.replaceAll(/\s/g, '')).toBe(Buffer.from(networkId, 'base64url').toString('hex'));
      });
      expect(await profile.axe()).toEqual([]);
      await page.getByRole('button', { name: 'Choose a passphrase', disabled: true }).waitFor();
    });

    it('is refused in words when it is none, and when it belongs to another address', async () => {
      const profile = await stage.aProfile();
      const page = await profile.open();
      const field = page.getByLabel('Or paste the link or the code');
      await field.fill('no invitation');
      await page.getByRole('button', { name: 'Read the invitation' }).click();
      await shows(page, 'This is not an invitation.');
      const [, code = ''] = stage.link('livia').split('#invitation=');
      const elsewhere = JSON.parse(Buffer.from(code, 'base64url').toString()) as object;
      await field.fill(JSON.stringify({ ...elsewhere, relay: 'https://comity.example' }));
      await field.press('Enter');
      await page.getByRole('button', { name: 'Read the invitation' }).click();
      await shows(page, 'It is for https://comity.example');
    });

    it('leads to a passphrase, of which only the weakest is refused, with the reason', async () => {
      const profile = await stage.aProfile();
      const page = await profile.open(stage.link('livia'));
      await page.getByRole('checkbox', { name: 'I have compared the identity' }).check();
      await page.getByRole('checkbox', { name: 'I have read this and agree' }).check();
      await page.getByRole('button', { name: 'Choose a passphrase' }).click();
      const typed = page.getByLabel('Passphrase', { exact: true });
      expect(profile.line.asked.filter((address) => address.includes('dictionary'))).toEqual([]);
      await typed.fill('password');
      await shows(page, 'This is among the ten passwords that are tried first.');
      await page.getByLabel('The same again').fill('password');
      await page.getByRole('button', { name: 'Make the keys' }).click();
      await shows(page, 'This one would be found within minutes.');
      await typed.and(page.locator(':focus')).waitFor();
      expect(await profile.axe()).toEqual([]);
      await typed.fill('horse7battery');
      await shows(page, 'Weak. It would hold for about 3 hours.');
      await page.getByRole('button', { name: 'Show' }).first().click();
      await page.getByLabel('The same again').waitFor({ state: 'detached' });
    });
  });

  describe('a device', () => {
    let livia: Profile;
    let words: readonly string[];

    beforeAll(async () => {
      livia = await stage.aProfile();
      words = await livia.ask(stage.link('livia'));
    }, 120_000);

    it('shows the same words after a reload, once the passphrase was typed', async () => {
      const { page } = livia;
      expect(await livia.axe()).toEqual([]);
      await page.reload();
      await page.getByLabel('Passphrase', { exact: true }).fill('another passphrase');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await shows(page, 'This is not the passphrase of this device.');
      await livia.signIn();
      expect(await livia.words()).toEqual(words);
    });

    it('says when the relay is not reached, and goes on waiting', async () => {
      livia.line.cut();
      await shows(livia.page, 'The relay is not reached.');
      livia.line.mend();
      await livia.page.getByText('The relay is not reached.').waitFor({ state: 'detached' });
      expect(await livia.words()).toEqual(words);
    });

    it('says that the words are new when something else was recorded for the authority', async () => {
      const invitation = stage.product.file('somebody.json');
      const appointing = ['officer', 'appoint', '--name', 'Somebody Else', '--invitation', invitation];
      await stage.product.json('marenia-administrator', ...appointing);
      await shows(livia.page, 'The words are new.');
      let renewed = words;
      await eventually(async () => {
        renewed = await livia.words();
        expect(renewed).not.toEqual(words);
      });
      await expect(stage.approve('livia', words)).rejects.toThrow();
      words = renewed;
    }, 120_000);

    it('is in once its words were typed, and its first key stands in the record', async () => {
      await stage.approve('livia', words);
      await shows(livia.page, 'This device is enrolled.');
      expect(await livia.axe()).toEqual([]);
      await livia.goOn();
      await livia.page.getByRole('navigation').first().waitFor();
    }, 120_000);

    it('is locked in all windows by a sign-out, and comes back to where it was', async () => {
      const { page } = livia;
      const other = await livia.context.newPage();
      for (const [window, path] of [[page, '/directory'] as const, [other, '/settings'] as const]) {
        await window.goto(stage.origin + path);
      }
      await livia.signIn();
      for (const window of [page, other]) await window.getByRole('navigation').first().waitFor();
      await page.getByRole('button', { name: /Livia Montoro/ }).click();
      await page.getByRole('menuitem', { name: 'Sign out' }).click();
      for (const window of [page, other]) await shows(window, 'You are signed out, in every window.');
      await livia.signIn();
      for (const window of [page, other]) await window.getByRole('navigation').first().waitFor();
      expect([page.url(), other.url()]).toEqual([`${stage.origin}/directory`, `${stage.origin}/settings`]);
      await other.close();
    }, 120_000);

    it('approves a second one of its officer by its words, gives it history, and revokes it', async () => {
      const { page } = livia;
      // The demonstration's welcome brings her into the consultation under way; she gives of its history what she was given.
      await livia.openConsultation();
      await page.getByText('Before we draft').first().waitFor({ timeout: 120_000 });
      await page.getByRole('link', { name: 'My devices' }).click();
      await page.getByRole('button', { name: 'Make an invitation' }).click();
      const second = await stage.aProfile();
      const typed = await second.ask(await linkIn(page));
      await page.getByRole('button', { name: 'Compare words' }).click();
      await page.getByLabel('Word 1').fill('six words that nobody shows here');
      await page.getByRole('button', { name: 'Sign and approve' }).click();
      await shows(page, 'Nothing was approved.');
      await page.getByLabel('Word 1').fill(typed.join(' '));
      await page.getByRole('button', { name: 'Sign and approve' }).click();
      await second.goOn();
      await page.getByRole('button', { name: 'Add it to 1 conversation' }).click();
      await shows(page, /messages?, from/);
      expect(await livia.axe()).toEqual([]);
      await page.getByRole('button', { name: 'Give the history of 1' }).click();
      await shows(page, 'Given.');
      // It hears of it when it next asks, within half a minute.
      await second.page.getByText('Nerovia').first().click({ timeout: 90_000 });
      // Where its key for this conversation is not in the record yet, the history follows in a round of the minute.
      await second.page.getByText('Before we draft').first().waitFor({ timeout: 120_000 });
      // What the welcome had promised was given once.
      const { product } = stage;
      const read = await product.json('nerovia', 'conversation', 'read', product.conversation);
      const contents = (read['items'] as Document[]).map(({ content }) => content as Document | undefined);
      const given = contents.filter((content) => content?.['type'] === 'history.granted');
      expect(given.length).toBeGreaterThan(1);
      expect(new Set(given.map((content) => content?.['joiner'])).size).toBe(given.length);
      await page.getByRole('button', { name: 'Close' }).click();
      await page.getByRole('button', { name: 'Revoke' }).last().click();
      await page.getByRole('checkbox', { name: 'Revoke this device' }).check();
      await page.getByRole('button', { name: 'Revoke the device' }).click();
      await shows(page, 'Revoked');
      await shows(second.page, 'The relay takes nothing from this device any more.');
    }, 300_000);
  });

  it('locks the desk after the idle time that its authority has set, and comes back to where it was', async () => {
    await samir.page.getByText('Nobody was at the desk').first().waitFor({ timeout: 90_000 });
    await samir.signIn();
    await samir.page.getByRole('navigation').first().waitFor();
    expect(samir.page.url()).toBe(`${stage.origin}/inbox`);
  }, 120_000);

  describe('an administrator', () => {
    let oren: Profile;
    let mira: Profile;

    async function approves(name: string, words: readonly string[]): Promise<void> {
      await oren.page.getByRole('button', { name: `Compare words of ${name}` }).click();
      expect(await oren.axe()).toEqual([]);
      await oren.page.getByLabel('Word 1').focus();
      await oren.page.keyboard.type(words.join(' '));
      await eventually(async () => {
        expect(await oren.page.getByLabel('Word 6').inputValue()).toBe(words[5]);
      });
      await oren.page.getByRole('radio', { name: 'In person' }).check();
      // The relay has it, and asks for it no more; that it stands in the log comes later.
      await oren.whileRecordStands(async () => {
        await oren.page.getByRole('button', { name: 'Sign and approve' }).click();
        await oren.page.getByRole('button', { name: `Compare words of ${name}` }).waitFor({ state: 'detached' });
        await oren.page.getByRole('button', { name: /^Sign and approve/ }).waitFor();
      });
      await shows(oren.page, `The device of ${name} is enrolled.`);
      await oren.page.getByRole('button', { name: /^Sign and approve/ }).waitFor({ state: 'detached' });
      const waiting = oren.page.getByRole('heading', { name: 'Devices that wait' });
      await waiting.and(oren.page.locator(':focus')).waitFor();
    }

    it('appoints an officer, and approves their first device by typing its six words', async () => {
      oren = await stage.signedIn('oren');
      await oren.page.getByRole('link', { name: 'Administration' }).click();
      await oren.page.getByRole('link', { name: 'Officers and devices' }).click();
      await oren.page.getByRole('button', { name: 'Appoint an officer' }).click();
      await oren.page.getByLabel('Name').fill('Mira Solberg');
      await oren.page.getByRole('button', { name: 'Sign and appoint' }).click();
      await shows(oren.page, 'Mira Solberg is appointed');
      mira = await stage.aProfile();
      const words = await mira.ask(await linkIn(oren.page));
      await oren.page.getByRole('button', { name: 'Done' }).click();
      // On a telephone Administration lies under More, and so does what waits there.
      const size = oren.page.viewportSize() ?? { width: 1280, height: 720 };
      await oren.page.setViewportSize({ width: 390, height: 844 });
      await oren.page.getByRole('button', { name: /^More\s*1 device waits/ }).waitFor({ timeout: 90_000 });
      await oren.page.setViewportSize(size);
      await approves('Mira Solberg', words);
      await mira.goOn();
      await mira.page.getByRole('navigation').first().waitFor();
    }, 240_000);

    it('signs that somebody is an administrator, which takes a second signature, carried as a file', async () => {
      const { product } = stage;
      const { page } = oren;
      await page.getByRole('button', { name: 'Manage Mira Solberg' }).click();
      await shows(
        page,
        /^This device is in no open conversation with .*Mira Solberg.*, .* or ask .*Ana Belmonte.*, who may be in/,
      );
      expect(await page.getByRole('link', { name: 'Hand over, then dismiss' }).count()).toBe(0);
      await page.getByRole('button', { name: 'Sign that Mira Solberg is an administrator' }).click();
      await page.getByRole('link', { name: 'To Second signatures' }).click();
      await shows(page, 'Waits for a second administrator');
      await shows(page, /^Nobody else can sign it now/);
      await shows(page, /^It goes out of date as soon as anything else/);
      await page.getByRole('heading', { name: /Mira Solberg\u2069 becomes an administrator/ }).waitFor();
      expect(await oren.axe()).toEqual([]);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Save the file' }).click(),
      ]);
      const file = product.file('administrator.json');
      await download.saveAs(file);
      const key = ['--key', product.file('keys', 'marenia-justice.key'), '--network', product.file('founding.json')];
      await product.json('marenia-administrator', 'statement', 'sign', file, ...key);
      await page.getByLabel('File of a statement').setInputFiles(file);
      await page.getByRole('button', { name: 'File it' }).click();
      await shows(page, 'Stands in the directory');
      await page.getByRole('button', { name: 'Put away' }).click();
      await shows(page, 'No statement waits on this device');
      const stranger = Buffer.from(aStrangersDevice(readFileSync(file, 'utf8')));
      const given = { name: 'device.json', mimeType: 'application/json', buffer: stranger };
      await page.getByLabel('File of a statement').setInputFiles(given);
      await page.getByRole('button', { name: 'Compare words, and sign' }).click();
      await page.getByRole('group', { name: 'The six words, as you hear them' }).waitFor();
      const sign = page.getByRole('button', { name: 'Add my signature' });
      expect(await sign.isDisabled()).toBe(true);
      await page.keyboard.type('abacus abdomen abdominal abide abiding ability ');
      await page.getByRole('radio', { name: 'In person' }).check();
      await sign.click();
      await shows(page, 'The file holds another device than the one whose words were read.');
      expect(await oren.axe()).toEqual([]);
      await page.getByRole('button', { name: 'Put away' }).click();
      await shows(page, 'No statement waits on this device');
      await page.getByRole('link', { name: 'Officers and devices' }).click();
      await page.getByRole('row').filter({ hasText: 'Mira Solberg' }).getByText('Administrator').waitFor();
    }, 120_000);

    it("hands an officer's conversation over and dismisses them: the successor reads on with its history", async () => {
      const { product } = stage;
      const { page } = oren;
      const adding = ['conversation', 'add', product.conversation, '--officer'];
      await product.json('marenia', ...adding, 'Calloway', '--history');
      // What this device has not been given yet itself, it cannot hand over.
      await page.getByRole('link', { name: 'Consultations' }).click();
      const row = page.locator(`.thread[data-key="${product.conversation}"]`);
      // Its history waits for the key that this device makes on joining, and then for whoever gives it to be at work; the
      // conversation itself may be there before.
      const first = page.getByText('Before we draft').first();
      await eventually(async () => {
        await product.json('marenia', 'inbox');
        if (await row.isVisible()) await row.click();
        await first.waitFor({ timeout: 5_000 });
      }, 90_000);
      await page.getByRole('link', { name: 'Administration' }).click();
      await page.getByRole('link', { name: 'Officers and devices' }).click();
      await page.getByRole('button', { name: 'Manage Ana Belmonte' }).click();
      await page.getByText(/^This device shares 1 conversation/).waitFor();
      await page.getByRole('link', { name: 'Hand over, then dismiss' }).click();
      await page.getByRole('heading', { name: '1 conversation without a successor' }).waitFor();
      expect(await oren.axe()).toEqual([]);
      await page.getByRole('button', { name: 'Successor for all' }).click();
      await page.getByRole('option', { name: 'Mira Solberg' }).click();
      await page.getByRole('button', { name: 'Hand over 1 conversation' }).click();
      // What is only promised is read by nobody yet.
      await page.getByText('Mira Solberg is in, with its history').waitFor({ timeout: 120_000 });
      await page.getByRole('checkbox', { name: 'Dismiss Ana Belmonte' }).check();
      await page.getByRole('button', { name: 'Sign and dismiss' }).click();
      await page.getByRole('heading', { name: 'Dismiss' }).waitFor({ state: 'detached' });
      await mira.page.getByRole('link', { name: 'Consultations' }).click();
      await mira.page.getByRole('row').filter({ hasText: 'Nerovia' }).last().click({ timeout: 90_000 });
      await shows(mira.page, 'Before we draft');
      // Every party reads in the thread who left, and why.
      await mira.page.getByText(/removed.*Ana Belmonte.*The officer left office\./).waitFor({ timeout: 90_000 });
      expect([...butConflicts(oren), ...butConflicts(mira)]).toEqual([]);
    }, 240_000);

    it('sponsors an outside expert, who has one conversation and bears the mark, until it is withdrawn', async () => {
      const { product } = stage;
      const { page } = oren;
      const home = `/c/${product.conversation}`;
      const sheet = page.getByRole('complementary', { name: 'Members' });
      await goTo(page, home);
      await sheet.getByRole('button', { name: 'Sponsor an expert' }).click();
      await page.getByRole('textbox', { name: 'Name' }).fill('Ines Quay');
      await page.getByRole('button', { name: 'Sign and sponsor' }).click();
      await page.getByRole('dialog', { name: 'Ines Quay is sponsored' }).waitFor();
      expect(await oren.axe()).toEqual([]);
      const expert = await stage.aProfile();
      const words = await expert.ask(await linkIn(page));
      await page.getByRole('button', { name: 'Done' }).click();
      await goTo(page, '/administration/officers');
      await approves('Ines Quay', words);
      await expert.goOn();
      await expert.page.getByRole('heading', { name: 'You are not in the conversation yet' }).waitFor();
      await page.getByRole('button', { name: 'Ask the parties' }).click();
      await page.getByText('The parties are asked').waitFor();
      expect(await oren.axe()).toEqual([]);
      await goTo(page, home);
      const asked = sheet.getByRole('note').filter({ hasText: 'Still missing' });
      await asked.getByText(/ asks: outside experts of .* take part, until \d{1,2} \w+ 20\d\d\.$/).waitFor();
      await asked.getByText(/^Sponsored for this conversation now: .*Ines Quay/).waitFor();
      const { proposals } = await product.json('nerovia', 'conversation', 'consent', product.conversation);
      const [seq] = (proposals as Document[]).map((proposal) => String(proposal['seq']));
      await product.json('nerovia', 'conversation', 'consent', product.conversation, String(seq));
      await shows(expert.page, 'You are here as an outside expert until');
      const places = expert.page.getByRole('navigation', { name: 'Main' }).getByRole('link');
      expect(await places.allInnerTexts()).toEqual(['Conversation', 'Record', 'My devices', 'Settings']);
      await expert.page.setViewportSize({ width: 390, height: 844 });
      const margins = await places.evaluateAll((links) =>
        links.map((link) => {
          const [outer, word] = [link, link.querySelector('span')].map((one) => one?.getBoundingClientRect().left ?? 0);
          return (word ?? 0) - (outer ?? 0);
        }),
      );
      expect(Math.min(...margins)).toBeGreaterThan(8);
      await expert.page.setViewportSize({ width: 1440, height: 900 });
      expect(await expert.axe()).toEqual([]);
      await goTo(expert.page, '/directory');
      await expert.page.getByRole('heading', { name: 'This is not for an outside expert' }).waitFor();
      await goTo(expert.page, home);
      await expert.page.getByRole('textbox', { name: 'Message', exact: true }).fill('The seal is that of the court.');
      await expert.page.getByRole('button', { name: 'Send' }).click();
      await goTo(page, home);
      await shows(page, 'An outside expert reads this conversation until');
      const said = page.locator('.msg').filter({ hasText: 'The seal is that of the court.' });
      await said.getByText('Outside expert').waitFor();
      await sheet.getByRole('button', { name: 'Withdraw' }).click();
      await page.getByRole('button', { name: 'Withdraw it' }).click();
      await shows(page, 'They are out');
      // What opened the dialog has gone, under it.
      await page.locator('.experts button').filter({ hasText: 'Withdraw' }).waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Done' }).click();
      await page.locator('main:focus').waitFor();
      await page.getByText('An outside expert reads this conversation until').waitFor({ state: 'detached' });
      await shows(expert.page, 'The relay takes nothing from this device any more');
      await shows(expert.page, /^You are here as an outside expert of .* no longer: .* This was seen on .*\d/);
      await expert.page.getByText('You are here as an outside expert until').waitFor({ state: 'detached' });
      await expert.page.getByRole('textbox', { name: 'Message', exact: true }).waitFor({ state: 'detached' });
      // Whose name they are not given is told by their office.
      const thread = expert.page.getByRole('region', { name: 'Messages, oldest first' });
      await thread.getByText('The seal is that of the court.').waitFor();
      expect(await thread.innerText()).not.toMatch(/officer-[0-9a-f]{16}/);
      expect(await expert.axe()).toEqual([]);
      expect([...butConflicts(oren), ...expert.errors.filter((error) => !error.includes('403'))]).toEqual([]);
    }, 240_000);
  });
});
