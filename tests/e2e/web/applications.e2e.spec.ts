import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { aPdf } from './a-pdf.js';
import type { Document } from '../cli-product.js';
import { Stage, type Profile } from './browser.js';
import { inBrowser } from './chromium.js';
import { filledIn, TARSIA } from './application-form.js';
import { goTo } from './go-to.js';

const MINUTE = 60_000;
const QUESTION = 'On which page of the gazette does the decree stand?';
const ANSWER = 'On page 14 of number 31.';
const SUBJECT = 'A warrant, before it is drafted';
const CASE = 'What does your law ask of a warrant?';
const REPLY = 'A judge, and the facts of each charge.';
const GONE = /^The relay takes nothing from this device any more/;
const REMARK = 'The depositary publishes once a month.';

async function write(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Message', exact: true }).fill(text);
  await page.keyboard.press('Control+Enter');
}

inBrowser('the life of an authority, from its application to its withdrawal', () => {
  let stage: Stage;
  let applicant: Profile;
  let ilse: Profile;
  let yara: Profile;
  let keys: readonly string[];
  let link = '';
  let ruan: Profile;
  let notified = '';

  const toApplications = async ({ page }: Profile): Promise<void> => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Administration' }).click();
    await page.getByRole('link', { name: '1 application of a State waits for you.' }).click();
    await page.getByRole('link', { name: TARSIA.state }).click();
  };
  const secret = (): string[] => ['--passphrase-file', stage.product.file('passphrase')];
  const signedByRoots = async (file: string): Promise<void> => {
    for (const root of ['root-1.key', 'root-3.key']) {
      const key = ['--key', stage.product.file('keys', root), '--network', stage.product.file('founding.json')];
      await stage.product.document([...secret(), 'statement', 'sign', file, ...key], 'statement sign');
    }
  };
  const fileOf = (name: string): string => stage.product.file(`${name}.invitation.json`);
  /** What has an act signed by the authority's own two keys. */
  const byKeys = (): string[] => {
    const { body } = JSON.parse(readFileSync(notified, 'utf8')) as { body: { subject: string } };
    const keys = ['tarsia-1.key', 'tarsia-2.key'].flatMap((name) => ['--authority-key', stage.product.file(name)]);
    const network = ['--network', stage.product.file('founding.json'), '--relay', stage.origin];
    return ['--authority', body.subject, ...keys, ...network];
  };
  const stands = (page: Page, words: string): Promise<void> =>
    page.getByRole('status').filter({ hasText: words }).waitFor();
  const checkAll = async (form: Locator, but?: RegExp): Promise<void> => {
    for (const box of await form.getByRole('checkbox').all()) await box.check();
    if (but !== undefined) await form.getByRole('checkbox', { name: but }).uncheck();
  };
  const key = async (name: string): Promise<string> => {
    const { publicKey } = await stage.product.document(
      ['--passphrase-file', stage.product.file('passphrase'), 'key', 'new', stage.product.file(`${name}.key`)],
      'key new',
    );
    const file = stage.product.file(`${name}.pub`);
    writeFileSync(file, `${String(publicKey)}\n`);
    return file;
  };

  beforeAll(async () => {
    stage = await Stage.start();
    const made = Promise.all([key('tarsia-1'), key('tarsia-2')]);
    ilse = await stage.signedIn('ilse');
    yara = await stage.signedIn('yara');
    keys = await made;
  }, 8 * MINUTE);

  afterAll(async () => {
    await stage.stop();
  });

  it(
    'is written without an account, sealed with a document, and leaves a private link that no address has held',
    async () => {
      applicant = await stage.aProfile();
      const page = await applicant.open();
      await page.getByRole('link', { name: 'apply, or follow an application' }).click();
      const identity = page.getByRole('group', { name: 'Identity of the network' });
      expect((await identity.innerText()).replaceAll(/\s/g, '')).toMatch(/^[0-9a-f]{64}$/);
      await page.getByRole('checkbox').check();
      await page.getByRole('button', { name: 'Begin' }).click();
      await page.getByRole('button', { name: 'Go on' }).click();
      await page.getByText('Some of it is not complete.').waitFor();
      const first = page.getByLabel('State or regional organization', { exact: true });
      await first.and(page.locator(':focus')).waitFor();
      expect(await applicant.axe()).toEqual([]);
      await filledIn(page, keys, aPdf(2));
      expect(await applicant.axe()).toEqual([]);
      await page.getByRole('button', { name: 'Seal and send' }).click();
      await page.getByText('Keep the link now.').waitFor();
      link = (await page.locator('.link-box').textContent()) ?? '';
      const [, secret = ''] = /^http:\/\/127\.0\.0\.1:\d+\/apply#[\w-]{43}\.([\w-]{43})$/.exec(link) ?? [];
      expect(secret).not.toBe('');
      expect(await applicant.axe()).toEqual([]);
      await page.getByRole('checkbox', { name: 'I have kept the link' }).check();
      await page.getByRole('button', { name: 'See how it stands' }).click();
      await stands(page, 'The secretariat has it.');
      expect([page.url(), applicant.line.asked.filter((asked) => asked.includes(secret))]).toEqual([
        `${stage.origin}/apply`,
        [],
      ]);
    },
    2 * MINUTE,
  );

  it(
    'is not found by a link that was cut off, and stays to be read while the line is down',
    async () => {
      const other = await stage.aProfile();
      const page = await other.open(`/apply${new URL(link).hash.slice(0, -2)}`);
      await page.getByText('This is not a private link of an application.').waitFor();
      expect(await other.axe()).toEqual([]);
      await page.getByRole('button', { name: 'Use another link' }).click();
      // What stands below moves down when the network's name comes.
      await page.getByRole('group', { name: 'Identity of the network' }).waitFor();
      await page.getByText('You have applied already?').click();
      await page.getByLabel('Paste the private link').fill(link);
      await page.getByRole('button', { name: 'Open the application' }).click();
      await stands(page, 'The secretariat has it.');
      other.line.cut();
      await page.getByText('The relay does not answer just now').waitFor();
      await stands(page, 'The secretariat has it.');
      expect(await other.axe()).toEqual([]);
      other.line.mend();
      await page.getByText('The relay does not answer just now').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Close it in this window' }).click();
      await page.getByRole('heading', { level: 1, name: 'Apply for a State' }).waitFor();
      await page.reload();
      await page.getByRole('heading', { level: 1, name: 'Apply for a State' }).waitFor();
    },
    MINUTE,
  );

  it(
    'comes back to its applicant with a question, and goes on with the answer, also in another window',
    async () => {
      const { page } = ilse;
      await toApplications(ilse);
      await page.getByText('note-verbale.pdf').waitFor();
      await page.getByRole('button', { name: 'Look at \u2068note-verbale.pdf' }).click();
      await page.getByText('This is page 1').waitFor({ state: 'attached' });
      await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
      expect(await ilse.axe()).toEqual([]);
      await page.getByRole('textbox', { name: 'What the applicant is to answer' }).fill(QUESTION);
      await page.getByRole('button', { name: 'Ask', exact: true }).click();
      await page.getByText('It waits for the answer of the applicant.').waitFor();

      const other = await stage.aProfile();
      const asked = await other.open(new URL(link).pathname + new URL(link).hash);
      await asked.getByText('What is asked of you').waitFor();
      expect(asked.url()).toBe(`${stage.origin}/apply`);
      await asked.reload();
      await asked.getByText(QUESTION).first().waitFor();
      await asked.getByRole('button', { name: 'Answer' }).click();
      await asked.getByRole('textbox', { name: 'Your answer' }).fill(ANSWER);
      expect(await other.axe()).toEqual([]);
      await asked.getByRole('button', { name: 'Seal and send' }).click();
      await stands(asked, 'The secretariat has it.');
      expect(other.errors).toEqual([]);
    },
    2 * MINUTE,
  );

  it(
    'is found authentic by one officer and by another, signed offline by two roots, and notified',
    async () => {
      const { page } = ilse;
      await page.getByText(ANSWER).waitFor();
      const form = page.getByRole('form', { name: 'Checklist' });
      await checkAll(form, /depositary/);
      await page.getByRole('button', { name: 'Sign: authentic' }).click();
      await page.getByText('Say why it is not met.').waitFor();
      await form.getByRole('textbox', { name: /^Remark: .*depositary/ }).fill(REMARK);
      await page.getByRole('button', { name: 'Sign: authentic' }).click();
      await page.getByText('You found it authentic yourself.').waitFor();
      await stands(applicant.page, 'One officer has found it authentic.');

      const second = yara.page;
      await second.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Applications' }).click();
      await second.getByRole('link', { name: TARSIA.state }).click();
      await second.getByText(REMARK).waitFor();
      await checkAll(second.getByRole('form', { name: 'Checklist' }));
      await second.getByRole('button', { name: 'Sign: verified' }).click();
      const [download] = await Promise.all([
        second.waitForEvent('download'),
        second.getByRole('button', { name: 'File for the signers' }).click(),
      ]);
      expect(await yara.axe()).toEqual([]);
      const file = stage.product.file(download.suggestedFilename());
      notified = file;
      await download.saveAs(file);
      await signedByRoots(file);
      await second.getByLabel('Give the signed statement back').setInputFiles(file);
      await second.getByText('The authority stands in the directory.').waitFor();
      await applicant.page.getByText('The authority stands in the directory.').waitFor();
      expect(await applicant.axe()).toEqual([]);
      await second.getByRole('link', { name: 'Open it there' }).click();
      await second.getByText(TARSIA.name).first().waitFor();
      // No list names this State: it bears its code, as on the pages for everyone, and never its authority's name.
      await second.getByText(`/ ${TARSIA.state}`).waitFor();
      expect([...applicant.errors, ...ilse.errors, ...yara.errors]).toEqual([]);
    },
    2 * MINUTE,
  );

  it(
    'takes office by its own offline keys, and states in a browser what its counterparts read',
    async () => {
      const { product } = stage;
      const appointed = async (name: string): Promise<Document> =>
        product.document(
          [
            ...secret(),
            'officer',
            'appoint',
            '--administrator',
            '--name',
            name,
            '--invitation',
            fileOf(name),
            ...byKeys(),
          ],
          'officer appoint',
        );
      await appointed('Mira Tolan');
      const request = product.file('tarsia-request.json');
      const approve = async (words: readonly string[]): Promise<Document> =>
        product.document(
          [...secret(), 'device', 'approve', ...words, '--request', request, ...byKeys()],
          'device approve',
        );
      await product.enrol(approve, fileOf('Mira Tolan'), 'tarsia-administrator', '--request-out', request);

      const { link: invitation } = await appointed('Ruan Solis');
      ruan = await stage.aProfile();
      const words = await ruan.ask(String(invitation));
      await product.json('tarsia-administrator', 'device', 'approve', ...words);
      await ruan.goOn();
      const { page } = ruan;
      // Where the desk opens first it goes by itself.
      await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor();
      await goTo(page, '/administration/page');
      await page.getByRole('button', { name: 'Write a new version' }).click();
      await page.getByRole('textbox', { name: 'Ministry' }).fill('Ministry of Justice');
      await page.getByRole('textbox', { name: 'Address' }).fill('1 Harbour Road, Tarsis');
      await page.getByRole('button', { name: 'Look at it before it is signed' }).click();
      await page.getByRole('button', { name: 'Sign and submit' }).click();
      await page.getByText('It waits for the secretariat.').waitFor();
      const { pages } = (await product.json('secretariat', 'page', 'waiting')) as { pages: { id: string }[] };
      await product.json('secretariat', 'page', 'approve', '--', pages[0]?.id ?? '');
      await page.getByText('It waits for the secretariat.').waitFor({ state: 'detached' });
    },
    2 * MINUTE,
  );

  it(
    'has officers who consult, hand over and leave, until its State withdraws it and every window says so',
    async () => {
      const { page } = ruan;
      const { product } = stage;
      const appointed = async (name: string): Promise<Profile> => {
        await goTo(page, '/administration/officers');
        await page.getByRole('button', { name: 'Appoint an officer' }).click();
        await page.getByRole('textbox', { name: 'Name' }).fill(name);
        await page.getByRole('button', { name: 'Sign and appoint' }).click();
        const invitation = await page.getByRole('group', { name: 'The invitation as a link' }).innerText();
        await page.getByRole('button', { name: 'Done' }).click();
        const officer = await stage.aProfile();
        const words = await officer.ask(invitation.trim());
        await page.getByRole('button', { name: `Compare words of ${name}` }).click();
        await page.getByLabel('Word 1').fill(words.join(' '));
        await page.getByRole('radio', { name: 'In person' }).check();
        await page.getByRole('button', { name: 'Sign and approve' }).click();
        await officer.goOn();
        await officer.page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor();
        return officer;
      };
      const lia = await appointed('Lia Marent');
      const sol = await appointed('Sol Averin');

      await goTo(lia.page, '/new');
      await lia.page.getByRole('searchbox', { name: /State, authority/ }).fill('marenia');
      await lia.page.getByRole('button', { name: /^Choose: Republic of Marenia/ }).click();
      await lia.page.getByLabel('Subject').fill(SUBJECT);
      await lia.page.getByRole('button', { name: 'Open the conversation' }).click();
      await lia.page.waitForURL(/\/c\//);
      const conversation = new URL(lia.page.url()).pathname.split('/').at(-1) ?? '';
      await write(lia.page, CASE);
      const held = lia.page.getByRole('article').filter({ hasText: CASE }).getByRole('button', { name: 'Undo' });
      await held.waitFor();
      await held.waitFor({ state: 'detached' });
      await product.json('marenia', 'conversation', 'say', conversation, REPLY);
      await lia.page.getByText(REPLY).first().waitFor();

      await goTo(lia.page, '/devices');
      await lia.page.getByRole('link', { name: 'Hand over my conversations' }).click();
      await lia.page.getByRole('button', { name: 'Successor for all' }).click();
      await lia.page.getByRole('option', { name: 'Sol Averin' }).click();
      await lia.page.getByRole('button', { name: 'Hand over 1 conversation' }).click();
      // What is only promised would leave with whoever promised it.
      await lia.page.getByText('Sol Averin is in, with its history').waitFor({ timeout: 2 * MINUTE });
      await page.getByRole('button', { name: 'Manage Lia Marent' }).click();
      await page.getByRole('checkbox', { name: 'Dismiss Lia Marent' }).check();
      await page.getByRole('button', { name: 'Sign and dismiss' }).click();
      await lia.page.getByText(GONE).waitFor();
      await sol.page.getByRole('row').filter({ hasText: SUBJECT }).click();
      for (const words of [CASE, REPLY]) await sol.page.getByText(words).first().waitFor();

      const withdrawn = product.file('withdrawn.json');
      const { body } = JSON.parse(readFileSync(notified, 'utf8')) as { body: { subject: string } };
      const notice = ['--reference', 'TAR/NV/2031/2', '--date', '2026-03-02', '--out', withdrawn];
      const place = ['--relay', stage.origin];
      await product.document(
        ['authority', 'change', body.subject, 'withdrawn', ...notice, ...place],
        'authority change',
      );
      await signedByRoots(withdrawn);
      await product.document(
        ['statement', 'submit', withdrawn, ...place, '--network', product.file('founding.json')],
        'statement submit',
      );
      for (const window of [page, sol.page]) await window.getByText(GONE).waitFor();
      const shown = await product.json('marenia', 'directory', 'show', body.subject);
      expect(shown['authority']).toMatchObject({ status: 'withdrawn' });
      const { members } = await product.json('marenia', 'conversation', 'members', conversation);
      expect(JSON.stringify(members)).not.toContain('Sol Averin');
      expect([...ruan.errors, ...lia.errors, ...sol.errors].filter((error) => !error.includes('403'))).toEqual([]);
    },
    5 * MINUTE,
  );
});
