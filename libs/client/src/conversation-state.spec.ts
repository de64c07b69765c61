import { describe, expect, it } from '@jest/globals';
import { ConversationId } from '#contracts';
import { emptyState, loggedBefore, withLogged, type ConversationState } from './conversation-state.js';

const id = ConversationId.parse('A'.repeat(43));
const MINUTE = 60;

/** After a check each minute; `seqAt` answers the logged place of each. */
function checked(minutes: number, seqAt: (minute: number) => number): ConversationState {
  let state = emptyState(id);
  for (let minute = 1; minute <= minutes; minute++)
    state = withLogged(state, { seq: seqAt(minute), at: minute * MINUTE });
  return state;
}

describe('the proofs of what was logged', () => {
  it('cover what was said before, however long a directory was held back since', () => {
    const quiet = checked(600, () => 7);
    expect(loggedBefore(quiet, MINUTE)).toBe(7);
    const quietSince = checked(600, (minute) => Math.min(minute, 5));
    expect([5, 6, 300].map((minute) => loggedBefore(quietSince, minute * MINUTE))).toEqual([5, 5, 5]);
  });

  it('are few, and the fewer the older, where much is said', () => {
    const state = checked(600, (minute) => minute);
    expect(state.logged.length).toBeLessThanOrEqual(32);
    expect(state.logged.at(-1)).toEqual({ seq: 600, at: 600 * MINUTE });
    for (const ago of [2, 10, 60, 240]) {
      const covered = loggedBefore(state, (600 - ago) * MINUTE);
      expect(covered).toBeLessThanOrEqual(600 - ago);
      expect(covered).toBeGreaterThan(600 - 1.5 * ago);
    }
  });

  it('are no more than was proved by then', () => {
    const state = checked(40, (minute) => minute);
    for (let minute = 1; minute <= 40; minute++)
      expect(loggedBefore(state, minute * MINUTE)).toBeLessThanOrEqual(minute);
    expect(loggedBefore(state, MINUTE - 1)).toBe(0);
  });
});
