import { describe, expect, it } from '@jest/globals';
import { mediaTypes } from '#contracts';
import { pageScale, previewOf } from './previews.js';

describe('previewOf', () => {
  it('shows pictures and PDF', () => {
    expect(previewOf('image/png')).toBe('picture');
    expect(previewOf('application/pdf')).toBe('pdf');
  });

  it.each([
    'image/svg+xml',
    'text/html',
    'application/xhtml+xml',
    'application/xml',
    'text/xml',
    'text/plain',
    'application/pdf; charset=x',
    'constructor',
    '',
  ])('only saves %p', (mediaType) => {
    expect(previewOf(mediaType)).toBeUndefined();
  });

  it('shows nothing that no authority can allow', () => {
    const known = new Set(Object.values(mediaTypes));
    const shown = ['application/pdf', 'image/gif', 'image/jpeg', 'image/png', 'image/webp'];
    expect(shown.filter((mediaType) => !known.has(mediaType))).toEqual([]);
    expect([...known].filter((mediaType) => previewOf(mediaType) !== undefined).sort()).toEqual(shown);
  });
});

describe('pageScale', () => {
  it('enlarges a page to the width that is wanted', () => {
    expect(pageScale(600, 800, 1_200)).toBe(2);
  });

  it('draws no more points than it may of a page without measure', () => {
    for (const [width, height] of [
      [14_400, 14_400],
      [1, 14_400],
      [14_400, 1],
      [4_000, 8_000],
    ] as const) {
      const scale = pageScale(width, height, 4_000);
      expect(width * height * scale ** 2).toBeLessThanOrEqual(16_000_001);
      expect(Math.max(width, height) * scale).toBeLessThanOrEqual(8_193);
    }
  });
});
