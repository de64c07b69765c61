import { describe, expect, it } from '@jest/globals';
import { deviceCode, isDeviceCode } from './index.js';

const enrolment = { networkId: new Uint8Array(32), enrolment: { type: 'device.enrolled', device: 'device-ana' } };
const words = deviceCode(enrolment);

describe('isDeviceCode', () => {
  it('accepts the six words however they are spaced and capitalized', () => {
    for (const typed of [words.join(' '), `  ${words.join('  ')} `, words.join('\n').toUpperCase()]) {
      expect(isDeviceCode({ ...enrolment, typed })).toBe(true);
    }
  });

  it('refuses five words, seven, another order and another device’s', () => {
    const other = deviceCode({ ...enrolment, networkId: new Uint8Array(32).fill(1) });
    for (const typed of [words.slice(1), [...words, words[0]], words.toReversed(), other, []]) {
      expect(isDeviceCode({ ...enrolment, typed: typed.join(' ') })).toBe(false);
    }
  });

  it('refuses the words of what is no enrolment, so that nothing else is signed by whoever types them', () => {
    const appointment = { ...enrolment, enrolment: { type: 'officer.appointed', officer: 'mallory' } };
    for (const other of [appointment, { ...enrolment, enrolment: {} }, { ...enrolment, enrolment: null }]) {
      expect(isDeviceCode({ ...other, typed: deviceCode(other).join(' ') })).toBe(false);
    }
  });
});
