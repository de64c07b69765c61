import { authorityMarkup, fill, htmlPage, languageName, markup, pageWords, stateName, term, type Markup } from '#pages';
import { type PublicAuthority, type PublicLine, type PublicList, type PublicQuery } from './public-directory.dto.js';
import { publicWords as words } from './public-directory.words.js';

/** The list, with its filter. @param canApply - whether a State can apply where this relay's web client is */
export function listPage(list: PublicList, query: PublicQuery, canApply: boolean): string {
  const title = fill(words.title, { network: list.network });
  return page(
    title,
    markup`<header>
<h1>${title}</h1>
<p>${words.lead}</p>
</header>
<main>
${filterForm(list.choices, query)}
<p role="status">${list.found === 0 ? words.none : fill(words.found, { count: list.found })}</p>
${byState(list.authorities)}${pageLinks(list, query)}${canApply ? markup`<p class="no-print">${words.forStates} <a href="/apply">${words.apply}</a></p>\n` : undefined}</main>
${footer(list.log, undefined, `/public.json${queryText(query, query.page)}`)}`,
  );
}

/** An authority. */
export function authorityPage({ network, log, authority }: PublicAuthority): string {
  const { id, state, name, status } = authority;
  return page(
    `${name}, ${stateName(pageWords, state)}`,
    markup`<nav class="no-print"><a href="/public">${words.all}</a></nav>
<header>
<h1><bdi>${name}</bdi></h1>
<p>${stateName(pageWords, state)}, <bdi>${network}</bdi></p>
${status === 'active' ? undefined : markup`<p class="warn">${pageWords.status[status]}</p>\n`}</header>
<main>
${authorityMarkup(authority, pageWords, 2)}</main>
${footer(log, { id, ...log }, `/public/${id}.json`)}`,
  );
}

/** What stands where there is no authority, with the way back to those there are. */
export function absentPage(): string {
  return page(
    words.absent,
    markup`<nav class="no-print"><a href="/public">${words.all}</a></nav>
<header>
<h1>${words.absent}</h1>
</header>
<main>
<p>${words.absentWhat}</p>
</main>
`,
  );
}

function page(title: string, body: Markup): string {
  return htmlPage({ language: pageWords.language, direction: pageWords.direction, title, body });
}

function filterForm(choices: PublicList['choices'], query: PublicQuery): Markup {
  const { function: chosen, state, instrument, language, channel, network } = query;
  const networks = new Map(choices.networks.map(({ id, name }) => [id, name]));
  return markup`<form method="get" action="/public" role="search" aria-label="${words.filter}">
<label>${words.words}<input type="search" name="words" maxlength="200" value="${query.words}"></label>
${select('state', words.state, state, choices.states, (code) => stateName(pageWords, code))}
${select('function', words.function, chosen, choices.functions, (code) => term(pageWords, 'function', code))}
${select('instrument', words.instrument, instrument, choices.instruments, (code) => term(pageWords, 'instrument', code))}
${select('language', words.language, language, choices.languages, (tag) => languageName(pageWords, tag))}
${select('channel', words.channel, channel, choices.channels, (code) => term(pageWords, 'channel', code))}
${select('network', words.network, network, [...networks.keys()], (id) => networks.get(id) ?? id)}
<label class="tick"><input type="checkbox" name="open" value="1"${query.open === '1' ? markup` checked` : undefined}>${words.open}</label>
<button>${words.show}</button>
${queryText(query, 1) === '' ? undefined : markup`<a href="/public">${words.clear}</a>\n`}</form>`;
}

function select(
  name: string,
  label: string,
  chosen: string,
  codes: readonly string[],
  named: (code: string) => string,
): Markup {
  // What was asked for stays chosen, also where nothing has it.
  const options = chosen === '' || codes.includes(chosen) ? codes : [...codes, chosen];
  return markup`<label>${label}<select name="${name}">
<option value="">${words.any}</option>
${options.map(
  (code) => markup`<option value="${code}"${code === chosen ? markup` selected` : undefined}>${named(code)}</option>
`,
)}</select></label>`;
}

function byState(lines: readonly PublicLine[]): Markup[] {
  const states = [...new Set(lines.map(({ state }) => state))];
  return states.map(
    (state) => markup`<h2>${stateName(pageWords, state)}</h2>
<ul>
${lines.filter((line) => line.state === state).map(lineOf)}</ul>
`,
  );
}

function lineOf({ id, name, functions, status, office }: PublicLine): Markup {
  const standing = status === 'active' ? words.office[office] : pageWords.status[status];
  return markup`<li><a href="/public/${id}"><bdi>${name}</bdi></a><br>
${functions.map((code) => term(pageWords, 'function', code)).join(', ')}. <span class="aside">${standing}</span></li>
`;
}

function pageLinks({ page: at, pages }: PublicList, query: PublicQuery): Markup | undefined {
  if (pages === 1) return undefined;
  const link = (to: number, text: string): Markup | undefined =>
    to < 1 || to > pages ? undefined : markup` <a href="/public${queryText(query, to)}">${text}</a>`;
  return markup`<nav class="no-print" aria-label="${words.pages}">${fill(words.page, { page: at, pages })}${link(at - 1, words.earlier)}${link(at + 1, words.later)}</nav>
`;
}

function queryText(query: PublicQuery, at: number): string {
  const asked = Object.entries({ ...query, page: at === 1 ? '' : String(at) }).filter(([, value]) => value !== '');
  return asked.length === 0 ? '' : `?${new URLSearchParams(asked).toString()}`;
}

function footer(
  { size, root }: PublicList['log'],
  entry: { id: string; designation: number; page: number | null } | undefined,
  json: string,
): Markup {
  const places =
    entry === undefined
      ? undefined
      : markup`<p>${fill(entry.page === null ? words.checkEntry : words.checkEntryPage, { designation: entry.designation, page: entry.page ?? '' })}</p>
`;
  const command = entry === undefined ? 'comity directory find' : `comity directory show ${entry.id}`;
  return markup`<footer>
<h2>${words.check}</h2>
<p>${fill(words.checkRelay, { size })} <code class="hash">${root}</code></p>
${places}<p>${words.checkMember} <code class="hash">${command}</code></p>
<p>${words.checkAnyone}</p>
<p><a href="${json}">${words.forPrograms}</a></p>
</footer>
`;
}
