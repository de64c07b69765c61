import { beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { exportsOf } from '../../../tests/support/fake-exports.js';
import { withLiaison } from '../../../tests/support/liaison.js';
import { say, talking } from '../../../tests/support/talking.js';
import { exportPage } from './export-html.js';
import type { ConversationExport } from './exports.js';
import { exportWords } from './export-words.js';

const HOSTILE = `<script>alert(1)</script> "quoted" & 'so'\u0007 <img src=x onerror=alert(1)>`;

let made: ConversationExport;
let page: string;

beforeAll(async () => {
  const { alice, bob, id, relay } = await talking();
  const first = await alice.client.say(id, `${HOSTILE}\n\nsecond paragraph`);
  await alice.client.settle(id);
  await bob.client.sync();
  await bob.client.say(id, 'مرحبا', { language: 'ar', answers: first });
  await bob.client.say(id, 'on the record', { onTheRecord: true });
  const slip = await bob.client.say(id, 'on Tuesday');
  const gone = await bob.client.say(id, 'never mind');
  await bob.client.settle(id);
  await bob.client.correct(id, slip, 'on Wednesday');
  await bob.client.withdraw(id, gone);
  await bob.client.settle(id);
  await alice.client.sync();
  await alice.client.note(id, slip);
  await alice.client.settle(id);
  made = await exportsOf(relay, alice).make(id);
  page = exportPage(made.verified, { json: made.text });
});

describe('an exported page', () => {
  it('runs nothing and asks nothing of any network', () => {
    const tags = page.match(/<[^>]*>/g)?.join('\n') ?? '';
    expect(tags).not.toMatch(/<script|<iframe|<link|<form|<base|\son\w+=|javascript:|(?:src|href)="(?!#|data:)|url\(/i);
    const style = /<style>(.*?)<\/style>/s.exec(page)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(page.replaceAll('&#39;', "'")).toContain(
      `content="default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'"`,
    );
    expect(page).not.toMatch(/\sstyle=/);
  });

  it('shows what anybody wrote as text, whatever stands in it', () => {
    expect(page).toContain(
      '&lt;script&gt;alert(1)&lt;/script&gt; &quot;quoted&quot; &amp; &#39;so&#39;\ufffd &lt;img src=x onerror=alert(1)&gt;',
    );
    expect(page).toContain('<p dir="auto" class="gap">second paragraph</p>');
  });

  it('marks languages, answers, corrections with what stood first, and what was noted', () => {
    expect(page).toMatch(/<div class="words" lang="ar">\s*<p dir="auto">مرحبا<\/p>/);
    expect(page).toContain('Answers <a href="#p2">no. 2</a>');
    expect(page).toMatch(/on Wednesday.*Corrected at.*At first.*on Tuesday/s);
    expect(page).toMatch(/Noted by/);
  });

  it('keeps the place of what was withdrawn, and not its words', () => {
    expect(page).toMatch(/id="p6".*?Withdrawn by its author at <a href="#p8">no. 8<\/a>/s);
    expect(page).not.toContain('never mind');
    expect(made.text).not.toContain('never mind');
  });

  it('tells sides apart by letter and line, and says what is on the record', () => {
    expect(page).toMatch(/<li id="p2" class="entry side-0">\s*<div class="who"><span class="letter"[^>]*>A</);
    expect(page).toMatch(/<li id="p3" class="entry side-1">\s*<div class="who"><span class="letter"[^>]*>B</);
    expect(page.match(/class="mark record"/g)).toHaveLength(1);
  });

  it('writes days, numbers and States as the screens do', () => {
    expect(page).toMatch(/Exported by .* on \d{1,2} [A-Z][a-z]+ \d{4}, \d\d:\d\d UTC\./);
    expect(page).toMatch(/<h2>[A-Z][a-z]+day,? \d{1,2} [A-Z][a-z]+ \d{4}<\/h2>/);
    expect(page).toContain('>no. 2</a>');
    const people = made.verified.account.people.map((person) => ({ ...person, state: 'QM' }));
    const told = exportPage({ ...made.verified, account: { ...made.verified.account, people } });
    expect(told).toContain('(Republic of Marenia)');
    expect(told).not.toContain('(QM)');
  });

  it('says what it proves and what not, and which JSON it goes with', () => {
    expect(page).toContain('It proves nothing by itself');
    expect(page).toContain('Neither proves who wrote them.');
    expect(page).toContain(createHash('sha256').update(made.text).digest('base64url'));
  });

  it('takes every word from its catalogue', () => {
    const words = Object.fromEntries(
      Object.entries(exportWords).map(([key, text]) => [key, key === 'language' ? 'en' : `⟦${text}⟧`]),
    ) as unknown as typeof exportWords;
    const said = exportPage(made.verified, { words: { ...words, direction: 'rtl' } });
    expect(said).toContain('<html lang="en" dir="rtl" translate="no">');
    const bare = said
      .replaceAll(/<style>.*?<\/style>/gs, '')
      .replaceAll(/<[^>]*>/g, '\n')
      .replaceAll(/⟦.*?⟧/gs, '');
    expect(bare).not.toMatch(/\b(?:Corrected|Withdrawn|Noted|Answers|added|opened)\b/);
  });
});

describe('an exported page with a liaison officer', () => {
  const namesOf = (html: string): (string | undefined)[] =>
    [...html.matchAll(/<bdi class="authority">(.*?)<\/bdi>/g)].map(([, name]) => name);

  it('shows their words on the side of the authority that they sit for, which is theirs as the exporter’s', async () => {
    const { relay, liaison, north, id } = await withLiaison();
    await say(liaison, id, 'Good morning.');
    const { verified } = await exportsOf(relay, liaison).make(id);
    const html = exportPage(verified);
    expect(verified.account.people.find(({ device }) => device === liaison.device.id)?.authority).toBe(north.id);
    expect(html).not.toContain('Office of the East');
    expect(html).toMatch(/<span class="letter">A<\/span> <bdi>[^<]*<\/bdi> \(of the exporter\)/);
    expect(html.match(/class="entry roster"|class="entry side-\d"/g)).toEqual([
      'class="entry roster"',
      'class="entry side-0"',
    ]);
    expect(new Set(namesOf(html)).size).toBe(1);
  });

  it('leaves what they said for one authority there when they sit for another since', async () => {
    const { relay, liaison, alice, north, id, seatElsewhere } = await withLiaison();
    await say(liaison, id, 'Good morning.');
    await seatElsewhere();
    await say(liaison, id, 'Good night.');
    await alice.client.sync();
    const { verified } = await exportsOf(relay, alice).make(id);
    expect(verified.account.places.filter(({ authority }) => authority !== undefined)).toEqual([
      expect.objectContaining({ seq: 2, authority: north.id }),
    ]);
    const names = namesOf(exportPage(verified));
    expect(names[1]).toBe(names[0]);
    expect(names.at(-1)).toContain('Office of the East');
  });
});
