import { describe, expect, it } from '@jest/globals';
import { AuthorityId, DeviceId, OfficerId } from '#contracts';
import { newcomers } from './newcomers.js';

const device = (officer: string, authority: string, since: number, name = officer) => ({
  id: DeviceId.parse(`device-${name}`),
  officer: OfficerId.parse(officer),
  authority: AuthorityId.parse(`authority:${authority}`),
  capacity: 'party' as const,
  since,
});
const ana = OfficerId.parse('ana');
const opening = [device('ana', 'north', 0), device('ben', 'south', 0)];

describe('newcomers', () => {
  it('are nobody while nobody has come in', () => {
    expect(newcomers({ devices: opening }, 0, ana)).toEqual([]);
  });

  it('are those who came in since the officer last spoke, and with them a whole authority or not', () => {
    const devices = [...opening, device('bea', 'south', 2), device('eva', 'east', 3)];
    expect(newcomers({ devices }, 1, ana)).toEqual([
      { officer: 'bea', authority: 'authority:south', withAuthority: false },
      { officer: 'eva', authority: 'authority:east', withAuthority: true },
    ]);
    expect(newcomers({ devices }, 2, ana).map(({ officer }) => officer)).toEqual(['eva']);
    expect(newcomers({ devices }, 3, ana)).toEqual([]);
  });

  it('are not those who were there when the officer came in, who has said nothing yet', () => {
    const devices = [...opening, device('bea', 'south', 1), device('eva', 'east', 2), device('cid', 'south', 3)];
    expect(newcomers({ devices }, undefined, OfficerId.parse('eva')).map(({ officer }) => officer)).toEqual(['cid']);
  });

  it('are neither oneself nor somebody with one device more', () => {
    const devices = [...opening, device('ana', 'north', 1, 'second'), device('ben', 'south', 1, 'third')];
    expect(newcomers({ devices }, 0, ana)).toEqual([]);
  });
});
