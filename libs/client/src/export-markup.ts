import { fill, markup, type Markup } from '#pages';
import type { ExportWords } from './export-words.js';

/** A line that names a place, which is gone to. @param said - of the words, with the place in double braces */
export function linked(words: ExportWords, said: keyof ExportWords, seq: number, kind = 'mark'): Markup {
  const [before = '', after = ''] = words[said].split('{{place}}');
  return markup`<p class="${kind}">${before}<a href="#p${seq}">${fill(words.number, { seq })}</a>${after}</p>
`;
}

/** A line that is the page's own word, and nobody's message. */
export function aside(text: string): Markup {
  return markup`<p class="aside" dir="auto">${text}</p>
`;
}
