import { describe, expect, it } from '@jest/globals';
import { parseBody, verifyOpening, commitmentOf, commitmentsIn } from '#directory';
import { aPage } from '../../../tests/support/directory.js';
import {
  comparedPage,
  draftProblems,
  emptyDraft,
  openedPage,
  sealedPage,
  tidyDraft,
  type PageDraft,
} from './page-draft.js';
import { pageDifferences } from './page-differences.js';

const TODAY = '2026-11-21';
const PERSONS: PageDraft['persons'] = [
  {
    role: 'head',
    fields: { name: { value: 'Ana', visible: 'everyone' }, email: { value: 'a@x', visible: 'members' } },
  },
];
const draft = (changes: Partial<PageDraft> = {}): PageDraft => ({
  ...aPage(),
  persons: PERSONS,
  sections: [],
  ...changes,
});
const person = (label: string, value: string) => ({
  persons: [{ role: 'head', fields: { [label]: { value, visible: 'members' } } }],
});
const NEEDS = { topic: 'needs', language: 'en', text: 'A second line', visible: 'members' as const };
const REMARKS = { topic: 'remarks', language: 'en', text: 'Closed in August' };
const problems = (changes: object) => draftProblems({ ...draft(), ...changes }, TODAY);

describe('a draft', () => {
  it('is sealed to a page whose openings open every commitment, and opened again to the same draft', () => {
    const { page, openings } = sealedPage(draft());
    const body = parseBody({ type: 'page.published', subject: 'authority:north', prev: '', page } as never);
    const fields = commitmentsIn(body);
    expect(fields.map((field, i) => verifyOpening(field, openings[i] ?? { label: '', value: '', r: '' }))).toEqual([
      true,
      true,
    ]);
    const values = new Map(fields.map(({ commitment }, i) => [commitment, openings[i]?.value]));
    expect(openedPage(page, (commitment) => values.get(commitment))).toEqual(draft());
    expect(JSON.stringify(page)).not.toContain('Ana');
  });

  it('is sealed with its texts for members by commitment, in their places', () => {
    const sections = [NEEDS, REMARKS, { ...NEEDS, topic: 'urgent', text: 'B' }];
    const { page, openings } = sealedPage(draft({ persons: [], sections }));
    expect(openings.map(({ label, value }) => [label, value])).toEqual([
      ['text', NEEDS.text],
      ['text', 'B'],
    ]);
    expect(JSON.stringify(page)).not.toContain(NEEDS.text);
    const values = new Map(openings.map((opening) => [commitmentOf(opening), opening.value]));
    expect(openedPage(page, (commitment) => values.get(commitment)).sections).toEqual(sections);
    expect(openedPage(page, () => undefined).sections).toEqual([REMARKS]);
    const open = sealedPage(draft({ persons: [], sections: [{ ...REMARKS, visible: 'everyone' }] }));
    expect([open.page.sections, open.openings]).toEqual([[REMARKS], []]);
  });

  it('is compared with what was not given to this client as something that is there', () => {
    const { page } = sealedPage(draft({ sections: [NEEDS, REMARKS] }));
    const nothing = () => undefined;
    const differences = pageDifferences(comparedPage(page, nothing), openedPage(page, nothing));
    expect(differences).toContainEqual({ field: 'sections.members', key: 'needs en', before: '' });
    expect(differences).toContainEqual({ field: 'persons.name', key: 'head 1', before: '' });
  });

  it('is opened without the values that are not given', () => {
    const { page } = sealedPage(draft());
    expect(openedPage(page, () => undefined).persons).toEqual([{ role: 'head', fields: {} }]);
  });

  it('has no problem when it is a page, nor when it is the empty one', () => {
    expect(draftProblems(draft(), TODAY)).toEqual([]);
    expect(draftProblems(emptyDraft({ name: 'Ministry' }, '2028-02-29'), TODAY)).toEqual([]);
  });

  it.each<[object, string, string]>([
    [{ names: [] }, 'names', 'missing'],
    [{ names: [{ language: 'en', name: '' }] }, 'names.0.name', 'missing'],
    [{ names: [{ language: 'english!', name: 'A' }] }, 'names.0.language', 'form'],
    [{ names: Array(2).fill({ language: 'en', name: 'A' }) }, 'names.1.language', 'twice'],
    [{ ministry: 'x'.repeat(301) }, 'ministry', 'too-long'],
    [{ ministry: undefined }, 'ministry', 'missing'],
    [{ ministry: 7 }, 'ministry', 'form'],
    [{ more: 1 }, 'more', 'unknown'],
    [{ territories: Array(65).fill('A') }, 'territories', 'too-many'],
    [{ channels: ['paper', 'paper'] }, 'channels', 'twice'],
    [{ hours: { ...aPage().hours, zone: 'Mars/Olympus' } }, 'hours.zone', 'unknown'],
    [{ hours: { ...aPage().hours, closes: '09:00' } }, 'hours.closes', 'order'],
    [{ hours: { ...aPage().hours, holidays: [{ date: '2027-02-30', name: 'A' }] } }, 'hours.holidays.0.date', 'form'],
    [{ sections: Array(2).fill({ topic: 'remarks', language: 'en', text: 'A' }) }, 'sections.1.topic', 'twice'],
    [{ office: { ...aPage().office, telephone: 'none' } }, 'office.telephone', 'form'],
    [{ office: { ...aPage().office, fax: 'none' } }, 'office.fax', 'form'],
    [{ office: { ...aPage().office, email: 'not mail' } }, 'office.email', 'form'],
    [{ office: { ...aPage().office, web: 'marenia.example' } }, 'office.web', 'form'],
    [person('telephone', 'none'), 'persons.0.fields.telephone.value', 'form'],
    [person('email', 'not mail'), 'persons.0.fields.email.value', 'form'],
    [{ reviewBy: '2027-02-31' }, 'reviewBy', 'form'],
    [{ reviewBy: TODAY }, 'reviewBy', 'past'],
    [{ persons: Array(13).fill(PERSONS[0]) }, 'persons', 'too-many'],
    [{ persons: Array(12).fill(PERSONS[0]), sections: [NEEDS] }, 'persons', 'too-many'],
    [{ sections: [{ ...NEEDS, visible: 'everyone' }] }, 'sections.0.visible', 'for-members'],
    [{ sections: [{ topic: 'needs', language: 'en', text: 'A' }] }, 'sections.0.visible', 'for-members'],
    [{ sections: [{ ...NEEDS, topic: 'disclosure-duty' }] }, 'sections.0.visible', 'for-everyone'],
    [{ sections: [{ ...NEEDS, text: '' }] }, 'sections.0.text', 'missing'],
    [{ sections: [{ ...NEEDS, text: 'x'.repeat(2001) }] }, 'sections.0.text', 'too-long'],
    [{ sections: [{ ...NEEDS, text: 'x'.repeat(4001) }] }, 'sections.0.text', 'too-long'],
  ])('with %j is told of its %s: %s', (changes, field, is) => {
    expect(problems(changes)).toEqual([{ field, is }]);
  });

  it('holds as many texts for members as openings travel beside a statement', () => {
    const texts = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ ...NEEDS, topic: `needs-${String(i)}` }));
    expect(problems({ persons: [], sections: texts(24) })).toEqual([]);
    expect(problems({ persons: [], sections: texts(25) })).toEqual([{ field: 'sections', is: 'too-many' }]);
  });

  it('is told of what does not agree in it also while other fields are not of their form', () => {
    const name = { language: 'en', name: '' };
    const hours = { ...aPage().hours, zone: 'Mars/Olympus', opens: '9', holidays: [{ date: '2027-02-30', name: '' }] };
    const remarks = { topic: 'remarks', language: 'en', text: 'A' };
    const text = 'x'.repeat(4001);
    const told = problems({ names: [name, name], hours, sections: [{ ...remarks, text }, remarks], reviewBy: TODAY });
    expect(told.map(({ field, is }) => `${field} ${is}`).sort()).toEqual([
      'hours.holidays.0.date form',
      'hours.holidays.0.name missing',
      'hours.opens form',
      'hours.zone unknown',
      'names.0.name missing',
      'names.1.language twice',
      'names.1.name missing',
      'reviewBy past',
      'sections.0.text too-long',
      'sections.1.topic twice',
    ]);
    expect(draftProblems('nonsense', TODAY)).toEqual([{ field: '', is: 'form' }]);
  });

  it('has https put before a web address that names no scheme', () => {
    const web = (typed: string) => tidyDraft(draft({ office: { ...aPage().office, web: typed } })).office.web;
    expect([' marenia.example ', 'http://marenia.example', ''].map(web)).toEqual([
      'https://marenia.example',
      'http://marenia.example',
      '',
    ]);
  });

  it('is tidied of spaces around its texts and of what was left empty', () => {
    const typed = draft({
      ministry: ' Ministry ',
      territories: ['Isle ', ''],
      persons: [
        ...PERSONS.map(({ role, fields }) => ({
          role,
          fields: { ...fields, telephone: { value: ' ', visible: 'members' as const } },
        })),
        { role: 'deputy', fields: { name: { value: '', visible: 'members' } } },
      ],
    });
    expect(tidyDraft(typed)).toEqual(draft({ ministry: 'Ministry', territories: ['Isle'] }));
  });
});
