import { describe, expect, it } from '@jest/globals';
import { publicKeysIn } from './public-keys.js';

const ONE = 'Gd9nJh5mKq2sVt8wXy3zAb6cDe1fHi4jLk7mNo0pQrU';
const TWO = 'aZ9nJh5mKq2sVt8wXy3zAb6cDe1fHi4jLk7mNo0pQrA';

describe('publicKeysIn', () => {
  it('finds what comity key new printed, each once', () => {
    expect(publicKeysIn(`${ONE}\n`)).toEqual({ keys: [ONE] });
    expect(publicKeysIn(`${ONE}\r\n${TWO}, ${ONE}`)).toEqual({ keys: [ONE, TWO] });
    expect(publicKeysIn(`{"publicKey":"${ONE}","file":"ministry-1.key"}`)).toEqual({ keys: [ONE] });
  });

  it('takes nothing from a key that is to stay offline', () => {
    const file = JSON.stringify({ comity: 'signature key', publicKey: ONE, sealed: 'AAAA' }, undefined, 2);
    expect(publicKeysIn(file)).toEqual({ keys: [], refused: 'private' });
  });

  it.each(['', 'hello', ONE.slice(1), `${ONE}A`, ONE.replace(/.$/, 'B')])('finds none in %j', (text) => {
    expect(publicKeysIn(text)).toEqual({ keys: [], refused: 'none' });
  });
});
