import { describe, expect, it } from '@jest/globals';
import { type MapSource, MapSources } from './map-sources.js';

const source = (kind: MapSource['kind']): MapSource => ({
  kind,
  take: () => Promise.resolve([]),
  taken: () => Promise.resolve(),
});

describe('MapSources', () => {
  it('are in one order on every node, in whichever they were registered', () => {
    for (const kinds of [['agreement', 'head'] as const, ['head', 'agreement'] as const]) {
      const sources = new MapSources();
      for (const kind of kinds) sources.register(source(kind));
      expect(sources.all.map(({ kind }) => kind)).toEqual(['agreement', 'head']);
    }
  });
});
