import { markup, styleElement, type Markup } from './markup.js';
import { pageStyle } from './style.js';

/** What a page of HTML is made of. */
export interface HtmlPage {
  readonly language: string;
  readonly direction: string;
  readonly title: string;
  /** A content security policy that the file brings itself, where no server says one. */
  readonly policy?: string;
  readonly body: Markup;
}

/** A whole page of HTML without script, in the style {@link pageStyle}, whose hash its policy must name. */
export function htmlPage({ language, direction, title, policy, body }: HtmlPage): string {
  const brought =
    policy === undefined
      ? undefined
      : markup`<meta http-equiv="Content-Security-Policy" content="${policy}">
`;
  return markup`<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
${brought}<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
${styleElement(pageStyle)}
</head>
<body>
${body}</body>
</html>
`.text;
}
