import { fill, markup, type Markup } from '#pages';
import type { Reaction } from './choices.js';
import type { ExportedPlace } from './export-file.js';
import { changeWords } from './export-html-changes.js';
import type { PageContext } from './export-html-context.js';
import { aside, linked } from './export-markup.js';
import type { ExportedMessage } from './export-verify.js';
import type { ExportWords } from './export-words.js';

/** What a message says: its words, and what stood before a correction; or in the page's words, what it did. */
export function said(message: ExportedMessage, place: ExportedPlace | undefined, context: PageContext): Markup {
  const { words, messages, byId } = context;
  const { content } = message;
  switch (content?.type) {
    case 'text': {
      const correction = messages.get(place?.corrections?.at(-1) ?? 0);
      // Which message it corrects stands in the correction itself, whatever the account says.
      if (correction?.content?.type !== 'correction' || correction.content.message !== message.id)
        return paragraphs(content.text, words, content.language);
      return markup`${paragraphs(correction.content.text, words, content.language)}${linked(words, 'corrected', correction.seq, 'mark')}<div class="first"><p class="mark">${words.before}</p>
${paragraphs(content.text, words, content.language)}</div>
`;
    }
    case 'correction': {
      const target = byId.get(content.message);
      return target === undefined ? aside(words.correctionOfNothing) : linked(words, 'correction', target.seq, 'aside');
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

function line(text: string, name: string, value: string | undefined): Markup | undefined {
  return value === undefined
    ? undefined
    : markup`<p dir="auto">${fill(text, { [name]: value })}</p>
`;
}
