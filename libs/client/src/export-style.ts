import { baseStyle } from '#pages';

/** The style of an exported page. Sides differ by letter and by line, never by colour alone. */
export const exportStyle = `${baseStyle}
h2 { font-size: 1rem; margin: 2rem 0 .75rem; padding-block-end: .25rem; border-block-end: 1px solid var(--line); }
a { color: var(--link); }
p { margin: 0 0 .25rem; white-space: pre-wrap; }
p.gap { margin-block-start: .75rem; }
ol, ul { list-style: none; margin: 0; padding: 0; }
.about { border: 1px solid var(--line); padding: .75rem 1rem; margin-block: 1rem; }
.about h2 { margin-block-start: 0; border: 0; padding: 0; }
.about p { margin-block-end: .5rem; }
.entry { margin-block: 0 1rem; padding-inline-start: .75rem; border-inline-start: .25rem solid var(--line); }
.side-1 { border-inline-start-style: double; border-inline-start-width: .375rem; margin-inline-start: 1.5rem; }
.side-2 { border-inline-start-style: dashed; margin-inline-start: 3rem; }
.side-3 { border-inline-start-style: dotted; margin-inline-start: 4.5rem; }
.roster { border-inline-start-color: transparent; margin-inline-start: 0; color: var(--faint); font-size: .875rem; }
.who { display: flex; flex-wrap: wrap; gap: 0 .5rem; align-items: baseline; }
.letter { border: 1px solid currentcolor; border-radius: .25rem; padding: 0 .375rem; font-size: .75rem; font-weight: 600; }
.name { font-weight: 600; }
.authority, .who time, .place, .mark, .lang, .aside { color: var(--faint); font-size: .875rem; }
.lang { border: 1px solid var(--line); padding: 0 .25rem; border-radius: .25rem; font-size: .75rem; }
.mark.record { color: var(--ink); font-weight: 600; }
.aside { font-style: italic; }
.first { margin-block: .5rem; padding-inline-start: .75rem; border-inline-start: 1px solid var(--line); color: var(--faint); }
.file { margin-block: .5rem; }
.file img { display: block; max-inline-size: 100%; max-block-size: 30rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; font-size: .875rem; }
dt { color: var(--faint); } dd { margin: 0; }
code, .hash { font-family: ui-monospace, Consolas, monospace; font-size: .875rem; }
@media (max-width: 30rem) { .side-1, .side-2, .side-3 { margin-inline-start: .5rem; } dl { grid-template-columns: 1fr; } }
@media print { :root { --ink: #000; --faint: #333; --line: #555; --canvas: #fff; --link: #000; }
  body { max-inline-size: none; padding: 0; font-size: 10.5pt; } .entry, .about { break-inside: avoid; }
  h2 { break-after: avoid; } a { text-decoration: none; } .save { display: none; } }
`;
