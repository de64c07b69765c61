import { describe, expect, it } from '@jest/globals';
import { OfficerId } from '#contracts';
import { toBase64url } from '#primitives';
import { aNetwork, aPage, type AuthorityBuilder } from '../../../tests/support/directory.js';
import { commitmentsOfFormerPages, commitmentsOfOfficer } from './personal-commitments.js';

const commitment = (fill: number) => toBase64url(new Uint8Array(32).fill(fill));
const field = (fill: number) => ({ commitment: commitment(fill), visible: 'members' as const });
const person = (fill: number) => ({ role: 'head' as const, fields: { name: field(fill) } });

const text = (fill: number) => ({ topic: 'needs', language: 'en', text: field(fill) });

const aPublished = (
  { id, key, network }: AuthorityBuilder,
  persons: readonly number[],
  texts: readonly number[],
): string => {
  const page = aPage({ persons: persons.map(person), sections: texts.map(text) });
  return network.signed({ type: 'page.published', subject: id, prev: '', page }, key);
};

describe('the personal fields to be erased', () => {
  it('are all that were ever stated of an officer, and of no other', () => {
    const authority = aNetwork().anAuthority('north');
    authority.anOfficer('ana', { fields: { name: field(1), email: field(2) } });
    authority.anOfficer('ana', { fields: { name: field(3) } });
    authority.anOfficer('ben', { fields: { name: field(4) } });
    authority.anOfficer('ana').aDevice();
    const statements = authority.network.entries.flatMap(({ subject, statement }) =>
      subject === authority.id && statement !== undefined ? [statement] : [],
    );
    expect(commitmentsOfOfficer(statements, OfficerId.parse('ana'))).toEqual([1, 2, 3].map(commitment));
  });

  it('are those of earlier pages that the present one does not show, of persons and of texts', () => {
    const authority = aNetwork().anAuthority('north');
    const pages = [
      aPublished(authority, [1, 2], [4, 5]),
      aPublished(authority, [2, 3], [5]),
      aPublished(authority, [3], [5]),
    ];
    expect(commitmentsOfFormerPages(pages)).toEqual([1, 2, 4].map(commitment));
    expect(commitmentsOfFormerPages([])).toEqual([]);
  });
});
