import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { codeOf } from '#primitives';
import {
  applicantActs,
  applicationStanding,
  applicationStates,
  nextActs,
  secretariatActs,
  sideOf,
  standingAfter,
  type ApplicationMove,
  type ApplicationStanding,
} from './application-standing.js';
import { OfficerId } from './ids.js';

const [sol, sam] = ['sol', 'sam'].map((name) => OfficerId.parse(name)) as [OfficerId, OfficerId];
const acts = [...applicantActs, ...secretariatActs];
const refusal = (moves: readonly ApplicationMove[]) => {
  try {
    return applicationStanding(moves)?.state;
  } catch (error) {
    return codeOf(error);
  }
};
const submitted: ApplicationMove = { act: 'submitted' };
const authenticated: ApplicationMove = { act: 'authenticated', officer: sol };
const anyMove = fc.record({ act: fc.constantFrom(...acts), officer: fc.constantFrom(sol, sam) });

describe('applicationStanding', () => {
  it('goes from received to notified by two officers', () => {
    const verified: ApplicationMove = { act: 'verified', officer: sam };
    const notified: ApplicationMove = { act: 'notified', officer: sol };
    expect(applicationStanding([])).toBeUndefined();
    expect(applicationStanding([submitted, authenticated])).toEqual({ state: 'authenticated', authenticatedBy: sol });
    expect(refusal([submitted, authenticated, verified])).toBe('verified');
    expect(refusal([submitted, authenticated, verified, notified])).toBe('notified');
    expect(refusal([submitted, authenticated, notified])).toBe('application.state');
  });

  it('refuses the same pair of eyes twice, and forgets them once the applicant adds something', () => {
    const again: ApplicationMove = { act: 'verified', officer: sol };
    expect(refusal([submitted, authenticated, again])).toBe('application.four-eyes');
    const anew: readonly ApplicationMove[] = [submitted, authenticated, { act: 'answered' }];
    expect(refusal(anew)).toBe('received');
    expect(refusal([...anew, { act: 'verified', officer: sam }])).toBe('application.state');
    expect(refusal([...anew, { act: 'authenticated', officer: sam }, again])).toBe('verified');
  });

  it('begins with a submission, has one alone, and ends for good', () => {
    for (const act of acts)
      expect(refusal([{ act, officer: sol }])).toBe(act === 'submitted' ? 'received' : 'application.state');
    expect(refusal([submitted, submitted])).toBe('application.state');
    for (const act of acts)
      expect(refusal([submitted, { act: 'withdrawn' }, { act, officer: sol }])).toBe('application.state');
  });

  it('allows exactly what it says may come next, whatever came before', () => {
    fc.assert(
      fc.property(fc.array(anyMove, { maxLength: 12 }), (moves) => {
        let standing: ApplicationStanding = applicationStanding([submitted]) ?? { state: 'received' };
        for (const move of moves) {
          const may = nextActs(standing, sideOf(move.act), move.officer);
          try {
            standing = standingAfter(standing, move);
            expect(may).toContain(move.act);
          } catch (error) {
            expect(codeOf(error)).toMatch(/^application\.(?:state|four-eyes)$/);
            expect(may).not.toContain(move.act);
          }
          expect(applicationStates).toContain(standing.state);
        }
      }),
    );
  });

  it('never comes to be notified but by two officers since the applicant last spoke', () => {
    fc.assert(
      fc.property(fc.array(anyMove, { maxLength: 20 }), (moves) => {
        const taken: ApplicationMove[] = [submitted];
        for (const move of moves) if (refusal([...taken, move])?.startsWith('application.') === false) taken.push(move);
        if (refusal(taken) !== 'notified') return;
        const since = taken.slice(taken.findLastIndex(({ act }) => sideOf(act) === 'applicant'));
        const first = since.findLast(({ act }) => act === 'authenticated')?.officer;
        const second = since.findLast(({ act }) => act === 'verified')?.officer;
        expect([first, second].sort()).toEqual([sam, sol]);
      }),
    );
  });
});
