import { describe, expect, it } from '@jest/globals';
import { NotFoundException } from '@nestjs/common';
import { Problem, ProblemError, problemStatus, type ProblemCode } from '#contracts';
import { faultText, problemOf } from './problem.filter.js';

const withCode = (code: string) => Object.assign(new Error('secret'), { code });

describe('problemOf', () => {
  it('makes every code a problem that the contract knows, with its status', () => {
    for (const code of Object.keys(problemStatus) as ProblemCode[]) {
      const problem = Problem.parse(problemOf(new ProblemError(code, 'detail')));
      expect(problem).toMatchObject({ code, status: problemStatus[code], detail: 'detail' });
    }
  });

  it.each([
    [new NotFoundException(), 'request.unknown-route'],
    [Object.assign(new Error(), { statusCode: 413 }), 'request.too-large'],
    [Object.assign(new Error(), { statusCode: 418 }), 'relay.fault'],
    [withCode('53100'), 'storage.full'],
    [withCode('57P01'), 'relay.unavailable'],
    [withCode('ECONNREFUSED'), 'relay.unavailable'],
    [withCode('23505'), 'relay.fault'],
    [new Error('secret'), 'relay.fault'],
    ['secret', 'relay.fault'],
    [undefined, 'relay.fault'],
  ])('classifies %p, and repeats nothing of it', (error, code) => {
    const problem = problemOf(error);
    expect(problem.code).toBe(code);
    expect(JSON.stringify(problem)).not.toContain('secret');
  });
});

describe('faultText', () => {
  it('says where, and never what', () => {
    expect(faultText(withCode('23505'))).toMatch(/^Error 23505 at /);
    expect(faultText(withCode('23505'))).not.toContain('secret');
    expect(faultText('secret')).toBe('string');
  });
});
