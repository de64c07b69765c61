import type { ShownAuthority } from './authority.js';
import { factsOf, type Fact } from './facts.js';
import { markup, type Markup } from './markup.js';
import type { PageWords } from './words.js';

/** What an authority's designation and page say, as part of a page under a heading of the level before. */
export function authorityMarkup(authority: ShownAuthority, words: PageWords, level: 2 | 3): Markup {
  const none = authority.page === null ? markup`<p class="aside">${words.facts.noPage}</p>\n` : undefined;
  return markup`${none}${factsOf(authority, words).map(({ title, facts }) => {
    const heading = level === 2 ? markup`<h2>${title}</h2>` : markup`<h3>${title}</h3>`;
    return markup`<section class="group">
${heading}
${bodyOf(facts, title, words)}</section>
`;
  })}`;
}

// What an authority wrote itself under a topic is a text, in its own language; all else is names and values.
function bodyOf(facts: readonly Fact[], title: string, words: PageWords): Markup {
  const [only] = facts;
  if (only?.language !== undefined && title !== words.facts.names)
    return markup`<p class="written" lang="${only.language}" dir="auto">${only.text}</p>
`;
  return markup`<dl>
${facts.map((fact) => markup`<div><dt>${fact.label}</dt><dd>${valueOf(fact)}</dd></div>\n`)}</dl>
`;
}

function valueOf({ text, address, language }: Fact): Markup {
  if (address === 'web' && isWebAddress(text))
    return markup`<a href="${text}" rel="external nofollow noopener noreferrer">${text}</a>`;
  if (address === 'email' && /^[^\s@?&]+@[^\s@?&]+$/.test(text)) return markup`<a href="mailto:${text}">${text}</a>`;
  return language === undefined ? markup`<bdi>${text}</bdi>` : markup`<bdi lang="${language}">${text}</bdi>`;
}

// Whatever else an address may begin with, a browser could run it.
function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s]+$/i.test(text);
}
