import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aPage } from '../../../tests/support/directory.js';
import { pageDifferences } from './page-differences.js';
import type { PageDraft } from './page-draft.js';
import { dayOf, pageReview } from './page-review.js';

const draft = (changes: Partial<PageDraft> = {}): PageDraft => ({ ...aPage(), persons: [], sections: [], ...changes });
const head = (name: string, visible: 'everyone' | 'members' = 'members'): PageDraft['persons'][number] => ({
  role: 'head',
  fields: { name: { value: name, visible } },
});
const name = (language: string, text: string) => ({ language, name: text });
const section = (text: string) => ({ topic: 'remarks', language: 'en', text });

describe('pageDifferences', () => {
  it('are none between a page and itself, and the whole page where there was none', () => {
    expect(pageDifferences(draft(), draft())).toEqual([]);
    const all = pageDifferences(undefined, draft());
    expect(all.every(({ before }) => before === undefined)).toBe(true);
    expect(all).toContainEqual({ field: 'draftsWelcome', after: true });
    expect(all).not.toContainEqual(expect.objectContaining({ field: 'office.fax' }));
  });

  it.each<[Partial<PageDraft>, Partial<PageDraft>, object[]]>([
    [{ ministry: 'A' }, { ministry: 'B' }, [{ field: 'ministry', before: 'A', after: 'B' }]],
    [{}, { territories: ['Isle'] }, [{ field: 'territories', after: ['Isle'] }]],
    [{ oralRequests: true }, { oralRequests: false }, [{ field: 'oralRequests', before: true, after: false }]],
    [
      { sections: [{ topic: 'remarks', language: 'en', text: 'A' }] },
      { sections: [{ topic: 'remarks', language: 'fr', text: 'A' }] },
      [
        { field: 'sections', key: 'remarks fr', after: 'A' },
        { field: 'sections', key: 'remarks en', before: 'A' },
      ],
    ],
    [
      { sections: [{ ...section('A'), visible: 'members' }] },
      { sections: [section('A')] },
      [
        { field: 'sections', key: 'remarks en', after: 'A' },
        { field: 'sections.members', key: 'remarks en', before: 'A' },
      ],
    ],
    [
      { persons: [head('Ana'), head('Bea')] },
      { persons: [head('Ana', 'everyone'), head('Cleo')] },
      [
        { field: 'persons.name.visible', key: 'head 1', before: ['members'], after: ['everyone'] },
        { field: 'persons.name', key: 'head 2', before: 'Bea', after: 'Cleo' },
      ],
    ],
    [
      { names: [name('en', 'A')] },
      { names: [name('en', 'B'), name('en', 'A')] },
      [
        { field: 'names', key: 'en', before: 'A', after: 'B' },
        { field: 'names', key: 'en 2', after: 'A' },
      ],
    ],
    [
      { sections: [section('A')] },
      { sections: [section('B'), section('A')] },
      [
        { field: 'sections', key: 'remarks en', before: 'A', after: 'B' },
        { field: 'sections', key: 'remarks en 2', after: 'A' },
      ],
    ],
    [
      { hours: { ...aPage().hours, holidays: [{ date: '2026-01-01', name: 'A' }] } },
      {
        hours: {
          ...aPage().hours,
          holidays: [
            { date: '2026-01-01', name: 'B' },
            { date: '2026-01-01', name: 'A' },
          ],
        },
      },
      [
        { field: 'hours.holidays', key: '2026-01-01', before: 'A', after: 'B' },
        { field: 'hours.holidays', key: '2026-01-01 2', after: 'A' },
      ],
    ],
    [{ sections: [] }, { sections: [section('')] }, [{ field: 'sections', key: 'remarks en', after: '' }]],
    [
      { names: [name('en', 'A'), name('pt', 'B'), name('fr', 'C')] },
      { names: [name('pt', 'B'), name('en', 'A')] },
      [
        { field: 'names', key: 'fr', before: 'C' },
        { field: 'names.order', before: ['en', 'pt'], after: ['pt', 'en'] },
      ],
    ],
    [
      { persons: [head('Ana'), { role: 'deputy', fields: {} }] },
      { persons: [{ role: 'deputy', fields: {} }, head('Ana')] },
      [{ field: 'persons.order', before: ['head 1', 'deputy 1'], after: ['deputy 1', 'head 1'] }],
    ],
    [{}, { persons: [{ role: 'deputy', fields: {} }] }, [{ field: 'persons', key: 'deputy 1', after: ['deputy'] }]],
  ])('tell of %j and %j field by field', (before, after, expected) => {
    expect(pageDifferences(draft(before), draft(after))).toEqual(expected);
  });

  it('leave nothing out: whatever text of a page changes is told', () => {
    const text = fc.string({ minLength: 1, maxLength: 5 });
    const changes = fc.record(
      {
        ministry: text,
        address: text,
        territories: fc.array(text, { maxLength: 2 }),
        names: fc.array(fc.record({ language: fc.constantFrom('en', 'pt'), name: text }), {
          minLength: 1,
          maxLength: 3,
        }),
        sections: fc.array(fc.constantFrom('', 'A', 'B').map(section), { maxLength: 3 }),
        reviewBy: text,
        office: fc.record({ telephone: text, fax: text, email: text, web: text }),
        persons: fc.array(
          text.map((name) => head(name)),
          { maxLength: 2 },
        ),
      },
      { requiredKeys: [] },
    ) as fc.Arbitrary<Partial<PageDraft>>;
    fc.assert(
      fc.property(changes, changes, (one, other) => {
        const [before, after] = [draft(one), draft(other)];
        expect(pageDifferences(before, after).length > 0).toBe(JSON.stringify(before) !== JSON.stringify(after));
      }),
    );
  });
});

describe('pageReview', () => {
  const now = Date.parse('2026-11-21T23:59:00Z') / 1000;

  it.each([
    ['2027-01-01', 'later', 41],
    ['2026-12-21', 'soon', 30],
    ['2026-11-21', 'soon', 0],
    ['2026-11-20', 'overdue', -1],
    ['2026-99-99', 'overdue', 0],
  ])('of %s is %s', (day, is, days) => {
    expect(pageReview(day, now)).toEqual({ is, days });
  });

  it('counts days by universal time', () => {
    expect(dayOf(now)).toBe('2026-11-21');
  });
});
