import { describe, expect, it } from '@jest/globals';
import type { Draft } from '../../../desk/api/conversations.js';
import { draftOf, followed, isSame, nothing, opened, restored, settled, type Held } from './held.js';

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

describe('words that are taken back', () => {
  const recorded = { text: 'We agree.', language: 'fr', onTheRecord: true };
  const taken = (draft: Draft, standing: Held): Draft => draftOf(restored(standing, { draft, target: undefined }));

  it('stand before those that are being written, or alone, as they were to be sent', () => {
    expect(taken(two, known)).toEqual({ text: 'Dear Ana, good morning\n\nDear Ana', answers: 'm' });
    expect(taken(recorded, nothing)).toEqual(recorded);
    expect(taken(recorded, { ...nothing, draft: { text: ' ' } })).toEqual(recorded);
  });

  it('go on the record with those that stand there only where it was chosen for both', () => {
    const chosen: Held = { ...nothing, draft: { text: 'Noted.', onTheRecord: true } };
    expect(taken(recorded, known)).toEqual({ text: 'We agree.\n\nDear Ana', language: 'fr' });
    expect(taken(one, chosen)).toEqual({ text: 'Dear Ana\n\nNoted.' });
    expect(taken(recorded, chosen)).toEqual({ text: 'We agree.\n\nNoted.', language: 'fr', onTheRecord: true });
  });

  it('wait beside a correction by the same rule', () => {
    expect(restored(correcting, { draft: recorded, target: undefined })).toMatchObject({
      draft: correcting.draft,
      aside: { text: 'We agree.\n\nDear Ana', language: 'fr' },
    });
    expect(taken(recorded, correcting)).not.toHaveProperty('onTheRecord');
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
