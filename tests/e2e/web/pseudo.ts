import { readdirSync, readFileSync } from 'node:fs';
import type { BrowserContext } from 'playwright-core';

const ENGLISH = new URL('../../../apps/web/src/locales/en/', import.meta.url);

/** Accented English, a third longer, and the same from right to left. */
export type PseudoLanguage = 'en-XA' | 'ar-XB';

type Text = string | readonly string[];
type Words = { readonly [key: string]: Text | Words };

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ACCENTED = Array.from('åƀçďéƒĝĥîĵķļɱñôþɋŕšţûṽŵẋýžÅƁÇĎÉƑĜĤÎĴĶĻṀÑÔÞɊŔŠŢÛṼŴẊÝŽ');
// What is put in, the tags of marked-up texts, and what is taken over from other keys stay as they are.
const KEPT = /(\{\{.*?\}\}|<.*?>|\$t\(.*?\))/;
const PLURALS = ['zero', 'one', 'two', 'few', 'many', 'other'];

/** A text as a language with long words writes it, in brackets that show where it was cut off. */
function pseudo(text: string): string {
  // The code of a State is as long in every language.
  if (/^[A-Z]{3}$/.test(text)) return text;
  const accented = text
    .split(KEPT)
    .map((part, at) =>
      at % 2 === 1 ? part : [...part].map((letter) => ACCENTED[PLAIN.indexOf(letter)] ?? letter).join(''),
    )
    .join('');
  return `[${accented}${' ẋẋẋ'.repeat(Math.ceil(text.length / 12))}]`;
}

function translated(words: Words): Words {
  return Object.fromEntries(
    Object.entries(words).flatMap(([key, value]): readonly (readonly [string, Text | Words])[] => {
      if (isList(value)) return [[key, value.map(pseudo)]];
      if (typeof value !== 'string') return [[key, translated(value)]];
      // Languages with more plural forms than English have them from its last one.
      const noun = /^(.*)_other$/.exec(key)?.[1];
      const forms = noun === undefined ? [key] : PLURALS.map((form) => `${noun}_${form}`);
      return forms.filter((form) => form === key || !(form in words)).map((form) => [form, pseudo(value)] as const);
    }),
  );
}

function isList(value: Text | Words): value is readonly string[] {
  return Array.isArray(value);
}

/** Has a browser speak a pseudo-language, whose catalogues are made from the English ones when they are asked for. */
export async function speak(context: BrowserContext, language: PseudoLanguage): Promise<void> {
  await context.addInitScript(`localStorage.setItem('comity.preferences', '${JSON.stringify({ language })}')`);
  for (const file of readdirSync(ENGLISH)) {
    const words = JSON.parse(readFileSync(new URL(file, ENGLISH), 'utf8')) as Words;
    await context.route(`**/locales/${language}/${file}`, (route) => route.fulfill({ json: translated(words) }));
  }
}
