import { describe, expect, it } from '@jest/globals';
import {
  aKey,
  aNetwork,
  effectOf,
  keysOf,
  NetworkBuilder,
  type NetworkBuilder as Network,
} from '../../../../tests/support/directory.js';
import { networkIdOf } from '../index.js';

const release = (version: string) => ({
  type: 'release.published' as const,
  subject: 'network' as const,
  version,
  artefacts: [{ name: 'comity.tgz', sha256: aKey('artefact').key }],
});
const desks = (network: Network) => ({
  type: 'desk.appointed' as const,
  subject: 'network' as const,
  desks: [network.aSecretariat().id],
});

describe('network.founded', () => {
  it('gives the network its id, its terms and twelve hours of freshness where it states none', () => {
    const network = aNetwork();
    expect(network.directory.networkId).toEqual(networkIdOf(network.founding));
    expect(network.directory.latest.network()).toMatchObject({
      name: 'Practice network',
      freshness: 12 * 3600,
      desks: [],
    });
    expect(aNetwork({ freshness: 3600 }).directory.latest.network()?.freshness).toBe(3600);
  });

  it('is refused with fewer roots than its own threshold, or by a stranger', () => {
    const network = new NetworkBuilder();
    const { founding, quorum, roots } = network;
    expect(effectOf(network.say(founding, ...roots.slice(0, 1)))).toBe('statement.too-few');
    expect(effectOf(network.say(founding, ...quorum, aKey('stranger')))).toBe('statement.not-entitled');
    expect(network.directory.networkId).toBeUndefined();
    expect(effectOf(network.say(founding, ...quorum))).toBe('applied');
  });

  it('is refused a second time', () => {
    const network = aNetwork();
    const prev = network.directory.latest.latestStatementHash('network');
    expect(effectOf(network.say(network.founding, ...network.quorum))).toBe('statement.prev');
    expect(effectOf(network.say({ ...network.founding, prev }, ...network.quorum))).toBe('directory.founded');
  });

  it('comes before all else', () => {
    const network = new NetworkBuilder();
    const notified = network.anAuthority.bind(network, 'vl-moj');
    expect(notified).toThrow('directory.not-founded');
  });
});

describe('network.changed', () => {
  const changed = (network: Network, roots: { key: string }[], threshold: number) => ({
    ...network.founding,
    type: 'network.changed' as const,
    prev: network.directory.latest.latestStatementHash('network'),
    roots: roots.map(({ key }) => key),
    threshold,
  });

  it('takes k of the old roots and k of the new, one who is both counting in both', () => {
    const network = aNetwork();
    const [kept, ...fresh] = [network.roots[0] ?? aKey('none'), ...keysOf('new root', 2)];
    const body = changed(network, [kept, ...fresh], 2);
    expect(effectOf(network.say(body, ...network.quorum))).toBe('statement.too-few');
    expect(effectOf(network.say(body, kept, ...fresh))).toBe('statement.too-few');
    expect(effectOf(network.say(body, ...network.quorum, ...fresh.slice(0, 1)))).toBe('applied');
    expect(network.directory.latest.network()?.roots).toEqual(body.roots);
    expect(() => network.anAuthority('vl-moj')).toThrow('not-entitled');
  });

  it('keeps the network id, its desks and its releases', () => {
    const network = aNetwork();
    network.say(desks(network), ...network.quorum);
    network.say(release('1.0.0'), ...network.releaseKeys);
    const before = network.directory.latest.network();
    network.say({ ...changed(network, network.roots, 2), name: 'Renamed' }, ...network.quorum);
    expect(network.directory.latest.network()).toEqual({ ...before, name: 'Renamed' });
  });
});

describe('desk.appointed', () => {
  it('replaces the desks, by the roots alone', () => {
    const network = aNetwork();
    const body = desks(network);
    const [desk] = body.desks;
    expect(effectOf(network.say(body, ...network.releaseKeys))).toBe('statement.not-entitled');
    expect(effectOf(network.say(body, ...network.quorum))).toBe('applied');
    expect(desk && network.directory.latest.isDesk(desk)).toBe(true);
    network.say({ ...body, desks: [] }, ...network.quorum);
    expect(desk && network.directory.latest.isDesk(desk)).toBe(false);
  });
});

describe('release.published', () => {
  it('takes k release keys, and a version once', () => {
    const network = aNetwork();
    expect(effectOf(network.say(release('1.0.0'), ...network.quorum))).toBe('statement.not-entitled');
    expect(effectOf(network.say(release('1.0.0'), ...network.releaseKeys.slice(1)))).toBe('statement.too-few');
    expect(effectOf(network.say(release('1.0.0'), ...network.releaseKeys))).toBe('applied');
    expect(effectOf(network.say(release('1.0.0'), ...network.releaseKeys))).toBe('directory.release');
    expect(network.directory.latest.network()?.releases).toMatchObject([{ version: '1.0.0' }]);
  });
});
