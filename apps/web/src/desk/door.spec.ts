import { describe, expect, it } from '@jest/globals';
import { MessageChannel } from 'node:worker_threads';
import { expose } from 'comlink';
import { callsAlone, door } from './door.js';

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

describe('a port to the desk', () => {
  it('answers calls of its methods, and nothing that leads past them', async () => {
    const desk = { keeper: door<Pick<Keeper, 'say'>>(new Keeper('good morning'), ['say']) };
    const { port1, port2 } = new MessageChannel();
    const port = port1 as never;
    callsAlone(port, desk);
    expose(desk, port);
    const answers: unknown[] = [];
    const answered = new Promise<void>((resolve) => {
      port2.on('message', (answer: { readonly id: string }) => {
        answers.push(answer);
        if (answer.id === 'last') resolve();
      });
    });
    const raw = (value: unknown) => ({ type: 'RAW', value });
    const past = [
      { type: 'APPLY', path: ['keeper', 'say', 'constructor'], argumentList: [raw('return this')] },
      { type: 'APPLY', path: ['keeper', 'say', 'bind'], argumentList: [raw(null)] },
      { type: 'APPLY', path: ['keeper', 'toString'], argumentList: [] },
      { type: 'APPLY', path: ['constructor', 'keys'], argumentList: [raw({})] },
      { type: 'APPLY', path: ['keeper', 'say'], argumentList: [{ type: 'HANDLER', name: 'proxy', value: null }] },
      { type: 'CONSTRUCT', path: ['keeper', 'say', '__proto__', '__proto__', 'constructor'], argumentList: [] },
      { type: 'GET', path: ['keeper', 'say', 'name'] },
      { type: 'SET', path: ['keeper', 'say', '__proto__', 'stolen'], value: raw('key') },
      { type: 'SET', path: ['keeper'], value: raw('another') },
      { type: 'ENDPOINT' },
    ];
    for (const [id, message] of past.entries()) port2.postMessage({ id: String(id), ...message });
    port2.postMessage({ id: 'last', type: 'APPLY', path: ['keeper', 'say'], argumentList: [raw('Ana')] });
    await answered;
    expect(answers).toEqual([{ id: 'last', ...raw('good morning, Ana') }]);
    expect('stolen' in Function.prototype).toBe(false);
    port2.close();
  });
});
