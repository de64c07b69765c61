import { describe, expect, it } from '@jest/globals';
import { limits, mediaTypes, usualMediaTypes } from '#contracts';
import { instrumentIds } from '#consultation';
import { pageWords } from '#pages';
import { ApplicationForm } from './application-form.js';
import {
  applicationBounds,
  authorityFunctions,
  documentEndings,
  instruments,
  pageChannels,
  pageRoles,
  pageTopics,
  translations,
} from './choices.js';

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

describe('what a page and an application offer to choose from', () => {
  it.each<[string, object, readonly string[]]>([
    ['function', pageWords.function, authorityFunctions],
    ['instrument', pageWords.instrument, instruments],
    ['topic', pageWords.topic, pageTopics],
    ['channel', pageWords.channel, pageChannels],
    ['role', pageWords.role, pageRoles],
    ['translation', pageWords.translation, translations],
  ])('has a word for each %s, which stands there once', (_, words, codes) => {
    expect(codes.filter((code) => !Object.hasOwn(words, code))).toEqual([]);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('may all be ticked in one application', () => {
    const functions = authorityFunctions.flatMap((one) =>
      instruments.map((instrument) => ({ function: one, instrument })),
    );
    expect(ApplicationForm.shape.functions.parse(functions)).toHaveLength(functions.length);
  });

  it('has every instrument that the network knows by its articles', () => {
    expect(instrumentIds.filter((id) => !instruments.includes(id))).toEqual([]);
  });
});
