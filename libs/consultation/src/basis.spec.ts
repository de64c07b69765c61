import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { instrumentsNotifiedOf, findBasis, offences, type BasisFinding, type BasisQuestion } from './basis.js';
import { cooperations, instrumentIds, type InstrumentId } from './instruments.js';

const question = (change: Partial<BasisQuestion> = {}): BasisQuestion => ({
  cooperation: 'extradition',
  offence: 'corruption',
  notifiedUnder: [['untoc'], ['untoc', 'uncac']],
  ...change,
});
const found = (id: InstrumentId, change: Partial<BasisQuestion> = {}): BasisFinding =>
  findBasis(question(change)).find(({ instrument }) => instrument === id)!;
const pointOf = (finding: BasisFinding, point: string) => finding.points.find((one) => one.point === point)?.is;

describe('findBasis', () => {
  it('goes through every instrument, in the order in which a basis is looked for', () => {
    expect(findBasis(question()).map(({ instrument }) => instrument)).toEqual(instrumentIds);
  });

  it('says of each under what the two States were notified, and no more of its parties', () => {
    expect([found('untoc').notifiedUnder, found('uncac').notifiedUnder, found('vienna-1988').notifiedUnder]).toEqual([
      [true, true],
      [false, true],
      [false, false],
    ]);
  });

  it.each([
    ['criminal-group', '5'],
    ['laundering', '6'],
    ['corruption', '8'],
    ['obstruction', '23'],
    ['migrants', ''],
  ] as const)('takes %s for an offence of UNTOC whatever its penalty', (offence, article) => {
    const { points } = found('untoc', { offence, years: 1 });
    expect(points[0]).toEqual({ point: 'offence', article, is: 'met' });
  });

  it.each([
    [undefined, 'open'],
    [3, 'unmet'],
    [4, 'met'],
  ] as const)('takes another offence of %s years for a serious crime: %s', (years, is) => {
    const finding = found('untoc', { offence: 'other', ...(years === undefined ? {} : { years }) });
    expect(pointOf(finding, 'serious')).toBe(is);
    expect(finding.applies).toBe(is === 'unmet' ? 'no' : 'open');
  });

  it('lets one of the ways suffice that make an offence transnational', () => {
    expect(pointOf(found('untoc'), 'transnational')).toBe('open');
    expect(pointOf(found('untoc', { isTransnational: true }), 'transnational')).toBe('met');
    expect(pointOf(found('untoc', { isThere: true }), 'transnational')).toBe('met');
    const articles = (cooperation: BasisQuestion['cooperation']) =>
      found('untoc', { cooperation }).points.find(({ point }) => point === 'transnational')?.article;
    expect(articles('extradition')).toBe('3(2)(a)-(d), 16(1)');
    expect(articles('mutual-legal-assistance')).toBe('3(2)(a)-(d), 18(1)');
  });

  it('leaves open that a group is involved, unless the offence is to take part in one', () => {
    expect(found('untoc', { isTransnational: true }).applies).toBe('open');
    expect(found('untoc', { isTransnational: true, offence: 'criminal-group' }).applies).toBe('yes');
  });

  it('reads a protocol beside the convention that it supplements', () => {
    expect(found('migrants-protocol').applies).toBe('no');
    const finding = found('migrants-protocol', { offence: 'migrants' });
    expect([finding.applies, pointOf(finding, 'supplemented')]).toEqual(['open', 'open']);
    expect(finding.consultation).toEqual({ is: 'shall-where-appropriate', article: '16(16)' });
  });

  it.each([
    ['uncac', 'corruption', 'yes'],
    ['uncac', 'laundering', 'open'],
    ['uncac', 'obstruction', 'open'],
    ['uncac', 'drugs', 'no'],
    ['vienna-1988', 'drugs', 'yes'],
    ['vienna-1988', 'laundering', 'open'],
    ['vienna-1988', 'obstruction', 'no'],
  ] as const)('says whether %s is on %s: %s', (id, offence, applies) => {
    expect(found(id, { offence }).applies).toBe(applies);
  });

  it('shows of extradition what is said where a State makes it conditional on a treaty', () => {
    const articles = (id: InstrumentId) => found(id).provisions.map(({ article }) => article);
    expect(articles('untoc')).toEqual(expect.arrayContaining(['16(3)', '16(4)', '16(5)']));
    expect(articles('uncac')).toEqual(expect.arrayContaining(['44(4)', '44(5)', '44(6)']));
    expect(articles('trafficking-protocol')).toEqual([]);
  });

  it('calls a consultation a duty only where the instrument makes it one', () => {
    const duty = (id: InstrumentId, cooperation: BasisQuestion['cooperation']) =>
      found(id, { cooperation }).consultation;
    expect(duty('untoc', 'mutual-legal-assistance')).toEqual({ is: 'shall', article: '18(26)' });
    expect(duty('uncac', 'mutual-legal-assistance')).toEqual({ is: 'shall', article: '46(26)' });
    expect(duty('uncac', 'extradition')).toEqual({ is: 'shall-where-appropriate', article: '44(17)' });
    expect(duty('vienna-1988', 'mutual-legal-assistance')).toEqual({ is: 'postponement-only', article: '7(17)' });
    expect(duty('vienna-1988', 'extradition')).toEqual({ is: 'good-practice', article: '' });
    expect(duty('untoc', 'joint-investigation')).toEqual({ is: 'good-practice', article: '' });
  });

  it('tells no more than it was told: what is said besides never makes what was open or met unmet', () => {
    const asked = fc.record({
      cooperation: fc.constantFrom(...cooperations),
      offence: fc.constantFrom(...offences),
      notifiedUnder: fc.constant([[], []] as const),
    });
    fc.assert(
      fc.property(asked, fc.boolean(), fc.boolean(), (one, isTransnational, isThere) => {
        const before = findBasis(one).map(({ applies }) => applies);
        const after = findBasis({ ...one, isTransnational, isThere }).map(({ applies }) => applies);
        after.forEach((applies, i) => {
          expect(applies === 'no').toBe(before[i] === 'no');
        });
      }),
    );
  });
});

describe('instrumentsNotifiedOf', () => {
  it('is every instrument that an authority of the State was notified under, once', () => {
    const authorities = [
      { state: 'QM', instruments: ['untoc', 'uncac'] },
      { state: 'QM', instruments: ['untoc'] },
      { state: 'QN', instruments: ['vienna-1988'] },
    ];
    expect([instrumentsNotifiedOf('QM', authorities), instrumentsNotifiedOf('QR', authorities)]).toEqual([
      ['untoc', 'uncac'],
      [],
    ]);
  });
});
