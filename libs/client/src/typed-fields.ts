// What is typed into more than one form, and whether it is of its form.

import type { z } from 'zod';

/** A field as it is judged while others of its form are wrong: left out where it is wrong itself. */
export const sound = <Field extends z.ZodType>(field: Field) => field.optional().catch(undefined);

/** Whether a text may be one e-mail address: no spaces, and something on both sides of one `@`. */
export function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(text);
}

/** Whether a text may be telephone numbers: digits with what is written between them, and an extension at most. */
export function isTelephone(text: string): boolean {
  return /\d/.test(text) && /^[\d\s+(),./;-]+(?:(?:ext\.?|x) ?\d+)?$/i.test(text);
}

/** Whether a text is an address that a browser opens: a scheme, and a host with a dot. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s./?#@:]+(?:\.[^\s./?#@:]+)+(?::\d+)?(?:[/?#]\S*)?$/i.test(text);
}

/** A web address as it was typed, with `https://` where it names no scheme. */
export function withScheme(text: string): string {
  return text === '' || /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
}
