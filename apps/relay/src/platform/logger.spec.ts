import { describe, expect, it } from '@jest/globals';
import { allowed, correlation } from './logger.js';

describe('log lines', () => {
  it('hold only keys that are allowed, with identities cut short', () => {
    expect(allowed({ code: 'session.expired', device: 'device-of-ana-long', body: 'secret', token: 'secret' })).toEqual(
      {
        code: 'session.expired',
        device: 'device',
      },
    );
  });

  it('hold nothing for what is undefined, and nothing when nothing is given', () => {
    expect(allowed({ code: undefined })).toEqual({});
    expect(allowed()).toEqual({});
  });

  it('bear the correlation id of what is going on', () => {
    correlation.run('abc', () => {
      expect(allowed({ count: 1 })).toEqual({ count: 1, correlation: 'abc' });
    });
    expect(allowed({ count: 1 })).toEqual({ count: 1 });
  });
});
