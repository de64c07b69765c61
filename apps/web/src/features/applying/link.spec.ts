import { describe, expect, it } from '@jest/globals';
import { isApplying, keepLink, takeLink } from './link.js';

const ORIGIN = 'https://relay.example';

function aWindow(hash: string, kept: Map<string, string> = new Map()) {
  const addresses: string[] = [];
  return {
    addresses,
    location: { hash, origin: ORIGIN, pathname: '/apply', search: '' },
    history: { replaceState: (_data: unknown, _unused: string, url: string) => void addresses.push(url) },
    sessionStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    },
  };
}

describe('the private link of an application', () => {
  it('is taken out of the address bar, and found again when the window is loaded anew', () => {
    const kept = new Map<string, string>();
    const opened = aWindow('#network.secret', kept);
    expect(takeLink(opened)).toBe(`${ORIGIN}/apply#network.secret`);
    expect(opened.addresses).toEqual(['/apply']);
    expect(takeLink(aWindow('', kept))).toBe(`${ORIGIN}/apply#network.secret`);
  });

  it('is none where none was opened, and the address stays', () => {
    const opened = aWindow('#');
    expect([takeLink(opened), opened.addresses]).toEqual([undefined, []]);
  });

  it('is forgotten when that is asked for', () => {
    const opened = aWindow('');
    keepLink(opened, 'a link');
    expect(takeLink(opened)).toBe('a link');
    keepLink(opened, undefined);
    expect(takeLink(opened)).toBeUndefined();
  });
});

describe('isApplying', () => {
  it.each([
    ['/apply', true],
    ['/apply/', true],
    ['/', false],
    ['/apply/more', false],
    ['/c/apply', false],
  ])('of %s is %s', (path, is) => {
    expect(isApplying(path)).toBe(is);
  });
});
