/** How the style of a page begins: its colours, light and dark, its body and its heading. */
export const baseStyle = `
:root { color-scheme: light dark; --ink: #1a1e23; --faint: #5a626c; --line: #7d848d; --canvas: #fff; --link: #1f4e79; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaec; --faint: #a9b1ba; --line: #8b939c; --canvas: #16191d; --link: #9cc3e6; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-inline-size: 46rem; padding: 1.5rem 1rem; color: var(--ink); background: var(--canvas);
  font: 1rem/1.5 ui-sans-serif, system-ui, "Noto Sans", "Noto Sans Arabic", Arial, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; }`;

/** The style of a page of the directory: light and dark, on a narrow screen, and on paper. */
export const pageStyle = `${baseStyle}
h2 { font-size: 1.125rem; margin: 1.75rem 0 .5rem; padding-block-end: .25rem; border-block-end: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
p { margin: 0 0 .5rem; }
a { color: var(--link); }
a:focus-visible, input:focus-visible, select:focus-visible, button:focus-visible { outline: .1875rem solid var(--link); outline-offset: .125rem; }
ul { margin: 0; padding: 0; list-style: none; }
li { margin-block-end: .75rem; }
dl { margin: 0; }
dl > div { display: grid; grid-template-columns: 13rem 1fr; gap: 0 1rem; padding-block: .125rem; }
dt, .aside { color: var(--faint); } dd { margin: 0; white-space: pre-wrap; }
.written { white-space: pre-wrap; }
.warn { border: 2px solid currentcolor; padding: .5rem .75rem; font-weight: 600; }
.hash { font-family: ui-monospace, Consolas, monospace; font-size: .875rem; }
form { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: .5rem 1rem; align-items: end; margin-block: 1rem; }
label { display: block; font-size: .875rem; }
input, select, button { font: inherit; inline-size: 100%; min-block-size: 2.75rem; padding: .25rem .5rem; color: inherit; background: var(--canvas); border: 1px solid var(--line); border-radius: .25rem; }
.tick { display: flex; gap: .5rem; align-items: center; min-block-size: 2.75rem; }
.tick input { inline-size: 1.25rem; min-block-size: 1.25rem; }
nav.no-print { margin-block: .75rem; }
footer { margin-block-start: 2rem; padding-block-start: .75rem; border-block-start: 1px solid var(--line); font-size: .875rem; }
@media (max-width: 30rem) { dl > div { grid-template-columns: 1fr; } }
@page { margin: 18mm 16mm; @bottom-center { content: counter(page); } }
@media print { :root { --ink: #000; --faint: #333; --line: #555; --canvas: #fff; --link: #000; }
  body { max-inline-size: none; padding: 0; font-size: 10.5pt; } form, nav.no-print { display: none; }
  h1, h2, h3 { break-after: avoid; } dl > div, li { break-inside: avoid; } a { text-decoration: none; }
  .sheet { break-before: page; } }
`;
