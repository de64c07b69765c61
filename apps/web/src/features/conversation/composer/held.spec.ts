import { describe, expect, it } from '@jest/globals';
import { draftOf, followed, isSame, nothing, opened, settled, type Held } from './held.js';

const one = { text: 'Dear Ana' };
const two = { text: 'Dear Ana, good morning', answers: 'm' };
const known: Held = { ...nothing, draft: one, kept: one };
const typing: Held = { ...known, draft: { text: 'Dear colleague' } };
const correcting: Held = { ...known, draft: { text: 'Tuesday' }, target: { is: 'correction', id: 'c' }, aside: one };

describe('a window', () => {
  it('follows what another one writes, also when it empties or sends it', () => {
    expect(followed(nothing, two)).toEqual({ ...nothing, draft: two, kept: two, target: { is: 'reply', id: 'm' } });
    expect(followed(known, two)).toMatchObject({ draft: two, kept: two });
    expect(followed(known, { text: '' })).toEqual(nothing);
  });

  it('keeps the words that were typed in it and are not kept yet', () => {
    expect(followed(typing, two)).toBe(typing);
    expect(followed({ ...nothing, draft: one }, { text: ' ' }).draft).toBe(one);
  });

  it('knows what is kept once it is what stands in it', () => {
    expect(followed(typing, typing.draft).kept).toBe(typing.draft);
    expect(followed(known, { ...one })).toBe(known);
    expect(settled(typing, one, { ...one })).toEqual(typing);
  });

  it('takes up the words that were joined to its own, unless more was typed since', () => {
    expect(settled(known, one, two)).toMatchObject({ draft: two, kept: two });
    expect(settled(typing, one, two)).toBe(typing);
  });

  it('leaves a correction alone, and follows beside it', () => {
    expect(followed(correcting, two)).toEqual({ ...correcting, aside: two, kept: two });
  });

  it('still knows by name whom it answers', () => {
    const target = { is: 'reply', id: 'm', seq: 4, name: 'Ana' } as const;
    expect(opened({ ...known, target }, two).target).toBe(target);
  });
});

describe('a draft', () => {
  it('is what was written before a correction was begun', () => {
    expect(draftOf(correcting)).toBe(one);
  });

  it('is the same as another by its words and how they are sent; without words there is none', () => {
    expect(isSame(one, { ...one, onTheRecord: false })).toBe(true);
    expect(isSame(one, { ...one, onTheRecord: true })).toBe(false);
    expect(isSame(one, { ...one, language: 'fr' })).toBe(false);
    expect(isSame({ text: '', onTheRecord: true }, { text: ' ' })).toBe(true);
  });
});
