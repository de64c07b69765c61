import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type AgreementKey, type DeviceId, ProblemError } from '#contracts';
import { verifyAgreementKey } from '#crypto/verify';
import { codeOf, fromBase64url } from '#primitives';
import { agreementValue } from '#tlog';
import { Checkpointer } from '../audit/checkpointer.js';
import { MapSources } from '../audit/map-sources.js';
import { DirectoryState } from '../directory/directory-state.js';
import { Experts } from '../directory/experts.js';
import { Database } from '../platform/database.js';
import { RateLimiter } from '../platform/rate-limiter.js';
import { AgreementKeysRepository } from './agreement-keys.repository.js';

/** Told of a device that had no valid key, and now has one that is served. */
export type BackListener = (device: DeviceId) => void;

/** A device makes a key a week, one on joining a conversation, and one at once after suspicion. */
const KEYS_PER_MINUTE = 20;

/** Agreement keys (protocol 2.5): a key is served once a cosigned map names it, and not before. */
@Injectable()
export class AgreementKeysService implements OnModuleInit {
  readonly #listeners: BackListener[] = [];
  readonly #waitingBack = new Set<DeviceId>();

  constructor(
    private readonly database: Database,
    private readonly keys: AgreementKeysRepository,
    private readonly directory: DirectoryState,
    private readonly experts: Experts,
    private readonly checkpointer: Checkpointer,
    private readonly sources: MapSources,
    private readonly limiter: RateLimiter,
  ) {}

  onModuleInit(): void {
    this.sources.register({
      kind: 'agreement',
      take: async (tx) =>
        (await this.keys.takeUnlogged(tx)).map(({ device, number, key }) => ({
          kind: 'agreement',
          id: device,
          value: agreementValue(number, key),
        })),
      taken: async (tx, changes, leafIndex) =>
        this.keys.setLogged(
          tx,
          changes.map(({ id }) => id),
          leafIndex,
        ),
    });
    this.checkpointer.onShown(async (log) => {
      if (log === 'audit') await this.tellBack();
    });
  }

  /**
   * Keeps a device's own new key; the same key again changes nothing.
   * @throws `permission.denied` for another's, `agreement-key.older`, `agreement-key.refused` with a code of `libs/crypto`
   */
  async publish(asking: DeviceId, published: AgreementKey): Promise<void> {
    const { device } = published;
    if (device !== asking) throw new ProblemError('permission.denied');
    this.limiter.take(`agreement-key ${device}`, KEYS_PER_MINUTE);
    const wasDormant = (await this.served([device])).size === 0;
    await this.database.transaction(async (tx) => {
      const newest = await this.keys.newest(tx, device);
      if (newest?.number === published.number && newest.signature === published.signature) return;
      if (newest !== undefined && published.number <= newest.number) throw new ProblemError('agreement-key.older');
      this.refuseInvalid(published);
      await this.keys.insert(tx, published);
    });
    if (wasDormant) this.#waitingBack.add(device);
    void this.checkpointer.soon();
  }

  /**
   * The newest logged key of each device that ever had one. One that has ended is among them, for it shows that its
   * device is dormant: members who find a key in the map and are served none take it as withheld. An outside expert is
   * served those of its conversation.
   */
  async query(asking: DeviceId, devices: readonly DeviceId[]): Promise<AgreementKey[]> {
    const circle = await this.experts.circle(asking);
    const served = devices.filter((device) => circle?.some(({ id }) => id === device) !== false);
    return this.keys.logged(served, this.auditSize);
  }

  /** As {@link query}, of devices whose keys are shown to everyone. */
  async shown(devices: readonly DeviceId[]): Promise<AgreementKey[]> {
    return this.keys.logged(devices, this.auditSize);
  }

  /** The newest number served of each device that is not dormant, for judging a statement's wraps. */
  async served(devices: readonly DeviceId[]): Promise<ReadonlyMap<DeviceId, number>> {
    const found = await this.keys.loggedNumbers(devices, this.auditSize);
    return new Map(
      found.filter(({ until }) => this.directory.time < until).map(({ device, number }) => [device, number]),
    );
  }

  onBack(listener: BackListener): void {
    this.#listeners.push(listener);
  }

  private get auditSize(): number {
    return this.checkpointer.shown('audit')?.size ?? 0;
  }

  private async tellBack(): Promise<void> {
    if (this.#waitingBack.size === 0) return;
    for (const device of (await this.served([...this.#waitingBack])).keys()) {
      this.#waitingBack.delete(device);
      for (const listener of this.#listeners) listener(device);
    }
  }

  private refuseInvalid({ device, number, from, until, key, signature }: AgreementKey): void {
    const deviceKey = this.directory.latest.device(device)?.signatureKey;
    if (deviceKey === undefined) throw new ProblemError('permission.denied');
    try {
      verifyAgreementKey({
        networkId: this.directory.networkId,
        device,
        number,
        from,
        until,
        key: fromBase64url(key),
        signature: fromBase64url(signature),
        deviceKey,
        at: this.directory.time,
        seen: 0,
      });
    } catch (error) {
      const code = codeOf(error);
      if (code === undefined) throw error;
      throw new ProblemError('agreement-key.refused', code, { cause: error });
    }
  }
}
