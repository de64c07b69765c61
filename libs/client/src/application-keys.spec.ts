import { describe, expect, it } from '@jest/globals';
import { MemoryLevel } from 'memory-level';
import { ApplicationId, DeviceId, type ApplicationWrap } from '#contracts';
import { applicationSecrets, newAgreementKey, randomBytes, sealApplicationWrap, sha256 } from '#crypto';
import { fromBase64url, toBase64url } from '#primitives';
import { outcome } from '../../../tests/support/talking.js';
import { ApplicationKeys } from './application-keys.js';
import type { ApplicationRelay } from './application-relay.js';
import { Store } from './store.js';
import type { Surroundings } from './surroundings.js';

const networkId = sha256(new Uint8Array(1));
const application = applicationSecrets({ networkId, secret: randomBytes(32) });
const id = ApplicationId.parse(application.id);
const signer = toBase64url(application.signature.publicKey);
const device = DeviceId.parse('device-sol');
const { publicKey, privateKey } = newAgreementKey();
const wrapOf = (number: number, key = application.key): ApplicationWrap => {
  const wrap = sealApplicationWrap({ networkId, id, device, number, publicKey, key });
  return { device, number, wrap: toBase64url(wrap) };
};
const hashOf = ({ wrap }: ApplicationWrap): string => toBase64url(sha256(fromBase64url(wrap)));
/** A device to which the relay gives these wraps, one after the other. */
const keysAt = (...wraps: ApplicationWrap[]) => {
  const store = Store.passing(new MemoryLevel<string, Uint8Array>({ valueEncoding: 'view' }));
  const left = [...wraps];
  const refused: string[] = [];
  const relay: Pick<ApplicationRelay, 'wrapOf' | 'refuseWrap'> = {
    wrapOf: () => Promise.resolve(left.shift() as ApplicationWrap),
    refuseWrap: (_, hash) => Promise.resolve(void refused.push(hash)),
  };
  const surroundings = { store, self: { networkId, device } } as unknown as Surroundings;
  const own = { privateKey: (number: number) => (number < 3 ? privateKey : undefined) } as never;
  const keys = new ApplicationKeys(surroundings, own, undefined as never, relay as ApplicationRelay);
  const of = (number?: number, by = signer) =>
    keys.of({ id, signer: by, wrapped: number === undefined ? [] : [{ device, number }] });
  return { of, left, refused };
};

describe('the key of an application', () => {
  it('is taken once out of what was sealed to this device, and kept for its applicant alone', async () => {
    const { of, left } = keysAt(wrapOf(1), wrapOf(2));
    expect([await of(1), await of(2), await of()]).toEqual([application.key, application.key, application.key]);
    expect(left).toHaveLength(1);
    expect(await outcome(of(1, toBase64url(networkId)))).toBe('application.altered');
  });

  it('is not asked for where none was given, or none that this device can open', async () => {
    const { of, left } = keysAt(wrapOf(1));
    expect([await of(), await of(3)]).toEqual([undefined, undefined]);
    expect(left).toHaveLength(1);
  });

  it('is refused where nonsense was sealed, not by the relay’s fault, and taken once a colleague gave it again', async () => {
    const nonsense = wrapOf(1, randomBytes(32));
    const { of, left, refused } = keysAt(nonsense, wrapOf(1));
    expect([await outcome(of(1)), await outcome(of()), await outcome(of())]).toEqual([
      'application.other-key',
      'application.other-key',
      'application.other-key',
    ]);
    expect([left.length, refused]).toEqual([1, [hashOf(nonsense)]]);
    expect([await of(1), await of()]).toEqual([application.key, application.key]);
    expect(refused).toEqual([hashOf(nonsense)]);
  });

  it('is taken out of what was sealed to a newer key of this device, after nonsense was sealed to an older one', async () => {
    const nonsense = wrapOf(1, randomBytes(32));
    const { of, refused } = keysAt(nonsense, wrapOf(2));
    expect(await outcome(of(1))).toBe('application.other-key');
    expect([await of(2), await of()]).toEqual([application.key, application.key]);
    expect(refused).toEqual([hashOf(nonsense)]);
  });
});
