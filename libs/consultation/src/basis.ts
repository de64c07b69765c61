import {
  instrumentIds,
  instruments,
  type ConsultationDuty,
  type Cooperation,
  type Instrument,
  type InstrumentId,
  type Provision,
} from './instruments.js';

/** What an offence is of, as far as the instruments tell offences apart. */
export const offences = [
  'criminal-group',
  'laundering',
  'corruption',
  'obstruction',
  'trafficking',
  'migrants',
  'firearms',
  'drugs',
  'other',
] as const;
/** One of {@link offences}. */
export type Offence = (typeof offences)[number];

/** What is asked of the basis finder. What is not known is left out, and stays open. */
export interface BasisQuestion {
  readonly cooperation: Cooperation;
  readonly offence: Offence;
  /** The maximum penalty in years. */
  readonly years?: number;
  /** Whether the offence is transnational in one of the ways of UNTOC 3(2)(a)-(d). */
  readonly isTransnational?: boolean;
  /** Whether the person (extradition), or victims, witnesses, proceeds, instruments or evidence, are in the requested State. */
  readonly isThere?: boolean;
  /** Codes of the instruments under which authorities of each of the two States were notified: all that the network knows. */
  readonly notifiedUnder: readonly [readonly string[], readonly string[]];
}

/** What an instrument asks for before it applies. */
export interface BasisPoint {
  readonly point: 'offence' | 'serious' | 'transnational' | 'group' | 'supplemented';
  readonly article: string;
  readonly is: 'met' | 'open' | 'unmet';
}

/** What one instrument says of the question. */
export interface BasisFinding {
  readonly instrument: InstrumentId;
  /** `yes` where nothing stands open, `no` where something is not met; who is a party to it is not in it. */
  readonly applies: 'yes' | 'open' | 'no';
  readonly points: readonly BasisPoint[];
  /** Which of the two States, first and second, has an authority that was notified under it. */
  readonly notifiedUnder: readonly [boolean, boolean];
  readonly provisions: readonly Provision[];
  readonly consultation: ConsultationDuty;
}

const OFFENCE_ARTICLES: Readonly<Partial<Record<Offence, string>>> = {
  'criminal-group': '5',
  laundering: '6',
  corruption: '8',
  obstruction: '23',
};
const PROTOCOLS: Readonly<Partial<Record<InstrumentId, Offence>>> = {
  'trafficking-protocol': 'trafficking',
  'migrants-protocol': 'migrants',
  'firearms-protocol': 'firearms',
};
const OF_PROTOCOLS: ReadonlySet<Offence> = new Set(Object.values(PROTOCOLS));
/** Years from which an offence is a serious crime, UNTOC 2(b). */
const SERIOUS = 4;

/** The bases beside these instruments, before and after them in the order in which one is looked for. */
export const otherBases = { before: ['bilateral', 'regional'], after: ['reciprocity', 'domestic'] } as const;

/** Every instrument under which authorities of a State were notified. @param authorities - those that take part now */
export function instrumentsNotifiedOf(
  state: string,
  authorities: readonly { readonly state: string; readonly instruments: readonly string[] }[],
): string[] {
  return [...new Set(authorities.filter((one) => one.state === state).flatMap(({ instruments: codes }) => codes))];
}

/** What each instrument says of a question, in the order in which a basis is looked for. Pure: the same question, the same answer. */
export function findBasis(question: BasisQuestion): BasisFinding[] {
  return instrumentIds.map((id) => finding(instruments[id], question));
}

function finding({ id, supplements, provisions, consultation }: Instrument, question: BasisQuestion): BasisFinding {
  const points = pointsOf(id, question);
  const [first, second] = question.notifiedUnder;
  const main = supplements === undefined ? undefined : instruments[supplements];
  const { cooperation } = question;
  return {
    instrument: id,
    applies: points.some(({ is }) => is === 'unmet') ? 'no' : points.some(({ is }) => is === 'open') ? 'open' : 'yes',
    points,
    notifiedUnder: [first.includes(id), second.includes(id)],
    provisions: provisions[cooperation] ?? [],
    consultation: (main?.consultation ?? consultation)[cooperation] ?? { is: 'good-practice', article: '' },
  };
}

function pointsOf(id: InstrumentId, question: BasisQuestion): readonly BasisPoint[] {
  const { offence } = question;
  const own = PROTOCOLS[id];
  if (own !== undefined)
    return [
      { point: 'offence', article: '', is: offence === own ? 'met' : 'unmet' },
      { point: 'supplemented', article: '', is: 'open' },
    ];
  if (id === 'untoc') return untocPoints(question);
  const ofItself: Offence = id === 'uncac' ? 'corruption' : 'drugs';
  // Of what an offence of laundering or obstruction was, the question does not say.
  const isNear = offence === 'laundering' || (id === 'uncac' && offence === 'obstruction');
  return [{ point: 'offence', article: '', is: offence === ofItself ? 'met' : isNear ? 'open' : 'unmet' }];
}

function untocPoints(question: BasisQuestion): readonly BasisPoint[] {
  const { offence, years, cooperation, isTransnational = false, isThere = false } = question;
  const article = OFFENCE_ARTICLES[offence];
  const isOwn = article !== undefined || OF_PROTOCOLS.has(offence);
  const isSerious = years === undefined ? 'open' : years >= SERIOUS ? 'met' : 'unmet';
  const there = cooperation === 'extradition' ? '16(1)' : '18(1)';
  return [
    isOwn
      ? { point: 'offence', article: article ?? '', is: 'met' }
      : { point: 'serious', article: '2(b)', is: isSerious },
    {
      point: 'transnational',
      article: `3(2)(a)-(d), ${there}`,
      is: isTransnational || isThere ? 'met' : 'open',
    },
    { point: 'group', article: '', is: offence === 'criminal-group' ? 'met' : 'open' },
  ];
}
