import { describe, expect, it } from '@jest/globals';
import { emptyForm, isEmpty, keepDraft, partOf, readDraft, stillTold, tidyForm } from './draft.js';

const form = {
  ...emptyForm,
  state: ' QT ',
  authority: { name: ' Ministry of Justice of Tarsia', address: '1 Harbour Road\n' },
};

describe('the draft of an application', () => {
  it('is there again as it was kept, and gone when it is forgotten; what is damaged is none', () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    };
    expect(isEmpty(readDraft(storage))).toBe(true);
    keepDraft(storage, form);
    expect([readDraft(storage), isEmpty(form)]).toEqual([form, false]);
    for (const key of kept.keys()) kept.set(key, '{');
    expect(readDraft(storage)).toEqual(emptyForm);
    keepDraft(storage, undefined);
    expect(kept.size).toBe(0);
  });

  it('is sent without the white space around what was typed', () => {
    expect(tidyForm(form)).toEqual({
      ...emptyForm,
      state: 'QT',
      authority: { name: 'Ministry of Justice of Tarsia', address: '1 Harbour Road' },
    });
  });

  it('is sent with the code of a State in capital letters, and with the name of an organization as it is', () => {
    expect(['qt', 'Qt', 'eurojust', 'Union'].map((state) => tidyForm({ ...form, state }).state)).toEqual([
      'QT',
      'QT',
      'eurojust',
      'Union',
    ]);
  });

  it('is told of what was not changed since', () => {
    const problems = ['state', 'authority.name', 'functions', 'keys.0'].map((field) => ({
      field,
      is: 'form' as const,
    }));
    const after = { ...form, authority: { ...form.authority, name: 'Ministry' }, functions: [] };
    expect(stillTold(problems, form, after).map(({ field }) => field)).toEqual(['state', 'keys.0']);
  });

  it('is filled in by parts', () => {
    expect(
      ['state', 'functions.0', 'designation.date', 'contact.email', 'remarks', 'keys.1', 'threshold'].map(partOf),
    ).toEqual(['authority', 'authority', 'designation', 'designation', 'designation', 'keys', 'keys']);
  });
});
