import { describe, expect, it } from '@jest/globals';
import type { Person } from '../../desk/api/parties.js';
import { expertEnd } from './expert-end.js';

const UP = { is: 'up' } as const;
const refused = { is: 'down', since: 60, refusal: 'device.not-live' } as const;
const mine = { person: {} as Person, self: true, until: 100 };
const theirs = { ...mine, self: false, until: 10 };

describe('expertEnd', () => {
  it.each([
    ['is none while the sponsorship holds, whoever else’s is over', { experts: [theirs, mine], member: true }, UP, 99],
    [
      'is none while the relay is only not reached',
      { experts: [mine], member: true },
      { ...refused, refusal: undefined },
      99,
    ],
  ])('%s', (_, view, line, now) => {
    expect(expertEnd(view, line, now)).toBeUndefined();
  });

  it.each([
    [
      'by its date, also where the relay refuses the device since',
      { experts: [mine], member: true },
      refused,
      100,
      { is: 'over', at: 100 },
    ],
    [
      'when the relay takes nothing from the device any more',
      { experts: [mine], member: true },
      refused,
      99,
      { is: 'refused', at: 60 },
    ],
    ['when the members put them out', { experts: [], member: false }, UP, 99, { is: 'out' }],
  ])('ends %s', (_, view, line, now, end) => {
    expect(expertEnd(view, line, now)).toEqual(end);
  });
});
