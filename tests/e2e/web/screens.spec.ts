import { describe, expect, it } from '@jest/globals';
import { matchRoutes } from 'react-router';
import { screenPaths } from '../../../apps/web/src/screen-paths.js';
import { places } from './places.js';
import { administratorScreens, officeScreens } from './screens.js';

const ids = { consultation: 'one', direct: 'two', authority: 'one', officer: 'one', application: 'one' };

/** The screens of the web client that stand at none of these addresses. */
function missing(addresses: readonly string[]): readonly string[] {
  const routes = screenPaths.map((path) => ({ path }));
  const there = addresses.map((address) => matchRoutes(routes, address)?.at(-1)?.route.path);
  expect(there).not.toContain(undefined);
  return screenPaths.filter((path) => !there.includes(path));
}

describe('the lists of screens that are walked', () => {
  it('hold every screen in each of its states', () => {
    expect(missing(places.map(({ path }) => path(ids)))).toEqual([]);
  });

  it('hold every screen in every look', () => {
    expect(missing([...officeScreens, ...administratorScreens].flatMap(({ path }) => path ?? []))).toEqual([]);
  });
});
