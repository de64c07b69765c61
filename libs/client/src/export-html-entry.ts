import type { Change } from '#roster';
import { safeFileName } from './attachment-files.js';
import { standardBase64 } from './export-base64.js';
import type { ExportedFrame, ExportedPerson, ExportedPlace } from './export-file.js';
import { markup, type Markup } from './export-markup.js';
import { writtenAt, type ExportedMessage } from './export-verify.js';
import { fill, type ExportWords } from './export-words.js';
import type { Reaction } from './message-content.js';

/** An authority that speaks, told apart by its letter and the line beside its messages. */
interface PageSide {
  readonly authority: string;
  readonly name: string;
  readonly letter: string;
  readonly ours: boolean;
}

/** What every entry of a page is made with. */
export interface PageContext {
  readonly words: ExportWords;
  readonly messages: ReadonlyMap<number, ExportedMessage>;
  readonly byId: ReadonlyMap<string, ExportedMessage>;
  readonly places: ReadonlyMap<number, ExportedPlace>;
  readonly people: ReadonlyMap<string, ExportedPerson>;
  readonly sides: readonly PageSide[];
  readonly nameOf: (device: string) => string;
  readonly authorityName: (authority: string) => string;
  readonly day: (at: number) => string;
  readonly time: (at: number) => string;
  readonly clock: (at: number) => string;
}

const LINES = 4;
/** Browsers take no address of data that is much longer. */
const MOST_LINKED_BYTES = 20 * 1024 * 1024;
/** An image of more bytes is only to be saved. */
const MOST_PREVIEW_BYTES = 4 * 1024 * 1024;
/** Images that every browser draws and that run nothing. */
const DRAWN: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);
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

function sideOf({ sender }: ExportedFrame, { people, sides }: PageContext): PageSide | undefined {
  const authority = people.get(sender)?.authority;
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
<a class="place" href="#p${seq}" title="${fill(words.place, { seq })}">#${seq}</a>`;
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
  if (place?.afterRevocation === true) mark(words.afterRevocation);
  const { content } = message ?? {};
  const answered = content?.type === 'text' || content?.type === 'attachment' ? content.answers : undefined;
  const answers = answered === undefined ? undefined : byId.get(answered);
  if (answers !== undefined) marks.push(linked(words.answers, answers.seq));
  return marks;
}

