import { describe, expect, it } from '@jest/globals';
import { limits, mediaTypes, usualMediaTypes } from '#contracts';
import { applicationBounds, documentEndings } from './choices.js';

describe('the bounds that the page knows without a library', () => {
  it('are those of the wire', () => {
    const { documents, documentBytes } = applicationBounds;
    expect({ documents, documentBytes }).toEqual({
      documents: limits.applicationDocuments,
      documentBytes: limits.applicationDocumentBytes,
    });
    const isSent = ([, type]: readonly [string, string]): boolean => usualMediaTypes.includes(type);
    expect([...documentEndings]).toEqual(
      Object.entries(mediaTypes)
        .filter(isSent)
        .map(([ending]) => ending),
    );
  });
});
