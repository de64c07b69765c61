import type { OfficerId } from './ids.js';
import { ProblemError } from './problem.js';

/** What an applicant does to its application. */
export const applicantActs = ['submitted', 'answered', 'withdrawn'] as const;
/** What the secretariat does to one. It has no act that rejects: it cannot refuse a State's choice. */
export const secretariatActs = ['clarification-asked', 'authenticated', 'verified', 'returned', 'notified'] as const;
/** One act on an application. */
export type ApplicationAct = (typeof applicantActs)[number] | (typeof secretariatActs)[number];
/** Whose act it is. */
export type ApplicationSide = 'applicant' | 'secretariat';

/** How an application stands. */
export const applicationStates = [
  'received',
  'clarification-asked',
  'authenticated',
  'verified',
  'returned',
  'withdrawn',
  'notified',
] as const;
/** One of {@link applicationStates}. */
export type ApplicationState = (typeof applicationStates)[number];

/** An act, and of the secretariat's the officer who made it. */
export interface ApplicationMove {
  readonly act: ApplicationAct;
  readonly officer?: OfficerId;
}

/** Where an application has come to. */
export interface ApplicationStanding {
  readonly state: ApplicationState;
  /** Who found it authentic, since the applicant last said something: somebody else verifies it. */
  readonly authenticatedBy?: OfficerId | undefined;
}

const BECOMES: Readonly<Record<ApplicationAct, ApplicationState>> = {
  submitted: 'received',
  answered: 'received',
  withdrawn: 'withdrawn',
  'clarification-asked': 'clarification-asked',
  authenticated: 'authenticated',
  verified: 'verified',
  returned: 'returned',
  notified: 'notified',
};

/** What may be done next. Whatever the applicant adds is looked at anew, however far it had come. */
const NEXT: Readonly<Record<ApplicationState, readonly ApplicationAct[]>> = {
  received: ['answered', 'withdrawn', 'clarification-asked', 'authenticated', 'returned'],
  'clarification-asked': ['answered', 'withdrawn', 'clarification-asked', 'authenticated', 'returned'],
  authenticated: ['answered', 'withdrawn', 'clarification-asked', 'verified', 'returned'],
  verified: ['answered', 'withdrawn', 'clarification-asked', 'returned', 'notified'],
  returned: ['answered', 'withdrawn'],
  withdrawn: [],
  notified: [],
};

/** The acts that an application may be met with next, by one side; of the secretariat by a certain officer. */
export function nextActs(
  standing: ApplicationStanding,
  side: ApplicationSide,
  officer?: OfficerId,
): readonly ApplicationAct[] {
  return NEXT[standing.state].filter(
    (act) => sideOf(act) === side && !(act === 'verified' && standing.authenticatedBy === officer),
  );
}

/** Whose act it is. */
export function sideOf(act: ApplicationAct): ApplicationSide {
  return (applicantActs as readonly ApplicationAct[]).includes(act) ? 'applicant' : 'secretariat';
}

/**
 * An application after one more act; relay and clients judge by this alone.
 * @param before - undefined before the first
 * @throws `application.state` for an act that is not open now, `application.four-eyes` for a second look by the first pair
 */
export function standingAfter(
  before: ApplicationStanding | undefined,
  { act, officer }: ApplicationMove,
): ApplicationStanding {
  const isNext = before === undefined ? act === 'submitted' : NEXT[before.state].includes(act);
  if (!isNext) throw new ProblemError('application.state', before?.state ?? 'none');
  if (act === 'verified' && before?.authenticatedBy === officer) throw new ProblemError('application.four-eyes');
  const state = BECOMES[act];
  if (act === 'authenticated') return { state, authenticatedBy: officer };
  return act === 'verified' ? { state, authenticatedBy: before?.authenticatedBy } : { state };
}

/** An application after all its acts, in their order. @throws as {@link standingAfter} */
export function applicationStanding(moves: readonly ApplicationMove[]): ApplicationStanding | undefined {
  return moves.reduce<ApplicationStanding | undefined>(standingAfter, undefined);
}
