import { describe, expect, it } from '@jest/globals';
import { InvalidArgumentError } from 'commander';
import { authorityId, calendarDay, deviceId, fileEnding, messageText, relayOrigin, wholeNumber } from './argument.js';

describe('wholeNumber', () => {
  it.each(['', 'x', '1.5', '-1', '0', '11', '1e1', ' 1', '99999999999999999999'])('refuses %j', (text) => {
    expect(() => wholeNumber(1, 10)(text)).toThrow(InvalidArgumentError);
  });

  it('takes its bounds', () => {
    expect([wholeNumber(1, 10)('1'), wholeNumber(1, 10)('10')]).toEqual([1, 10]);
  });
});

describe('relayOrigin', () => {
  it.each(['', 'relay', 'ftp://relay', 'http://relay/path', 'http://relay?x=1', 'http://a:b@relay', 'javascript:1'])(
    'refuses %j',
    (text) => {
      expect(() => relayOrigin(text)).toThrow(InvalidArgumentError);
    },
  );

  it('takes an origin, with or without a slash', () => {
    expect(relayOrigin('https://relay.example/')).toBe('https://relay.example');
    expect(relayOrigin('http://127.0.0.1:7420')).toBe('http://127.0.0.1:7420');
  });
});

describe('calendarDay', () => {
  it('takes days that are, and no others', () => {
    expect(calendarDay('2024-02-29')).toBe('2024-02-29');
    for (const text of ['2026-02-29', '2026-13-01', '1 March', '2026-3-1', ''])
      expect(() => calendarDay(text)).toThrow(InvalidArgumentError);
  });
});

describe('ids', () => {
  it('are refused in another form', () => {
    expect(authorityId('authority:marenia-justice')).toBe('authority:marenia-justice');
    expect(() => authorityId('Marenia')).toThrow(InvalidArgumentError);
    expect(() => deviceId('Device one')).toThrow(InvalidArgumentError);
  });
});

describe('messageText', () => {
  it('takes a text that fits', () => {
    expect(messageText('x'.repeat(59_000))).toHaveLength(59_000);
  });

  it.each([
    ['x'.repeat(70_000), /70002 bytes and a message holds 60000/],
    ['é'.repeat(31_000), /62002 bytes/],
    ['\n'.repeat(100), /there is no text/],
    ['', /there is no text/],
    ['a\ud800', /not valid Unicode/],
  ])('refuses one that does not, and says how much is allowed', (text, words) => {
    expect(() => messageText(text)).toThrow(words);
  });
});

describe('fileEnding', () => {
  it.each([
    ['pdf', 'pdf'],
    ['.PDF', 'pdf'],
    ['usual', 'usual'],
    ['', ''],
  ])('reads %j', (text, ending) => {
    expect(fileEnding(text)).toBe(ending);
  });

  it.each(['exe', 'constructor', 'pdf,zip'])('refuses %j, and says which there are', (text) => {
    expect(() => fileEnding(text)).toThrow(/docx/);
  });
});
