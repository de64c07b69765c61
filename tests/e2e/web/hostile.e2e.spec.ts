import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { systemClock } from '#cli/platform/environment';
import {
  msgpackParser,
  type AgreementKeys,
  type DirectoryEntries,
  type DirectoryStatements,
  type WireFrame,
} from '#contracts';
import { newAgreementKey } from '#crypto';
import * as logSigner from '#crypto/log-signer';
import { entryBytes, statementHash } from '#directory';
import { fromBase64url, toBase64url, unixSeconds } from '#primitives';
import {
  cosign,
  formatCheckpoint,
  formatNote,
  leafHash,
  MerkleTree,
  parseCheckpoint,
  parseNote,
  parsePrivateNoteKey,
  signNote,
} from '#tlog';
import { Stage, type Profile } from './browser.js';
import { inBrowser } from './chromium.js';
import { eventually } from './eventually.js';
import { goTo } from './go-to.js';

const PATIENCE = 60_000;
/** More than honest nodes of a relay lie apart, seconds. */
const LONG = 600;
const BOUNDS = { maxBinLength: 1_000_000, maxStrLength: 100_000, maxArrayLength: 10_000, maxMapLength: 1_000 };
const { Encoder, Decoder } = msgpackParser(BOUNDS);

inBrowser('a relay that cheats', () => {
  let stage: Stage;
  let samir: Profile;
  let page: Page;
  let conversation: string;
  /** What the logs were before this officer's device was enrolled. */
  const before = { directory: '', audit: '' };
  /** The device that the other side writes with. */
  let theirs: string;
  /** The frame that is left out; or that it is the next one that they write in the conversation. */
  let withheld: WireFrame | 'next' | undefined;

  beforeAll(async () => {
    stage = await Stage.start();
    for (const log of ['directory', 'audit'] as const) before[log] = await newest(log);
    samir = await stage.aProfile();
    // Frames come by HTTP, where this line can leave one out.
    samir.line.blockWebSocket();
    samir.line.alter('/socket.io/', (payload) => payload.split('\x1e').map(without).join('\x1e'));
    await samir.enrol('samir');
    page = samir.page;
    const opened = await stage.product.json('marenia', 'conversation', 'open', '--with', 'nerovia-prosecution');
    conversation = String(opened['conversation']);
    await stage.product.json('marenia', 'conversation', 'say', conversation, 'Good morning.');
    const { members } = await stage.product.json('marenia', 'conversation', 'members', conversation);
    theirs = (members as { device: string; own: boolean }[]).find(({ own }) => own)?.device ?? '';
    await page.getByRole('row').first().waitFor({ timeout: PATIENCE });
    await toTheRecord();
  }, 400_000);

  afterAll(async () => {
    await stage.stop();
  });

  const indicator = (words: RegExp) => page.getByRole('banner').getByRole('link', { name: words });
  const toTheRecord = () =>
    page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Record' }).click();
  const story = (title: string) => page.getByRole('article', { name: title }).first();
  const tells = (title: string, what: RegExp): Promise<void> =>
    eventually(async () => {
      expect(await story(title).innerText()).toMatch(what);
    });

  async function newest(log: 'directory' | 'audit'): Promise<string> {
    const answer = await fetch(new URL(`/v1/record/${log}/checkpoint`, stage.origin));
    return ((await answer.json()) as { readonly note: string }).note;
  }

  /** A checkpoint as the log and the witness sign it, when both collude with the relay. */
  function signed(log: 'directory' | 'audit', body: string, at = unixSeconds(systemClock)): string {
    const signer = (...file: string[]) =>
      parsePrivateNoteKey(readFileSync(join(stage.product.folder, ...file), 'utf8').trim(), logSigner);
    const own = signNote(body, signer('keys', `${log}.key`));
    return formatNote({ body, signatures: [own, cosign(body, at, signer('witness', 'witness.key'))] });
  }

  /** A packet of the socket without the frame that is withheld. */
  function without(text: string): string {
    if (withheld === undefined || !text.startsWith('b')) return text;
    let altered = text;
    const decoder = new Decoder();
    decoder.on('decoded', (packet) => {
      const data = Array.isArray(packet.data) ? (packet.data as readonly unknown[]) : [];
      for (const frames of framesIn(data)) {
        // What this browser tells of its reading comes back to it in between.
        if (withheld === 'next' && data[1] === conversation)
          withheld = frames.find(([, , , sender]) => sender === theirs) ?? withheld;
        // Another conversation has another frame at the same place.
        const at = frames.findIndex((frame) => isDeepStrictEqual(frame, withheld));
        if (at >= 0) frames.splice(at, 1);
      }
      altered = `b${Buffer.from(new Encoder().encode(packet)[0]).toString('base64')}`;
    });
    decoder.add(Buffer.from(text.slice(1), 'base64'));
    return altered;
  }

  /** Has the officer deal with what is over: what follows stands alone again. */
  async function dealtWith(title: string): Promise<void> {
    await story(title).getByRole('button', { name: 'Mark as dealt with' }).click();
    await page.getByRole('region', { name: 'Dealt with' }).getByRole('article', { name: title }).first().waitFor();
    await indicator(/^In doubt/).waitFor({ state: 'detached', timeout: PATIENCE });
  }

  it('shows an older directory: the indicator turns, and the page says what could have been hidden', async () => {
    const { body } = parseNote(before.directory);
    const older = signed('directory', body, unixSeconds(systemClock) - LONG);
    samir.line.alter('/v1/directory/checkpoint', () => JSON.stringify({ note: older }));
    await page.getByRole('button', { name: 'Check again' }).click();
    const title = 'An older directory was refused';
    await indicator(/^In doubt: An older directory was refused/).waitFor({ timeout: PATIENCE });
    await tells(
      title,
      /older than the one this device had already seen[^]*A revocation or a dismissal could have been hidden from you/,
    );
    samir.line.alter('/v1/directory/checkpoint', (answer) => answer);
    await dealtWith(title);
  }, 120_000);

  it('shows an older record: the indicator turns, and the longer one is kept', async () => {
    const { body } = parseNote(before.audit);
    const older = signed('audit', body, unixSeconds(systemClock) - LONG);
    samir.line.alter('/v1/record/map', (answer) =>
      JSON.stringify({ ...(JSON.parse(answer) as object), checkpoint: older }),
    );
    await stage.product.json('marenia', 'conversation', 'say', conversation, 'Are you there?');
    await page.getByRole('button', { name: 'Check again' }).click();
    const title = 'A rollback was refused';
    await indicator(/^In doubt: A rollback was refused/).waitFor({ timeout: PATIENCE });
    await tells(title, /This device keeps to the longer record\./);
    samir.line.alter('/v1/record/map', (answer) => answer);
    await dealtWith(title);
  }, 120_000);

  it('shows another directory, as well signed: both are shown, and kept as evidence', async () => {
    const { origin, size } = parseCheckpoint(parseNote(await newest('directory')).body);
    const other = signed('directory', formatCheckpoint({ origin, size, root: new Uint8Array(32).fill(0xab) }));
    samir.line.alter('/v1/directory/checkpoint', () => JSON.stringify({ note: other }));
    await page.getByRole('button', { name: 'Check again' }).click();
    const title = 'The relay has shown two different directories';
    await indicator(/^In doubt: The relay has shown two different directories/).waitFor({ timeout: PATIENCE });
    await tells(title, /The two records[^]*abab ?abab[^]*Telephone two authorities/);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      story(title).getByRole('button', { name: 'Save the evidence file' }).click(),
    ]);
    const { notice } = JSON.parse(readFileSync(await download.path(), 'utf8')) as { readonly notice: object };
    expect(notice).toMatchObject({ code: 'directory.fault', detail: 'directory.forked', evidence: { met: other } });
    expect(await samir.axe()).toEqual([]);
    samir.line.alter('/v1/directory/checkpoint', (answer) => answer);
    await dealtWith(title);
  }, 120_000);

  it('leaves a message out: its place stays, says so in words, and is filled once it is given', async () => {
    await goTo(page, `/c/${conversation}`);
    await page.getByText('Are you there?').waitFor({ timeout: PATIENCE });
    withheld = 'next';
    await stage.product.json('marenia', 'conversation', 'say', conversation, 'The warrant is withdrawn.');
    await stage.product.json('marenia', 'conversation', 'say', conversation, 'Release him today.');
    const gap = page.locator('.gap').filter({ hasText: /^Message \d+ has not arrived\./ });
    await gap.waitFor({ timeout: PATIENCE });
    const [place] = withheld as unknown as WireFrame;
    await eventually(async () => {
      expect(await gap.innerText()).toMatch(
        new RegExp(`Message ${String(place)} has not arrived[^]*Something that was written may be missing`),
      );
    });
    // What comes after it is not read out of its order.
    await page.getByText('Release him today.').waitFor({ state: 'detached' });
    await indicator(/^\d+ notices? to read/).waitFor({ timeout: PATIENCE });
    expect(await samir.axe()).toEqual([]);
    const late = page.locator('.gap.calm').filter({ hasText: `Message ${String(place)} came late.` });
    // A look at the record finds the same gap, and tells no other story of it.
    await toTheRecord();
    await page.getByRole('button', { name: 'Check again' }).click();
    await tells(`Message ${String(place)} has not arrived`, /frames\.gap: .*then \d+/);
    await goTo(page, `/c/${conversation}`);
    withheld = undefined;
    await stage.product.json('marenia', 'conversation', 'say', conversation, 'Please confirm.');
    await page.getByText('Release him today.').waitFor({ timeout: PATIENCE });
    await late.waitFor();
    await page.getByText('The warrant is withdrawn.').waitFor();
    await gap.waitFor({ state: 'detached' });
    // At once, and not with the next checkpoint.
    await indicator(/^\d+ notices? to read/).waitFor({ state: 'detached', timeout: 5_000 });
    await toTheRecord();
    const told = page.getByRole('article', { name: `Message ${String(place)} has not arrived` });
    await told.first().waitFor();
    await eventually(async () => {
      expect(await told.getByText(/^frames\.gap: /).allInnerTexts()).toHaveLength(1);
    });
  }, 180_000);

  it('gives a key of its own as that of an office: the officer reads that nothing was sealed to it', async () => {
    samir.line.alter('/v1/agreement-keys/query', (answer) => {
      const { keys } = JSON.parse(answer) as AgreementKeys;
      const ghost = toBase64url(newAgreementKey().publicKey);
      return JSON.stringify({ keys: keys.map((key) => ({ ...key, key: ghost })) });
    });
    await page.getByRole('link', { name: 'Inbox' }).click();
    await page.keyboard.press('n');
    await page.getByRole('searchbox', { name: /State, authority/ }).fill('esmere');
    await page.getByRole('button', { name: /^Choose: Principality of Esmere/ }).click();
    await page.getByLabel('Subject').fill('Bank records of Norvane Shipping');
    await page.getByRole('button', { name: 'Open the conversation' }).click();
    const title = 'The relay gave a false key for a device';
    await page.waitForURL(/\/c\//);
    await indicator(/^In doubt: The relay gave a false key/).waitFor({ timeout: PATIENCE });
    await indicator(/^In doubt/).click();
    await tells(title, /not signed by that device[^]*Nothing was sealed to it[^]*waits until the true key is given/);
    samir.line.alter('/v1/agreement-keys/query', (answer) => answer);
    expect(await samir.axe()).toEqual([]);
  }, 120_000);

  it('lets a device into the directory that nobody entitled has enrolled: its entry is named, and has no effect', async () => {
    const ask = async (noun: string, most: number): Promise<unknown> =>
      (await fetch(new URL(`/v1/directory/${noun}?from=0&limit=${String(most)}`, stage.origin))).json();
    const { entries } = (await ask('entries', 1_000)) as DirectoryEntries;
    const { statements } = (await ask('statements', 250)) as DirectoryStatements;
    const enrolled = statements.findLast(({ statement }) => statement.includes('"type":"device.enrolled"'));
    const model = enrolled?.statement ?? '';
    const ghost = model.replace(/(?<="signature":").{42}/, 'G'.repeat(42));
    expect(ghost).not.toBe(model);
    const { subject } = (JSON.parse(ghost) as { readonly body: { readonly subject: string } }).body;
    const all = [...entries, { subject, statement: toBase64url(statementHash(ghost)) }];
    const tree = new MerkleTree();
    for (const entry of all) tree.append(leafHash(entryBytes(entry.subject, fromBase64url(entry.statement))));
    const { origin } = parseCheckpoint(parseNote(await newest('directory')).body);
    const note = signed('directory', formatCheckpoint({ origin, size: tree.size, root: tree.root() }));
    samir.line.alter('/v1/directory/checkpoint', () => JSON.stringify({ note }));
    samir.line.alter('/v1/directory/entries', () => JSON.stringify({ entries: all.slice(-1) }));
    samir.line.alter('/v1/directory/statements', () =>
      JSON.stringify({ statements: [{ index: entries.length, statement: ghost, openings: [] }] }),
    );
    await toTheRecord();
    await page.getByRole('button', { name: 'Check again' }).click();
    const title = 'An entry of the directory was refused';
    await story(title).waitFor({ timeout: PATIENCE });
    await tells(
      title,
      new RegExp(
        `Entry ${String(entries.length)} of the directory was made by somebody who is not entitled[^]*no effect`,
      ),
    );
  }, 120_000);
});

/** The pages of frames and lists of them in a packet. */
function framesIn(data: readonly unknown[]): WireFrame[][] {
  return data
    .map((part) => (Array.isArray(part) ? part : (part as { readonly frames?: unknown } | null)?.frames))
    .filter((frames): frames is WireFrame[] => Array.isArray(frames));
}
