import type { BasisFinding, BasisPoint, ConsultationDuty, Provision } from '#consultation';
import { table } from './io.js';

/** Who is party to what nobody here knows: said with every answer. */
export const NOT_PARTIES =
  'Who is party to a treaty this network does not know: it knows under which instruments authorities were notified. Ask the depositary.';

const APPLIES: Readonly<Record<BasisFinding['applies'], string>> = {
  yes: 'applies to this offence',
  open: 'may apply: see what stands open',
  no: 'does not reach this offence',
};
const POINTS: Readonly<Record<BasisPoint['point'], string>> = {
  offence: 'an offence that it covers',
  serious: 'a serious crime, of a maximum of at least four years',
  transnational: 'transnational, in one way',
  group: 'an organized criminal group is involved',
  supplemented: 'the convention that it supplements applies',
};
const DUTIES: Readonly<Record<ConsultationDuty['is'], string>> = {
  shall: 'the requested State shall consult',
  'shall-where-appropriate': 'the requested State shall, where appropriate, consult',
  'postponement-only': 'consultation is provided for a postponement only',
  'good-practice': 'consulting first is good practice; no article makes it a duty',
};

/** Whether an instrument applies, in words. */
export function appliesWords({ applies }: BasisFinding): string {
  return APPLIES[applies];
}

/** Which of two States has an authority that was notified under it, in words. */
export function notifiedWords(
  { notifiedUnder: [first, second] }: BasisFinding,
  states: readonly [string, string],
): string {
  if (first && second) return `authorities of ${states[0]} and ${states[1]} were notified under it`;
  if (!first && !second) return 'no authority of either was notified under it';
  return `an authority of ${first ? states[0] : states[1]} alone was notified under it`;
}

/** A point in words, with its article. */
export function pointWords({ point, article, is }: BasisPoint): string {
  return `${is.padEnd(5)}  ${POINTS[point]}${article === '' ? '' : ` (${article})`}`;
}

/** Whether a refusal is consulted on first, in words. */
export function dutyWords({ is, article }: ConsultationDuty): string {
  return `before a refusal: ${DUTIES[is]}${article === '' ? '' : `, ${article}`}`;
}

/** Articles and what they provide, as a table. */
export function provisionLines(provisions: readonly Provision[]): string[] {
  return table(provisions.map(({ article, says }) => [`    ${article}`, says]));
}
