import { describe, expect, it } from '@jest/globals';
import { orEnded } from './ending.js';

const never = new Promise<string>(() => undefined);

describe('orEnded', () => {
  it('is the answer, or what it was refused with', async () => {
    const { signal } = new AbortController();
    await expect(orEnded(Promise.resolve('answer'), signal)).resolves.toBe('answer');
    await expect(orEnded(Promise.reject(new Error('refused')), signal)).rejects.toThrow('refused');
  });

  it('is refused at once when nobody waits any more, before it was asked and while it is', async () => {
    const ended = new AbortController();
    const asked = orEnded(never, ended.signal);
    ended.abort(new Error('ended'));
    await expect(asked).rejects.toThrow('ended');
    await expect(orEnded(never, ended.signal)).rejects.toThrow('ended');
  });
});
