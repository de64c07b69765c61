import { describe, expect, it } from '@jest/globals';
import type { AuthorityId } from '#contracts';
import { PublicQuery, type PublicAuthority, type PublicList } from './public-directory.dto.js';
import { absentPage, authorityPage, listPage } from './public-directory.html.js';

const HOSTILE = `"><script>alert('1')</script>&`;
const id = 'authority:vl-moj' as AuthorityId;
const log = { size: 42, root: 'root-of-42' };
const query = (change: Partial<PublicQuery> = {}): PublicQuery => PublicQuery.parse(change);
const aList = (change: Partial<PublicList> = {}): PublicList => ({
  network: 'Practice network',
  log,
  found: 1,
  page: 1,
  pages: 1,
  authorities: [
    {
      id,
      state: 'QM',
      name: 'Ministry of Justice',
      functions: ['extradition'],
      instruments: ['untoc'],
      status: 'active',
      languages: ['en'],
      channels: ['paper'],
      networks: ['region:coast'],
      office: 'open',
    },
  ],
  choices: {
    states: ['QM'],
    functions: ['extradition'],
    instruments: ['untoc'],
    languages: ['en'],
    channels: ['paper'],
    networks: [{ id: 'region:coast', name: 'Lantern Coast' }],
  },
  ...change,
});
const anAuthority = (change: Partial<PublicAuthority['authority']> = {}): PublicAuthority => ({
  network: 'Practice network',
  log: { ...log, designation: 1, page: 5 },
  authority: {
    id,
    state: 'QM',
    name: 'Ministry of Justice',
    functions: ['extradition'],
    instruments: ['untoc'],
    status: 'active',
    notified: { reference: 'NV/1', date: '2026-03-01' },
    page: null,
    ...change,
  },
});

describe('listPage', () => {
  it('names each authority under its State, and leads to it', () => {
    const text = listPage(aList(), query(), false);
    expect(text).toContain('<h2>Republic of Marenia</h2>');
    expect(text).toContain(`<a href="/public/${id}"><bdi>Ministry of Justice</bdi></a>`);
    expect(text).toContain('Extradition. <span class="aside">Open now</span>');
    expect(text).toContain('root-of-42');
  });

  it('keeps what was asked in its form and in its links', () => {
    const asked = query({ words: 'a&b', state: 'QM', open: '1', channel: 'gone', network: 'region:coast' });
    const text = listPage(aList({ page: 2, pages: 3 }), { ...asked, page: 2 }, false);
    expect(text).toContain('name="words" maxlength="200" value="a&amp;b"');
    expect(text).toContain('<option value="QM" selected>');
    expect(text).toContain('<option value="gone" selected>');
    expect(text).toContain('<option value="region:coast" selected>Lantern Coast</option>');
    expect(text).toContain('value="1" checked>');
    const links = text.match(/href="\/public\?[^"]*"/g) ?? [];
    expect(links).toEqual([
      'href="/public?words=a%26b&amp;state=QM&amp;channel=gone&amp;network=region%3Acoast&amp;open=1"',
      'href="/public?words=a%26b&amp;state=QM&amp;channel=gone&amp;network=region%3Acoast&amp;open=1&amp;page=3"',
    ]);
  });

  it('leads to where a State applies, where there is one', () => {
    const leads = [true, false].map((canApply) => listPage(aList(), query(), canApply).includes('href="/apply"'));
    expect(leads).toEqual([true, false]);
  });

  it('says so when nobody answers to what was asked', () => {
    expect(listPage(aList({ found: 0, authorities: [] }), query(), false)).toContain('No authority answers to this.');
  });

  it('lets nothing that anybody wrote out of its place', () => {
    const [line] = aList().authorities;
    const text = listPage(
      aList({
        network: HOSTILE,
        authorities: [{ ...line!, name: HOSTILE, state: HOSTILE, functions: [HOSTILE] }],
        choices: {
          states: [HOSTILE],
          functions: [HOSTILE],
          instruments: [HOSTILE],
          languages: [HOSTILE],
          channels: [],
          networks: [{ id: 'region:coast', name: HOSTILE }],
        },
      }),
      query({ words: HOSTILE, state: HOSTILE }),
      true,
    );
    expect(text).not.toContain('<script');
    expect(text).not.toContain(`'1'`);
  });
});

describe('authorityPage', () => {
  it('says how to check it', () => {
    const text = authorityPage(anAuthority());
    expect(text).toContain('The designation is entry 1 of that log, and the page entry 5.');
    expect(text).toContain(`comity directory show ${id}`);
    expect(text).toContain(`href="/public/${id}.json"`);
    expect(authorityPage({ ...anAuthority(), log: { ...log, designation: 1, page: null } })).toContain(
      'The designation is entry 1 of that log.<',
    );
  });

  it('says first that a designation was withdrawn', () => {
    expect(authorityPage(anAuthority({ status: 'withdrawn' }))).toContain('<p class="warn">Designation withdrawn</p>');
  });

  it('lets nothing that anybody wrote out of its place', () => {
    expect(authorityPage(anAuthority({ name: HOSTILE, state: HOSTILE }))).not.toContain('<script');
  });
});

describe('absentPage', () => {
  it('says what is not there, and leads back to the list', () => {
    const text = absentPage();
    expect(text).toContain('<h1>No authority at this address</h1>');
    expect(text).toContain('<a href="/public">All authorities</a>');
    expect(text).not.toContain('<script');
  });
});
