import { describe, expect, it } from '@jest/globals';
import type { AuthorityId } from '#contracts';
import type { Authority, Page } from '#directory';
import { authorityMarkup } from './authority-markup.js';
import { shownAuthority, type ShownAuthority } from './authority.js';
import { factsOf } from './facts.js';
import { pageWords } from './words.js';

const HOSTILE = `"><script>alert(1)</script>`;
const page: Page = {
  names: [{ language: 'en', name: 'Ministry of Justice' }],
  ministry: '',
  address: '1 Harbour Street',
  office: { telephone: '', fax: '', email: 'office@example.invalid', web: 'https://example.invalid' },
  persons: [
    { role: 'head', fields: { name: { commitment: 'of-bea', visible: 'everyone' } } },
    { role: 'deputy', fields: { name: { commitment: 'of-carl', visible: 'members' } } },
  ],
  territories: [],
  hours: {
    zone: 'Etc/UTC',
    weekend: ['fri', 'sat'],
    opens: '09:00',
    closes: '17:00',
    holidays: [{ date: '2027-03-09', name: 'Harbour Day' }],
  },
  languages: { requests: ['ar'], informal: ['en'], translation: 'certified' },
  channels: ['paper', 'interpol'],
  draftsWelcome: true,
  oralRequests: false,
  sections: [{ topic: 'remarks', language: 'ar', text: 'ملاحظات' }],
  reviewBy: '2027-06-30',
};
const authority = {
  id: 'authority:marenia' as AuthorityId,
  state: 'QM',
  name: 'Ministry of Justice',
  functions: ['extradition', 'some-new-function'],
  instruments: ['untoc'],
  reference: 'NV/1',
  date: '2026-01-20',
  status: 'active',
  page,
} as unknown as Authority;
const opened = ({ commitment }: { commitment: string }): string | undefined =>
  commitment === 'of-bea' ? 'Bea Lindqvar' : undefined;
const shown = (change: Partial<Page> = {}): ShownAuthority =>
  shownAuthority({ ...authority, page: { ...page, ...change } }, opened);
const textOf = (one: ShownAuthority): string => authorityMarkup(one, pageWords, 2).text;

describe('shownAuthority', () => {
  it('holds the values that the reader may see, and no person of whom there is none', () => {
    expect(shown().page?.persons).toEqual([{ role: 'head', name: 'Bea Lindqvar', telephone: '', email: '' }]);
    expect(shownAuthority({ ...authority, page: undefined }, opened).page).toBeNull();
    expect(JSON.stringify(shown())).not.toContain('of-carl');
  });
});

describe('a text for members', () => {
  const text = (commitment: string) => ({ commitment, visible: 'members' as const });
  const sections: Page['sections'] = [
    { topic: 'needs', language: 'en', text: text('of-bea') },
    ...page.sections,
    { topic: 'urgent', language: 'en', text: text('of-carl') },
  ];

  it('stands in its place, as one, for whom it was opened to, and nowhere for others', () => {
    expect(shown({ sections }).page?.sections).toEqual([
      { topic: 'needs', language: 'en', text: 'Bea Lindqvar', visible: 'members' },
      ...page.sections,
    ]);
    const titles = factsOf(shown({ sections }), pageWords).map(({ title }) => title);
    expect(titles.slice(-2)).toEqual(['Needs of equipment or training (for members of the network alone)', 'Remarks']);
  });
});

describe('factsOf', () => {
  it('says everything in words, leaving out what is empty', () => {
    const facts = factsOf(shown(), pageWords).flatMap((group) => group.facts.map(({ label, text }) => [label, text]));
    expect(facts).toContainEqual(['Functions', 'Extradition, Some new function']);
    expect(facts).toContainEqual(['Open', '09:00 to 17:00, UTC']);
    expect(facts).toContainEqual(['Days of rest', 'Friday, Saturday']);
    expect(facts).toContainEqual(['Holidays', '9 March 2027 (Harbour Day)']);
    expect(facts).toContainEqual(['Translation', 'Certified translation needed']);
    expect(facts).toContainEqual(['Head', 'Bea Lindqvar']);
    expect(facts.map(([label]) => label)).not.toContain('Ministry');
    expect(facts.map(([label]) => label)).not.toContain('Standing');
  });

  it('says of a frozen authority that it is', () => {
    const frozen = factsOf({ ...shown(), status: 'frozen' }, pageWords)[0]?.facts[0]?.text;
    expect(frozen).toBe('Frozen: its keys are in doubt');
  });
});

describe('authorityMarkup', () => {
  it('names the language of what an authority wrote', () => {
    expect(textOf(shown())).toContain('<p class="written" lang="ar" dir="auto">ملاحظات</p>');
  });

  it('makes an address a link only where it is of the web or of mail', () => {
    const links = (web: string, email: string): string[] =>
      textOf(shown({ office: { telephone: '', fax: '', web, email } })).match(/href="[^"]*"/g) ?? [];
    expect(links('https://example.invalid', 'a@example.invalid')).toEqual([
      'href="mailto:a@example.invalid"',
      'href="https://example.invalid"',
    ]);
    expect(links('javascript:alert(1)//https://x', 'a@b?cc=all@example.invalid')).toEqual([]);
    expect(links(' data:text/html,x', 'a b@example.invalid')).toEqual([]);
  });

  it('lets nothing that anybody wrote out of its place', () => {
    const text = textOf({
      ...shown({
        names: [{ language: 'en', name: HOSTILE }],
        ministry: HOSTILE,
        address: HOSTILE,
        office: { telephone: HOSTILE, fax: HOSTILE, email: HOSTILE, web: `https://${HOSTILE}` },
        territories: [HOSTILE],
        sections: [{ topic: 'remarks', language: 'en', text: HOSTILE }],
      }),
      functions: [HOSTILE],
      instruments: [HOSTILE],
      notified: { reference: HOSTILE, date: HOSTILE },
    });
    expect(text).not.toContain('<script');
    expect(text.split('&lt;script&gt;').length).toBeGreaterThan(10);
  });

  it('says that there is no page where there is none', () => {
    expect(textOf({ ...shown(), page: null })).toContain(pageWords.facts.noPage);
  });
});
