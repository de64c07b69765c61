import { describe, expect, it } from '@jest/globals';
import { aKey, aNetwork, noteKeyText } from '../../../../tests/support/directory.js';
import { aHistoryOfEveryType, anArchive } from '../../../../tests/support/directory-history.js';
import { refusalOf } from '../../../../tests/support/tampering.js';
import { bodies, parseBody, parseStatement, type AnyBody } from '../index.js';

const samples = new Map<string, AnyBody>();
for (const { statement = '' } of aHistoryOfEveryType().entries) {
  const { body } = parseStatement(statement);
  samples.set(body.type, body);
}
const changed = (type: string, changes: object): AnyBody => ({ ...samples.get(type), ...changes }) as AnyBody;
const key = aKey('a key').key;

describe('parseBody', () => {
  it('has a sample of every type to try', () => {
    expect([...samples.keys()].toSorted()).toEqual(Object.keys(bodies).toSorted());
  });

  it.each([...samples])('takes %s as it is, and nothing beside, less or else', (_, body) => {
    expect(parseBody(body)).toEqual(body);
    expect(refusalOf(() => parseBody({ ...body, note: 1 }))).toBe('statement.body');
    const hidden = JSON.parse(`{"__proto__":1,${JSON.stringify(body).slice(1)}`) as AnyBody;
    expect(refusalOf(() => parseBody(hidden))).toBe('statement.body');
    expect(refusalOf(() => parseBody({ ...body, subject: 'officer:ana' }))).toBe('statement.body');
    expect(refusalOf(() => parseBody({ ...body, prev: 'short' }))).toBe('statement.body');
    for (const field of Object.keys(body).filter((name) => name !== 'type')) {
      const { [field]: _removed, ...less } = body;
      expect(refusalOf(() => parseBody(less as AnyBody))).toBe('statement.body');
      expect(refusalOf(() => parseBody({ ...body, [field]: null }))).toBe('statement.body');
    }
  });

  it.each(['', 'network.dissolved', 'toString', '__proto__', 'constructor'])('knows no type %j', (type) => {
    expect(refusalOf(() => parseBody(changed('network.formed', { type })))).toBe('statement.type');
  });

  const { body: archive } = anArchive(aNetwork().anAuthority('vl-moj'));
  const log = noteKeyText('directory.practice.example', 'ed25519');
  it.each([
    ['network.founded', { threshold: 4 }],
    ['network.founded', { releaseThreshold: 3 }],
    ['network.founded', { witnesses: { keys: [], quorum: 1 } }],
    ['network.founded', { witnesses: { keys: [log], quorum: 1 } }],
    ['network.founded', { logs: { directory: log, audit: 'audit+00000000+AAAA' } }],
    ['network.founded', { roots: [key, key] }],
    ['network.founded', { freshness: 24 * 3600 + 1 }],
    ['authority.notified', { threshold: 2 }],
    ['authority.notified', { date: '2026-13-01' }],
    ['authority.key-rotated', { threshold: 2 }],
    ['officer.appointed', { validity: { from: 5, until: 5 } }],
    ['officer.appointed', { roles: ['expert'] }],
    ['officer.appointed', { fields: { name: { commitment: 'Ana Exemplar', visible: 'everyone' } } }],
    ['officer.appointed', { fields: { address: { commitment: key, visible: 'everyone' } } }],
    ['liaison.accredited', { home: samples.get('liaison.accredited')?.subject }],
    ['device.enrolled', { kind: 'toaster' }],
    ['device.enrolled', { expiry: -1 }],
    ['archive.declared', { k: 4 }],
    ['archive.declared', { k: 1 }],
    ['archive.declared', { n: 2 }],
    ['archive.declared', { paper: 4 }],
    ['archive.declared', { paper: 0 }],
    ['archive.declared', { k: 2, n: 0, holders: [], signers: [] }],
    ['archive.declared', { k: 0, n: 0, holders: [], signers: [] }],
    ['archive.declared', { holders: archive.holders.slice(1) }],
    ['archive.declared', { signers: archive.signers.slice(1) }],
    ['archive.opened', { scope: [] }],
    ['network.formed', { coordinators: [] }],
    [
      'network.formed',
      { coordinators: ['vl-moj', 'xk-moj'].map((slug) => ({ authority: `authority:${slug}`, officer: 'ana' })) },
    ],
    ['release.published', { version: 'latest' }],
  ])('refuses %s with %j', (type, changes) => {
    expect(refusalOf(() => parseBody(changed(type, changes)))).toBe('statement.body');
  });
});
