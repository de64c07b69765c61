import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { shownTime } from './clock.js';

const SECOND = 1000;

describe('the time that is shown', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: 0 });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('goes on while somebody looks, and is right again at once when somebody looks after a while', () => {
    const leave = shownTime.subscribe(() => undefined);
    jest.advanceTimersByTime(40 * SECOND);
    expect(shownTime.at()).toBe(40);
    leave();
    jest.advanceTimersByTime(3600 * SECOND);
    expect(shownTime.at()).toBe(40);
    shownTime.subscribe(() => undefined)();
    expect(shownTime.at()).toBe(3640);
  });
});
