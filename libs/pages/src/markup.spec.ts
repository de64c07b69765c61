import { describe, expect, it } from '@jest/globals';
import { markup, styleElement } from './markup.js';

describe('markup', () => {
  it('escapes every text, in elements and in attributes', () => {
    const text = `</p><script>alert("1")</script>'&`;
    const safe = '&lt;/p&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;';
    expect(markup`<p title="${text}">${text}</p>`.text).toBe(`<p title="${safe}">${safe}</p>`);
  });

  it('takes markup as it is, alone and in lists, and nothing for undefined', () => {
    const item = markup`<li>${1}</li>`;
    expect(markup`<ul>${[item, item]}</ul>${undefined}${item}`.text).toBe('<ul><li>1</li><li>1</li></ul><li>1</li>');
  });

  it('shows a control character as one that cannot be shown', () => {
    expect(markup`${'a\u0000\u001b\u0085\n\tb'}`.text).toBe('a\ufffd\ufffd\ufffd\n\tb');
  });

  it('takes no object for markup because it looks like one', () => {
    const forged = { text: '<script>' } as unknown as string;
    expect(() => markup`${forged}`).toThrow();
  });
});

describe('styleElement', () => {
  it('holds a style sheet', () => {
    expect(styleElement('a > b {}').text).toBe('<style>a > b {}</style>');
  });
});
