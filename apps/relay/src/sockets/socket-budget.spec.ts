import { describe, expect, it } from '@jest/globals';
import { EventBudget } from './socket-budget.js';

const takes = (budget: EventBudget, times: number, now: number): Set<string> =>
  new Set(Array.from({ length: times }, () => budget.take(now)));

describe('EventBudget', () => {
  it('allows two seconds of events at once, and no more until time has passed', () => {
    const budget = new EventBudget(10, 0);
    expect(takes(budget, 20, 0)).toEqual(new Set(['allowed']));
    expect(budget.take(0)).toBe('limited');
    expect(takes(budget, 10, 1000)).toEqual(new Set(['allowed']));
    expect(budget.take(1000)).toBe('limited');
  });

  it('never allows more than two seconds at once, however long it was idle', () => {
    const budget = new EventBudget(10, 0);
    expect(takes(budget, 20, 1e9)).toEqual(new Set(['allowed']));
    expect(budget.take(1e9)).toBe('limited');
  });

  it('tells a flood from one that slows down', () => {
    const patient = new EventBudget(10, 0);
    for (let second = 0; second < 60; second++) expect(takes(patient, 12, second * 1000)).not.toContain('flooding');
    const flood = new EventBudget(10, 0);
    expect(takes(flood, 60, 0)).toContain('flooding');
  });

  it('cuts sooner what no honest client sends', () => {
    const budget = new EventBudget(10, 0);
    budget.blame(20);
    expect(budget.take(0)).toBe('allowed');
    budget.blame(40);
    expect(budget.take(0)).toBe('flooding');
  });

  it('refills nothing when the clock is set back, and takes nothing away', () => {
    const budget = new EventBudget(10, 10_000);
    takes(budget, 20, 10_000);
    expect(budget.take(0)).toBe('limited');
    expect(budget.take(1000)).toBe('allowed');
  });
});
