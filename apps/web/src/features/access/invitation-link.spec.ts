import { describe, expect, it, jest } from '@jest/globals';
import { takeInvitation } from './invitation-link.js';

function anAddress(hash: string) {
  const replaceState = jest.fn();
  return { location: { hash, pathname: '/inbox', search: '?a=1' }, history: { replaceState } };
}

describe('takeInvitation', () => {
  it('takes the code and leaves the address without it', () => {
    const address = anAddress('#invitation=eyJhIjoxfQ');
    expect(takeInvitation(address)).toBe('eyJhIjoxfQ');
    expect(address.history.replaceState).toHaveBeenCalledWith(null, '', '/inbox?a=1');
  });

  it('leaves every other address alone', () => {
    const address = anAddress('#message-12');
    expect(takeInvitation(address)).toBeUndefined();
    expect(address.history.replaceState).not.toHaveBeenCalled();
  });
});
