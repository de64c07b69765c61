import { describe, expect, it } from '@jest/globals';
import { needsUs } from './needs-us.js';

const line = (
  state: 'received' | 'clarification-asked' | 'authenticated' | 'verified' | 'notified',
  ...may: string[]
) => ({ state, opened: { state: 'QT', authority: 'Ministry', may } }) as Parameters<typeof needsUs>[0];

describe('needsUs', () => {
  it.each([
    ['was received', line('received', 'clarification-asked', 'authenticated', 'returned'), true],
    ['waits for the applicant', line('clarification-asked', 'clarification-asked', 'authenticated'), false],
    ['waits for a second officer, and this is one', line('authenticated', 'verified', 'returned'), true],
    ['waits for a second officer, and this is the first', line('authenticated', 'returned'), false],
    ['waits for its signed statement', line('verified', 'notified', 'returned'), true],
    ['is notified', line('notified'), false],
    ['has no key here', { state: 'received' } as const, false],
  ])('of one that %s is %#', (_, one, needs) => {
    expect(needsUs(one)).toBe(needs);
  });
});
