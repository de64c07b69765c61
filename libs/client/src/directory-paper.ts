import { sha256 } from '#crypto/verify';
import {
  authorityMarkup,
  fill,
  htmlPage,
  markup,
  type Markup,
  pageStyle,
  pageWords,
  type ShownAuthority,
  spoken,
  stateName,
} from '#pages';
import { utf8 } from '#primitives';
import type { DirectoryEdition } from './directory-edition.js';
import { standardBase64 } from './export-base64.js';

/** Every word of the paper edition's own, in English; those of an authority's page stand in `libs/pages`. */
const words = {
  title: 'Directory of {{network}}',
  lead: 'Every authority, as its State notified it and as its own page says. Made for members: it may hold what is not for everyone.',
  as: 'As confirmed by the network’s witnesses on {{time}}.',
  checkpoint: 'The first {{size}} entries of the directory’s log; their root:',
  missing: 'The relay did not give {{count}} statements of this log: what they change is not in here.',
  contents: 'Contents',
  check: 'To check an entry: {{command}}. A paper grows old: the checkpoint above says of when this one is.',
} as const;

/** An edition as one page of HTML, to be printed: contents by State, one authority a sheet, without script or network. */
export function editionPage({ network, checkpoint, missing, authorities }: DirectoryEdition): string {
  const title = fill(words.title, { network: network.name });
  const states = [...new Set(authorities.map(({ state }) => state))];
  const time = new Intl.DateTimeFormat(spoken(pageWords.language), {
    dateStyle: 'long',
    timeStyle: 'short',
    hourCycle: 'h23',
    timeZone: 'UTC',
  });
  const at = `${time.format(checkpoint.at * 1000)} UTC`;
  return htmlPage({
    language: pageWords.language,
    direction: pageWords.direction,
    title,
    policy: `default-src 'none'; style-src 'sha256-${standardBase64(sha256(utf8(pageStyle)))}'; base-uri 'none'; form-action 'none'`,
    body: markup`<header>
<h1>${title}</h1>
<p>${words.lead}</p>
<p>${fill(words.as, { time: at })}</p>
<p>${fill(words.checkpoint, { size: checkpoint.size })} <code class="hash">${checkpoint.root}</code></p>
${missing === 0 ? undefined : markup`<p class="warn">${fill(words.missing, { count: missing })}</p>\n`}<p>${fill(words.check, { command: 'comity directory show' })}</p>
</header>
<nav aria-labelledby="contents">
<h2 id="contents">${words.contents}</h2>
${states.map((state) => contentsOf(authorities.filter((one) => one.state === state)))}</nav>
<main>
${authorities.map(sheetOf)}</main>
`,
  });
}

function contentsOf(authorities: readonly ShownAuthority[]): Markup {
  const [first] = authorities;
  return markup`<h3>${stateName(pageWords, first?.state ?? '')}</h3>
<ul>
${authorities.map(({ id, name }) => markup`<li><a href="#${id}"><bdi>${name}</bdi></a></li>\n`)}</ul>
`;
}

function sheetOf(authority: ShownAuthority): Markup {
  const { id, name, state, status } = authority;
  return markup`<article class="sheet" id="${id}">
<h2><bdi>${name}</bdi></h2>
<p>${stateName(pageWords, state)}, <span class="hash">${id}</span></p>
${status === 'active' ? undefined : markup`<p class="warn">${pageWords.status[status]}</p>\n`}${authorityMarkup(authority, pageWords, 3)}</article>
`;
}
