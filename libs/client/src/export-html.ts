import { sha256 } from '#crypto/verify';
import { fill, markup, type Markup, pageWords, spoken, stateName, styleElement } from '#pages';
import { toBase64url, utf8 } from '#primitives';
import { standardBase64 } from './export-base64.js';
import type { ExportedPerson } from './export-file.js';
import type { PageContext } from './export-html-context.js';
import { entryOf } from './export-html-entry.js';
import { exportStyle } from './export-style.js';
import { writtenAt, type VerifiedExport } from './export-verify.js';
import { exportWords, type ExportWords } from './export-words.js';

/** What an exported page is made with. */
export interface PageOptions {
  /** A translation; English where absent. */
  readonly words?: ExportWords;
  /** The JSON text that the page goes with: the page names it by its SHA-256. */
  readonly json?: string;
}

/**
 * An export as one page of HTML that opens without network and runs nothing: made of what the JSON was found to prove, so
 * that it shows no other words. Whatever anybody wrote is escaped.
 */
export function exportPage(verified: VerifiedExport, { words = exportWords, json }: PageOptions = {}): string {
  const context = contextOf(verified, words);
  const { account } = verified;
  const subject = verified.messages
    .map(({ content }) => (content?.type === 'heading' ? content.subject : undefined))
    .findLast((one) => one !== undefined);
  const parties = fill(words.title, { parties: context.sides.map((side) => side.name).join(', ') });
  const policy = `default-src 'none'; style-src 'sha256-${standardBase64(sha256(utf8(exportStyle)))}'; img-src data:; base-uri 'none'; form-action 'none'`;
  const page = markup`<!doctype html>
<html lang="${words.language}" dir="${words.direction}" translate="no">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${subject ?? parties}</title>
${styleElement(exportStyle)}
</head>
<body>
<header>
<h1 dir="auto">${subject ?? parties}</h1>
${subject === undefined ? undefined : markup`<p dir="auto">${parties}</p>`}
<p>${fill(words.exportedBy, { who: context.nameOf(account.by), time: context.time(account.at) })} ${partWords(verified, words)}</p>
<p>${words.sides}: ${context.sides.map((side, i) => markup`${i > 0 ? '; ' : ''}<span class="letter">${side.letter}</span> <bdi>${side.name}</bdi>${side.ours ? ` (${words.ours})` : ''}`)}</p>
<p>${words.times}</p>
</header>
${aboutOf(verified, context)}
<main>
${daysOf(verified, context)}
</main>
${footOf(verified, context, json)}
</body>
</html>
`;
  return page.text;
}

function aboutOf({ logged, network, account }: VerifiedExport, { words, time }: PageContext): Markup {
  const places = fill(words.provesPlaces, { time: time(logged.at), network: network.name });
  const forum = account.kind === 'forum' ? markup`<p>${words.provesForum}</p>` : undefined;
  return markup`<section class="about">
<h2>${words.proves}</h2>
<p>${words.provesPage}</p>
<p>${places}</p>
<p>${words.provesNoAuthors}</p>
${forum}
</section>`;
}

function daysOf({ frames, account }: VerifiedExport, context: PageContext): Markup[] {
  const shown = frames.filter(({ seq }) => seq >= account.from && seq <= account.to);
  const days: { day: string; entries: Markup[] }[] = [];
  for (const frame of shown) {
    const entry = entryOf(frame, context);
    if (entry === undefined) continue;
    const day = context.day(writtenAt(frame.id));
    if (days.at(-1)?.day !== day) days.push({ day, entries: [] });
    days.at(-1)?.entries.push(entry);
  }
  return days.map(
    ({ day, entries }) => markup`<section>
<h2>${day}</h2>
<ol>
${entries}</ol>
</section>
`,
  );
}

function footOf(
  { network, conversation, logged }: VerifiedExport,
  { words, time }: PageContext,
  json?: string,
): Markup {
  const row = (name: string, value: string): Markup => markup`<dt>${name}</dt><dd class="hash">${value}</dd>
`;
  return markup`<footer class="about">
<h2>${words.check}</h2>
<p><code>${words.checkCommand}</code></p>
<dl>
${row(words.network, `${network.name} ${toBase64url(network.id)}`)}${row(words.conversation, conversation)}${row(words.loggedHead, fill(words.loggedHeadValue, { seq: logged.seq, time: time(logged.at) }))}${json === undefined ? undefined : row(words.json, toBase64url(sha256(utf8(json))))}</dl>
</footer>`;
}

function partWords({ frames, account }: VerifiedExport, words: ExportWords): string {
  return account.from === 1 && account.to === frames.at(-1)?.seq
    ? ''
    : fill(words.part, { from: account.from, to: account.to });
}

function contextOf({ account, messages }: VerifiedExport, words: ExportWords): PageContext {
  const people = new Map(account.people.map((person) => [person.device as string, person]));
  const ours = people.get(account.by)?.authority;
  const authorities = new Map<string, string>();
  const take = ({ authority, authorityName = authority, state }: ExportedPerson): void => {
    if (authority === undefined) return;
    authorities.set(
      authority,
      fill(state === undefined ? '{{name}}' : words.authority, {
        name: authorityName ?? '',
        state: stateName({ ...pageWords, language: words.language }, state ?? ''),
      }),
    );
  };
  for (const person of account.people.filter(({ authority }) => authority === ours)) take(person);
  for (const person of account.people) take(person);
  for (const { authority } of account.places)
    if (authority !== undefined && !authorities.has(authority)) authorities.set(authority, authority);
  const format = (options: Intl.DateTimeFormatOptions): ((at: number) => string) => {
    const formatter = new Intl.DateTimeFormat(spoken(words.language), { ...options, timeZone: 'UTC' });
    return (at) => formatter.format(new Date(at * 1000));
  };
  const time = format({ dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });
  return {
    words,
    messages: new Map(messages.map((message) => [message.seq, message])),
    byId: new Map(messages.map((message) => [message.id, message])),
    places: new Map(account.places.map((place) => [place.seq, place])),
    people,
    sides: [...authorities].map(([authority, name], i) => ({
      authority,
      name,
      letter: String.fromCharCode(65 + (i % 26)),
      ours: authority === ours,
    })),
    nameOf(device) {
      const { name, officer, authority } = people.get(device) ?? {};
      const known = name ?? officer;
      return known === undefined
        ? words.unknownPerson
        : fill(words.person, { name: known, authority: authorities.get(authority ?? '') ?? '' });
    },
    authorityName: (authority) => authorities.get(authority) ?? authority,
    day: format({ dateStyle: 'full' }),
    time: (at) => `${time(at)} UTC`,
    clock: format({ timeStyle: 'short', hourCycle: 'h23' }),
  };
}
