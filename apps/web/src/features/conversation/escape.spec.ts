import { describe, expect, it } from '@jest/globals';
import { nextToEnd, type Opened } from './escape.js';

const nothing: Opened = { sheet: false, target: false, held: false, field: false };

describe('nextToEnd', () => {
  it.each([
    ['the panel first', { sheet: true, target: true, held: true, field: true }, 'sheet'],
    ['a reply before a message that can still be taken back', { target: true, held: true, field: true }, 'target'],
    ['the message where nothing is open, though one writes on', { held: true, field: true }, 'held'],
    ['the writing where nothing can be taken back', { field: true }, 'field'],
    ['the whole where nothing is left', {}, 'screen'],
  ])('is %s', (_, open: Partial<Opened>, ended) => {
    expect(nextToEnd({ ...nothing, ...open })).toBe(ended);
  });
});
