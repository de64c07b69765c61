import { describe, expect, it } from '@jest/globals';
import { lookFirst, whereItLeads } from './where-it-leads.js';

describe('whereItLeads', () => {
  it.each([
    ['https://secretariat.int/treaty?x=a@b.example', 'secretariat.int', undefined],
    ['HTTPS://Secretariat.INT', 'secretariat.int', undefined],
    ['https://secretariat.int@evil.example/', 'evil.example', 'name'],
    ['https://:secretariat.int@evil.example/', 'evil.example', 'name'],
    ['https://secretariat.int:443@evil.example/', 'evil.example', 'name'],
    ['https://secret\u0430riat.int/', 'xn--secretriat-4qi.int', 'letters'],
  ])('reads %s as leading to %s', (address, host, disguise) => {
    expect(whereItLeads(address)).toMatchObject({ host, disguise });
  });
});

describe('lookFirst', () => {
  it.each([
    ['onClick', 0, true],
    ['onAuxClick', 1, true],
    ['onAuxClick', 2, false],
  ] as const)('given %s of button %i: %j', (handler, button, isLookedAt) => {
    const done: string[] = [];
    lookFirst(() => done.push('looked'))[handler]({ button, preventDefault: () => done.push('kept') });
    expect(done).toEqual(isLookedAt ? ['kept', 'looked'] : []);
  });
});
