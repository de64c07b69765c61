import { describe, expect, it } from '@jest/globals';
import { joinedDraft } from './joined-draft.js';

const kept = { text: 'Dear Ana', language: 'en' };

describe('joinedDraft', () => {
  it.each([
    ['was kept by this window', 'Dear', 'Dear Ana'],
    ['was sent or emptied by this window', '', 'Dear Ana'],
    ['is gone on with', 'Dear Ana, good morning', ''],
  ])('is what is given where the draft before %s', (_when, text, known) => {
    expect(joinedDraft({ text }, kept, known)).toEqual({ text });
  });

  it('is what is given where no draft is kept any more', () => {
    expect(joinedDraft({ text: 'Dear Ana, good' }, { text: '' }, 'Dear Ana')).toEqual({ text: 'Dear Ana, good' });
  });

  it('is what another window has kept where this one has no words of its own', () => {
    expect(joinedDraft({ text: ' ' }, kept, 'Dear')).toBe(kept);
    expect(joinedDraft({ text: 'Dear' }, kept, 'Dear')).toBe(kept);
  });

  it('holds the words of both windows where both have been written in', () => {
    expect(joinedDraft({ text: 'Yes', onTheRecord: true }, kept, '')).toEqual({
      text: 'Dear Ana\n\nYes',
    });
  });

  it('is on the record only where both were', () => {
    const both = joinedDraft({ text: 'Yes', onTheRecord: true }, { ...kept, onTheRecord: true }, '');
    expect(both).toEqual({ text: 'Dear Ana\n\nYes', onTheRecord: true });
    expect(joinedDraft({ text: 'Yes' }, { ...kept, onTheRecord: true }, '')).toEqual({ text: 'Dear Ana\n\nYes' });
  });
});
