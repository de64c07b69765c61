import { describe, expect, it } from '@jest/globals';
import { door } from './door.js';

class Keeper {
  readonly secret = 'key';
  constructor(private readonly word: string) {}
  say(to: string): string {
    return `${this.word}, ${to}`;
  }
}

describe('door', () => {
  it('has the methods that are named, as their keeper has them', () => {
    expect(door<Pick<Keeper, 'say'>>(new Keeper('good morning'), ['say']).say('Ana')).toBe('good morning, Ana');
  });

  it('leads to nothing else, and cannot be altered', () => {
    const opened = door<Pick<Keeper, 'say'>>(new Keeper('good morning'), ['say']) as unknown as Record<string, unknown>;
    expect([opened['secret'], opened['word'], opened['constructor']]).toEqual([undefined, undefined, undefined]);
    expect(() => {
      opened['say'] = () => 'another';
    }).toThrow(TypeError);
  });
});
