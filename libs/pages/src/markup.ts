/** Markup that is safe to stand in a page: made by {@link markup} alone. */
export class Markup {
  private constructor(readonly text: string) {}

  /** @internal */
  static made(text: string): Markup {
    return new Markup(text);
  }
}

/** What may stand in {@link markup}: text, which is escaped; markup, which is not; nothing. */
export type MarkupPart = string | number | Markup | readonly Markup[] | undefined;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Markup out of a template: every text in it is escaped, for elements and for attributes in quotation marks alike. */
export function markup(literals: TemplateStringsArray, ...parts: readonly MarkupPart[]): Markup {
  return Markup.made(literals.reduce((before, literal, i) => before + textOf(parts[i - 1]) + literal));
}

/** A style sheet as it stands in a page. @param css - the program's own, never another's text */
export function styleElement(css: string): Markup {
  return Markup.made(`<style>${css}</style>`);
}

function textOf(part: MarkupPart): string {
  if (part === undefined) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'object') return part.map(({ text }) => text).join('');
  return escaped(String(part));
}

// A control character is no part of a page; what shows nothing is shown as such.
function escaped(text: string): string {
  return text
    .replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
    .replaceAll(/(?![\n\t])\p{Cc}/gu, '\ufffd');
}