function messageWords({ seq }: ExportedFrame, message: ExportedMessage | undefined, context: PageContext): Markup {
  const { words, places } = context;
  const place = places.get(seq);
  if (place?.withdrawn !== undefined) return linked(words.withdrawn, place.withdrawn, 'aside');
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

function said(message: ExportedMessage, place: ExportedPlace | undefined, context: PageContext): Markup {
  const { words, messages, byId } = context;
  const { content } = message;
  switch (content?.type) {
    case 'text': {
      const correction = messages.get(place?.corrections?.at(-1) ?? 0);
      // Which message it corrects stands in the correction itself, whatever the account says.
      if (correction?.content?.type !== 'correction' || correction.content.message !== message.id)
        return paragraphs(content.text, words, content.language);
      return markup`${paragraphs(correction.content.text, words, content.language)}${linked(words.corrected, correction.seq, 'mark')}<div class="first"><p class="mark">${words.before}</p>
${paragraphs(content.text, words, content.language)}</div>
`;
    }
    case 'correction': {
      const target = byId.get(content.message);
      return target === undefined ? aside(words.correctionOfNothing) : linked(words.correction, target.seq, 'aside');
    }
    case 'withdrawal':
      return aside(words.withdrawal);
    case 'noted':
      return aside(words.noted);
    case 'reaction':
      return aside(fill(words.reaction, { reaction: reactionWords(content.reaction, words) }));
    case 'heading':
      return markup`<p class="mark">${words.heading}</p>
${line(words.headingSubject, 'subject', content.subject)}${line(words.headingReference, 'reference', content.reference)}${line(words.headingPurposes, 'purposes', content.purposes?.join(', ').replaceAll('-', ' '))}`;
    case 'consent.asked':
      return aside(fill(words.consentAsked, { change: changeWords(content.change, context) }));
    case 'consent.given':
      return aside(words.consentGiven);
    case 'history.granted':
      return aside(fill(words.historyGranted, { from: content.from, to: content.to }));
    case 'attachment':
      return content.text === undefined ? markup`` : paragraphs(content.text, words);
    default:
      return aside(otherWords(message, words));
  }
}

function reactionWords(reaction: Reaction | undefined, words: ExportWords): string {
  switch (reaction) {
    case undefined:
      return words.reactionTakenBack;
    case 'agreed':
      return words.reactionAgreed;
    case 'thanks':
      return words.reactionThanks;
    case 'question':
      return words.reactionQuestion;
    case 'seen':
      return words.reactionSeen;
  }
}

function otherWords({ json }: ExportedMessage, words: ExportWords): string {
  const type: unknown = typeof json === 'object' && json !== null && 'type' in json ? json['type'] : undefined;
  return fill(words.otherContent, { type: typeof type === 'string' ? type : '?' });
}

/** Each line of a text as a paragraph with a direction of its own; nothing in it is taken for markup. */
function paragraphs(text: string, words: ExportWords, language?: string): Markup {
  const known = language !== undefined && /^[A-Za-z0-9-]{2,35}$/.test(language) ? language : undefined;
  const mark =
    known === undefined
      ? undefined
      : markup`<p><span class="lang" title="${fill(words.inLanguage, { language: known })}">${known}</span></p>
`;
  let gap = false;
  const lines: Markup[] = [];
  for (const one of text.split('\n')) {
    if (one.trim() !== '')
      lines.push(markup`<p dir="auto"${gap ? markup` class="gap"` : undefined}>${one}</p>
`);
    gap = one.trim() === '' && lines.length > 0;
  }
  return known === undefined
    ? markup`<div class="words">
${lines}</div>
`
    : markup`${mark}<div class="words" lang="${known}">
${lines}</div>
`;
}

function fileOf(
  { attachment }: ExportedMessage,
  place: ExportedPlace | undefined,
  words: ExportWords,
): Markup | undefined {
  if (attachment === undefined) {
    const why = place?.attachment;
    if (why === undefined) return undefined;
    const left = {
      'not-asked': words.attachmentNotAsked,
      'too-large': words.attachmentTooLarge,
      unavailable: words.attachmentUnavailable,
    };
    return aside(left[why]);
  }
  const { name, mediaType, length, bytes } = attachment;
  const named = fill(words.attachment, { name, size: sizeWords(length, words) });
  if (bytes.length > MOST_LINKED_BYTES)
    return markup`<div class="file">
<p dir="auto">${named}</p>
${aside(words.attachmentInJson)}</div>
`;
  const data = standardBase64(bytes);
  const isDrawn = DRAWN.has(mediaType) && bytes.length <= MOST_PREVIEW_BYTES;
  // Under a type that no browser opens by itself, whatever its sender said it is.
  return markup`<div class="file">
<p dir="auto">${named}</p>
${isDrawn ? markup`<img src="data:${mediaType};base64,${data}" alt="${name}">` : undefined}
<p class="save"><a download="${safeFileName(name, mediaType)}" href="data:application/octet-stream;base64,${data}">${fill(words.download, { name })}</a></p>
</div>
`;
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

function changeWords(change: Change, context: PageContext): string {
  const { words, people } = context;
  switch (change.type) {
    case 'device.added':
      return fill(words.deviceAdded, { who: context.nameOf(change.device) });
    case 'device.removed':
      return fill(words.deviceRemoved, { who: context.nameOf(change.device) });
    case 'party.added':
      return fill(words.partyAdded, { authority: context.authorityName(change.authority) });
    case 'party.removed':
      return fill(words.partyRemoved, { authority: context.authorityName(change.authority) });
    case 'policy.set':
      return words.policySet;
    case 'policy.changed':
      return words.policyChanged;
    case 'moderator.added':
    case 'moderator.removed': {
      const person = [...people.values()].find(({ officer }) => officer === change.officer);
      const who = person === undefined ? change.officer : context.nameOf(person.device);
      return fill(change.type === 'moderator.added' ? words.moderatorAdded : words.moderatorRemoved, { who });
    }
    case 'conversation.closed':
      return words.closed;
    case 'conversation.reopened':
      return words.reopened;
  }
}

function linked(text: string, seq: number, kind = 'mark'): Markup {
  const [before = '', after = ''] = text.split('{{place}}');
  return markup`<p class="${kind}">${before}<a href="#p${seq}">#${seq}</a>${after}</p>
`;
}

function aside(text: string): Markup {
  return markup`<p class="aside" dir="auto">${text}</p>
`;
}

function line(text: string, name: string, value: string | undefined): Markup | undefined {
  return value === undefined
    ? undefined
    : markup`<p dir="auto">${fill(text, { [name]: value })}</p>
`;
}

function sizeWords(bytes: number, words: ExportWords): string {
  if (bytes < 1000) return fill(words.sizeBytes, { count: bytes });
  if (bytes < 1_000_000) return fill(words.sizeKilobytes, { count: Math.round(bytes / 1000) });
  return fill(words.sizeMegabytes, { count: Math.round(bytes / 100_000) / 10 });
}
