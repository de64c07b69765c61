import type { ApplicationId, ApplicationListed, DeviceId } from '#contracts';
import { openApplicationWrap, sealApplicationWrap, sha256 } from '#crypto';
import { codeOf, fromBase64url, toBase64url } from '#primitives';
import type { OwnAgreementKeys } from './agreement-keys.js';
import { sealingKeys } from './agreement-peers.js';
import type { AgreementPins } from './agreement-pins.js';
import { secretariatDevices } from './application-recipients.js';
import type { ApplicationRelay } from './application-relay.js';
import { refuse } from './errors.js';
import { newestCheckpoint, type Surroundings } from './surroundings.js';

const KEY = 'application/key/';
const BAD = 'application/bad-wrap/';

/** Of an application: whose it is, and to which keys of which devices its key is sealed. By the relay's word. */
type Wrapped = Pick<ApplicationListed, 'id' | 'signer' | 'wrapped'>;

/** The keys of applications at a device of the secretariat: taken out of its own wraps, kept, and given to its colleagues' devices. */
export class ApplicationKeys {
  constructor(
    private readonly surroundings: Surroundings,
    private readonly own: OwnAgreementKeys,
    private readonly pins: AgreementPins,
    private readonly relay: ApplicationRelay,
  ) {}

  /**
   * The key of an application: kept here, or out of this device's own wrap; undefined where it was given none that it could open.
   * The relay is told of a wrap that holds another key, so that a colleague's device gives the key again.
   * @throws `application.altered` where it is another's, `application.other-key` where no colleague has given it since
   */
  async of({ id, signer, wrapped }: Wrapped): Promise<Uint8Array | undefined> {
    const { store, self } = this.surroundings;
    const kept = await store.get<{ key: string; signer: string }>(KEY + id);
    if (kept !== undefined) {
      // The id commits to both: another signer is another application.
      if (kept.signer !== signer) refuse('application.altered', 'the relay names another applicant than before');
      return fromBase64url(kept.key);
    }
    const given = wrapped.find(({ device }) => device === self.device)?.number;
    if (given !== undefined && this.own.privateKey(given) !== undefined) return this.opened(id, signer);
    return (await store.get(BAD + id)) === undefined ? undefined : refuseWrap();
  }

  /** Opens what was sealed to this device, and gives its key to colleagues' devices that lack it. */
  async tend(listed: readonly Wrapped[]): Promise<void> {
    const { directory, logger } = this.surroundings;
    const devices = secretariatDevices(directory.latest, newestCheckpoint(this.surroundings).at);
    const newest = new Map((await this.relay.keys(devices)).map(({ device, number }) => [device, number]));
    for (const one of listed) {
      const known = new Map(one.wrapped.map(({ device, number }) => [device, number]));
      const lacking = devices.filter((device) => (known.get(device) ?? 0) < (newest.get(device) ?? 0));
      // One whose applicant sealed nonsense keeps no colleague from the others.
      await this.pass(one, lacking).catch((error: unknown) => {
        if (codeOf(error) === undefined) throw error;
        logger.warn('application.deferred', { code: codeOf(error) });
      });
    }
  }

  private async opened(id: ApplicationId, signer: string): Promise<Uint8Array | undefined> {
    const { store, self } = this.surroundings;
    const { wrap, device, number } = await this.relay.wrapOf(id);
    const privateKey = this.own.privateKey(number);
    if (privateKey === undefined || device !== self.device) return undefined;
    const place = { networkId: self.networkId, id, device, number };
    const bytes = { wrap: fromBase64url(wrap), signer: fromBase64url(signer) };
    try {
      const key = openApplicationWrap({ ...place, ...bytes, privateKey });
      await store.write([{ key: KEY + id, value: { key: toBase64url(key), signer } }]);
      return key;
    } catch (error) {
      if (codeOf(error) === undefined) throw error;
      await store.write([{ key: BAD + id, value: true }]);
      // A relay that does not take it back has only this device wait until its next key.
      await this.relay.refuseWrap(id, toBase64url(sha256(bytes.wrap))).catch((fault: unknown) => {
        this.surroundings.logger.warn('application.wrap', { code: codeOf(fault) });
      });
      return refuseWrap(error);
    }
  }

  private async pass(one: Wrapped, lacking: readonly DeviceId[]): Promise<void> {
    const key = await this.of(one);
    if (key === undefined || lacking.length === 0) return;
    const { networkId } = this.surroundings.self;
    const keys = await sealingKeys(this.surroundings, this.pins, lacking);
    if (keys.size === 0) return;
    const wraps = [...keys].map(([device, { number, publicKey }]) => {
      const wrap = sealApplicationWrap({ networkId, id: one.id, device, number, publicKey, key });
      return { device, number, wrap: toBase64url(wrap) };
    });
    await this.relay.wrap(one.id, wraps);
  }
}

function refuseWrap(cause?: unknown): never {
  return refuse('application.other-key', 'what was sealed to this device is not the key of the application', cause);
}
