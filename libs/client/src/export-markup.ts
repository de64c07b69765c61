import { markup, type Markup } from '#pages';

/** A line that names a place, which is gone to. @param text - with the place in double braces */
export function linked(text: string, seq: number, kind = 'mark'): Markup {
  const [before = '', after = ''] = text.split('{{place}}');
  return markup`<p class="${kind}">${before}<a href="#p${seq}">#${seq}</a>${after}</p>
`;
}

/** A line that is the page's own word, and nobody's message. */
export function aside(text: string): Markup {
  return markup`<p class="aside" dir="auto">${text}</p>
`;
}
