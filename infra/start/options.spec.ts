import { describe, expect, it } from '@jest/globals';
import { codeOf } from '#primitives';
import { parseStartOptions } from './options.js';

const refusal = (...words: string[]): string | undefined => {
  try {
    parseStartOptions(words);
    return undefined;
  } catch (error) {
    return codeOf(error);
  }
};

describe('parseStartOptions', () => {
  it('has a default for everything', () => {
    expect(parseStartOptions([])).toEqual({
      data: '.comity',
      port: undefined,
      database: undefined,
      empty: false,
      help: false,
    });
  });

  it('takes every option', () => {
    const words = ['--data', '/srv/c', '--port=0', '--database', 'postgresql://h/d', '--empty', '--help'];
    const database = 'postgresql://h/d';
    expect(parseStartOptions(words)).toEqual({ data: '/srv/c', port: 0, database, empty: true, help: true });
  });

  it.each([
    [['--port', 'x']],
    [['--port', '65536']],
    [['--port', '-1']],
    [['--database', 'mysql://h/d']],
    [['--data', '']],
    [['--date', 'd']],
    [['words']],
    [['--empty=yes']],
  ])('refuses %j', (words) => {
    expect(refusal(...words)).toBe('start.option');
  });

  it('tells whoever left out the two dashes of npm to put them there', () => {
    expect(() => parseStartOptions(['8000'])).toThrow(/'8000'; options stand after two dashes; npm start -- --help/);
  });

  it('says in one sentence what is wrong and what to do', () => {
    expect(() => parseStartOptions(['--date'])).toThrow(
      /^Comity does not understand that: [^.]*; npm start -- --help lists the options\.$/,
    );
  });
});
