import { describe, expect, it } from '@jest/globals';
import { fieldCommitment } from '#crypto/verify';
import { type Body, type DirectoryView, type Standing, type Statement } from '#directory';
import { CodedError, toBase64url } from '#primitives';
import { aNetwork } from '../../../../tests/support/directory.js';
import { judged, matchOpenings, refuseForeignTerms, refuseOutOfTime } from './admission.js';

const refusalOf = (act: () => unknown): string => {
  try {
    act();
    return 'accepted';
  } catch (error) {
    return (error as { detail?: string }).detail ?? String(error);
  }
};

describe('judged', () => {
  it('refuses with the code of a lib, and lets a fault through', () => {
    const fail = (error: Error) => () => {
      throw error;
    };
    expect(refusalOf(() => judged(fail(new CodedError('statement.field'))))).toBe('statement.field');
    expect(refusalOf(() => judged(fail(new TypeError('a fault'))))).toBe('TypeError: a fault');
  });
});

describe('refuseOutOfTime', () => {
  const signedBy = (key: string) => ({ signatures: [{ key }] }) as unknown as Statement;
  const viewOf = (standing: Standing) =>
    ({
      deviceOfKey: (key: string) => (key === 'known' ? { id: 'ana-laptop' } : undefined),
      standing: () => standing,
    }) as unknown as DirectoryView;

  it.each(['expired', 'not-yet', 'out-of-office'] as const)('refuses a signer that is %s', (standing) => {
    expect(refusalOf(() => refuseOutOfTime(signedBy('known'), viewOf(standing), 0))).toBe(`signer.${standing}`);
  });

  it('leaves to replay what replay judges, and keys that are no device’s', () => {
    expect(refusalOf(() => refuseOutOfTime(signedBy('known'), viewOf('revoked'), 0))).toBe('accepted');
    expect(refusalOf(() => refuseOutOfTime(signedBy('unknown'), viewOf('expired'), 0))).toBe('accepted');
  });
});

describe('refuseForeignTerms', () => {
  const { founding } = aNetwork();
  const body = founding as unknown as Body & {
    logs: Record<'directory' | 'audit', string>;
  };

  it('takes terms that name this relay’s logs, and no others', () => {
    expect(refusalOf(() => refuseForeignTerms(body, body.logs))).toBe('accepted');
    const { directory, audit } = body.logs;
    expect(refusalOf(() => refuseForeignTerms(body, { directory: audit, audit: directory }))).toBe('network.logs');
  });
});

describe('matchOpenings', () => {
  const opening = { label: 'name', value: 'Bea', r: toBase64url(new Uint8Array(32).fill(7)) };
  const commitment = toBase64url(fieldCommitment(new Uint8Array(32).fill(7), 'name', 'Bea'));
  const body = {
    type: 'officer.appointed',
    fields: { name: { commitment, visible: 'members' } },
  } as unknown as Body;

  it('says of each opening who may see it', () => {
    expect(matchOpenings(body, [opening])).toEqual([{ ...opening, visible: 'members' }]);
  });

  it('refuses one that opens nothing, and one that is given twice', () => {
    expect(refusalOf(() => matchOpenings(body, [{ ...opening, value: 'Eve' }]))).toBe('opening.refused');
    expect(refusalOf(() => matchOpenings(body, [opening, opening]))).toBe('opening.refused');
  });
});
