import { describe, expect, it } from '@jest/globals';
import { readRules, typedRules, type WrongRule } from './typed-rules.js';

const RULES = {
  idleLock: 900,
  readMarkers: true,
  clearance: ['refusal', 'transfer'],
  highestMarking: 'RESTRICTED',
  webAllowed: true,
};

describe('rules as they are typed', () => {
  it('are the same when they are read again', () => {
    expect(readRules(typedRules(RULES))).toEqual({ stated: RULES, wrong: [] });
    const odd = { ...RULES, idleLock: 45, clearance: [] };
    expect(readRules(typedRules(odd))).toEqual({ stated: odd, wrong: [] });
  });

  it.each<[Partial<ReturnType<typeof typedRules>>, WrongRule]>([
    [{ idle: '' }, 'idle'],
    [{ idle: '0' }, 'idle'],
    [{ idle: '1441' }, 'idle'],
    [{ idle: 'ten' }, 'idle'],
    [{ marking: 'x'.repeat(65) }, 'marking'],
    [{ clearance: 'refusal, of course!' }, 'clearance'],
  ])('say what is wrong: %j', (part, wrong) => {
    expect(readRules({ ...typedRules(RULES), ...part })).toEqual({ stated: undefined, wrong: [wrong] });
  });

  it('hold each word once, however it is written', () => {
    const { stated } = readRules({ ...typedRules(RULES), clearance: ' Refusal,,refusal , hand-over' });
    expect(stated?.clearance).toEqual(['hand-over', 'refusal']);
  });
});
