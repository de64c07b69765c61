import { describe, expect, it } from '@jest/globals';
import { aNetwork, aPage } from '../../../tests/support/directory.js';
import { fieldCommitment } from '#crypto/verify';
import { toBase64url } from '#primitives';
import { commitmentsIn, parseBody, verifyOpening, type PersonalField } from './index.js';

const r = new Uint8Array(32).fill(9);
const commit = (label: string, value: string): PersonalField => ({
  commitment: toBase64url(fieldCommitment(r, label, value)),
  visible: 'members',
});
const fields = { name: commit('name', 'Ana Exemplar'), email: commit('email', 'ana@example.invalid') };
const expected = [
  { label: 'name', ...fields.name },
  { label: 'email', ...fields.email },
];
const authority = aNetwork().anAuthority('vl-moj');

describe('commitmentsIn', () => {
  it('finds the personal fields of an appointment, of an expert and of a page, and its texts for members', () => {
    const { network } = authority;
    const appointed = network.body({ ...authority.appointment('ana'), fields });
    const { commitment } = commit('text', 'A second line');
    const text = { commitment, visible: 'members' as const };
    const clear = { topic: 'remarks', language: 'en', text: 'Closed in August' };
    const page = aPage({
      persons: [{ role: 'head', fields }],
      sections: [clear, { topic: 'needs', language: 'en', text }],
    });
    const published = network.body({ type: 'page.published', subject: authority.id, page });
    expect(commitmentsIn(parseBody(appointed))).toEqual(expected);
    expect(commitmentsIn(parseBody(published))).toEqual([...expected, { label: 'text', ...text }]);
    expect(commitmentsIn(parseBody(network.founding as never))).toEqual([]);
  });
});

describe('verifyOpening', () => {
  const opening = { label: 'name', value: 'Ana Exemplar', r: toBase64url(r) };

  it('takes the value that was committed to, and no other value, label or r', () => {
    const field = { label: 'name', ...fields.name };
    expect(verifyOpening(field, opening)).toBe(true);
    expect(verifyOpening(field, { ...opening, value: 'Ana Exemplo' })).toBe(false);
    expect(verifyOpening(field, { ...opening, r: toBase64url(new Uint8Array(32)) })).toBe(false);
    expect(verifyOpening(field, { ...opening, label: 'email' })).toBe(false);
    expect(verifyOpening({ ...field, label: 'email' }, opening)).toBe(false);
  });
});
