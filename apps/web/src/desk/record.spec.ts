import { describe, expect, it } from '@jest/globals';
import { auditTypes } from '#contracts';
import { leafKinds } from './api/record.js';

describe('the kinds of leaves to choose from', () => {
  it('are all that a relay logs', () => {
    expect([...leafKinds].sort()).toEqual([...auditTypes].sort());
  });
});
