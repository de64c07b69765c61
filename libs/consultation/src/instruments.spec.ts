import { describe, expect, it } from '@jest/globals';
import { instrumentIds, instruments } from './instruments.js';

const articlesOf = (id: keyof typeof instruments, cooperation: 'mutual-legal-assistance' | 'extradition'): string[] =>
  (instruments[id].provisions[cooperation] ?? []).map(({ article }) => article);

/** `18(21)(a)-(d)` as `46(21)(a)-(d)`: UNCAC 46(n) is UNTOC 18(n), and 44(n+1) is 16(n). */
const inUncac = (article: string, of: '18' | '16'): string =>
  article.replaceAll(new RegExp(`^${of}\\((\\d+)\\)`, 'g'), (_, n: string) =>
    of === '18' ? `46(${n})` : `44(${String(Number(n) + 1)})`,
  );

describe('the treaties', () => {
  it('are held under their own ids, each with an official title and the place where its text is', () => {
    for (const id of instrumentIds) {
      expect(instruments[id].id).toBe(id);
      expect(instruments[id].title).toMatch(/^(?:United Nations Convention|Protocol) /);
      expect(instruments[id].depositary).toMatch(/^https:\/\/treaties\.un\.org\//);
    }
  });

  it('name each article once for a kind of cooperation, and say something of it', () => {
    for (const { scope, provisions } of Object.values(instruments)) {
      for (const list of [scope, ...Object.values(provisions)]) {
        const articles = list.map(({ article }) => article);
        expect(new Set(articles).size).toBe(articles.length);
        expect(list.filter(({ says }) => !/^[A-Z].*\.$/.test(says))).toEqual([]);
      }
    }
  });

  it('number UNCAC 46 after UNTOC 18 but for paragraphs 3, 9 and 24, and 44 after 16', () => {
    const numbered = articlesOf('untoc', 'mutual-legal-assistance')
      .filter((article) => !/^18\((?:1|3|9|24)\)/.test(article))
      .map((article) => inUncac(article, '18').replace(/\(a\)-\(d\)$/, ''));
    expect(articlesOf('uncac', 'mutual-legal-assistance').filter((one) => !/^46\([39]\)$/.test(one))).toEqual(numbered);
    const extradition = articlesOf('untoc', 'extradition')
      .filter((article) => article !== '16(1)')
      .map((article) => inUncac(article, '16'));
    expect(articlesOf('uncac', 'extradition')).toEqual(extradition);
  });

  it('say the same of the same paragraph', () => {
    const said = (id: 'untoc' | 'uncac', article: string) =>
      instruments[id].provisions['mutual-legal-assistance']?.find((one) => one.article === article)?.says;
    expect(said('uncac', '46(26)')).toBe(said('untoc', '18(26)'));
  });
});
