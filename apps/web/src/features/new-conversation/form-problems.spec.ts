import { describe, expect, it } from '@jest/globals';
import type { NewConversation } from '../../desk/api/inbox.js';
import { problemsOf } from './form-problems.js';

const aForm = (changes: Partial<NewConversation> = {}): NewConversation => ({
  kind: 'consultation',
  authority: 'authority:nerovia',
  officers: [],
  subject: 'Bank records',
  reference: 'VAL 1',
  purposes: [],
  ...changes,
});

describe('problemsOf', () => {
  it('finds none when the whole office is asked about a subject', () => {
    expect(problemsOf(aForm(), false)).toEqual({});
  });

  it('wants an officer when single ones are to be chosen', () => {
    expect(problemsOf(aForm(), true)).toEqual({ officers: 'somebody' });
    expect(problemsOf(aForm({ officers: ['one'] }), true)).toEqual({});
  });

  it('wants a subject that is not too long, of a consultation alone', () => {
    expect(problemsOf(aForm({ subject: ' ' }), false)).toEqual({ subject: 'subject.missing' });
    expect(problemsOf(aForm({ subject: 'x'.repeat(201) }), false)).toEqual({ subject: 'subject.long' });
    expect(problemsOf(aForm({ kind: 'direct', subject: '' }), false)).toEqual({});
  });

  it('takes a reference of up to 100 characters, or none', () => {
    expect(problemsOf(aForm({ reference: '' }), false)).toEqual({});
    expect(problemsOf(aForm({ reference: 'x'.repeat(101) }), false)).toEqual({ reference: 'reference.long' });
  });
});
