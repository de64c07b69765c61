import { fill, markup, type Markup } from '#pages';
import type { ExportedFrame, ExportedPlace } from './export-file.js';
import { changeWords } from './export-html-changes.js';
import type { PageContext, PageSide } from './export-html-context.js';
import { fileOf } from './export-html-file.js';
import { said } from './export-html-said.js';
import { aside, linked } from './export-markup.js';
import { writtenAt, type ExportedMessage } from './export-verify.js';
import type { ExportWords } from './export-words.js';

const LINES = 4;
/** What says nothing to a reader. */
const SILENT: ReadonlySet<string> = new Set(['read', 'beside', 'notebook']);

/** One place as an entry of the page; undefined for what says nothing to a reader. */
export function entryOf(frame: ExportedFrame, context: PageContext): Markup | undefined {
  const message = context.messages.get(frame.seq);
  if (message?.content !== undefined && SILENT.has(message.content.type)) return undefined;
  const side = sideOf(frame, context);
  const kind =
    frame.kind === 'statement'
      ? 'roster'
      : `side-${String(Math.max(0, context.sides.indexOf(side ?? NOBODY)) % LINES)}`;
  const words = frame.kind === 'statement' ? rosterWords(frame, context) : messageWords(frame, message, context);
  return markup`<li id="p${frame.seq}" class="entry ${kind}">
<div class="who">${whoOf(frame, side, context)}</div>
${marksOf(frame, message, context)}${words}
</li>
`;
}

const NOBODY: PageSide = { authority: '', name: '', letter: '', ours: false };

function sideOf({ seq, sender }: ExportedFrame, { people, places, sides }: PageContext): PageSide | undefined {
  const authority = places.get(seq)?.authority ?? people.get(sender)?.authority;
  return sides.find((side) => side.authority === authority);
}

function whoOf({ seq, sender, id }: ExportedFrame, side: PageSide | undefined, context: PageContext): Markup {
  const { words, people, clock } = context;
  const person = people.get(sender);
  const at = writtenAt(id);
  return markup`<span class="letter" title="${fill(words.side, { letter: side?.letter ?? '?' })}">${side?.letter ?? '?'}</span>
<bdi class="name">${person?.name ?? person?.officer ?? words.unknownPerson}</bdi>
<bdi class="authority">${side?.name}</bdi>
<time datetime="${new Date(at * 1000).toISOString()}">${clock(at)}</time>
<a class="place" href="#p${seq}" title="${fill(words.place, { seq })}">${fill(words.number, { seq })}</a>`;
}

function marksOf({ seq }: ExportedFrame, message: ExportedMessage | undefined, context: PageContext): Markup[] {
  const { words, places, byId } = context;
  const place = places.get(seq);
  const marks: Markup[] = [];
  const mark = (text: string, kind = ''): void =>
    void marks.push(markup`<p class="mark ${kind}">${text}</p>
`);
  if (message?.signed !== undefined)
    mark(fill(words.onTheRecord, { authority: context.authorityName(message.signed.authority) }), 'record');
  if (place?.receivedBy !== undefined) mark(fill(words.receivedBy, { who: context.nameOf(place.receivedBy) }));
  if (place?.recovered === true) mark(words.recovered);
  if (place?.afterRevocation === true) mark(words.afterRevocation);
  const { content } = message ?? {};
  const answered = content?.type === 'text' || content?.type === 'attachment' ? content.answers : undefined;
  const answers = answered === undefined ? undefined : byId.get(answered);
  if (answers !== undefined) marks.push(linked(words, 'answers', answers.seq));
  return marks;
}

function messageWords({ seq }: ExportedFrame, message: ExportedMessage | undefined, context: PageContext): Markup {
  const { words, places } = context;
  const place = places.get(seq);
  if (place?.withdrawn !== undefined) return linked(words, 'withdrawn', place.withdrawn, 'aside');
  if (message === undefined) return aside(withoutWords(place, words));
  const noted = (place?.noted ?? []).map((one) => context.messages.get(one)?.sender).filter((one) => one !== undefined);
  const notedBy = noted.map(
    (who) => markup`<p class="mark">${fill(words.notedBy, { who: context.nameOf(who) })}</p>
`,
  );
  return markup`${said(message, place, context)}${fileOf(message, place, words)}${notedBy}`;
}

function withoutWords(place: ExportedPlace | undefined, words: ExportWords): string {
  if (place?.is === 'unreadable') return words.unreadable;
  return place?.is === 'refused' ? words.refused : words.noWords;
}

function rosterWords({ seq }: ExportedFrame, context: PageContext): Markup {
  const { words, places } = context;
  const place = places.get(seq);
  if (place === undefined || place.is !== 'roster') return aside(withoutWords(place, words));
  const changes = place.changes ?? [];
  if (changes.length === 0) return aside(words.keysRenewed);
  return markup`<ul>
${changes.map(
  (change) => markup`<li dir="auto">${changeWords(change, context)}</li>
`,
)}</ul>
`;
}
