import { describe, expect, it } from '@jest/globals';
import { limits } from '#contracts';
import { applicationBounds } from './choices.js';

describe('the bounds that the page knows without a library', () => {
  it('are those of the wire', () => {
    const { documents, documentBytes } = applicationBounds;
    expect({ documents, documentBytes }).toEqual({
      documents: limits.applicationDocuments,
      documentBytes: limits.applicationDocumentBytes,
    });
  });
});
