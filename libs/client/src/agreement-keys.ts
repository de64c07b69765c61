import type { AgreementKey, ConversationId } from '#contracts';
import { AGREEMENT_KEY_LIFE, agreementMessage, newAgreementKey, sign } from '#crypto';
import { codeOf, equalBytes, fromBase64url, toBase64url } from '#primitives';
import { agreementValue } from '#tlog';
import type { ConversationState } from './conversation-state.js';
import { refuse } from './errors.js';
import { mapNumber } from './record-chain.js';
import { keyNumber, type StoreWrite } from './store.js';
import { newestCheckpoint, type Surroundings } from './surroundings.js';

const PREFIX = 'agreement/';
const WEEK = 7 * 86_400;
/** Rotations of one week are spread over this many seconds, so that they do not tell who belongs together. */
const JITTER = 12 * 3600;
/** A key that was published longer ago than this must stand in the map, seconds. */
const LOGGED_WITHIN = 150;

type States = ReadonlyMap<ConversationId, ConversationState>;

/** One of the device's own agreement keys as it is kept. */
interface OwnKey {
  readonly number: number;
  readonly from: number;
  readonly publicKey: string;
  readonly privateKey: string;
  /** Cosignature time at which the relay took it; absent until then. */
  readonly published?: number;
  /** How far each conversation had come when the key was seen in the map: what older keys are still needed for. */
  readonly places?: Readonly<Record<string, number>>;
  /** Cosignature time of that map. */
  readonly acknowledged?: number;
}

/**
 * The device's own rotating agreement keys (protocol 2.5): makes and publishes them, sees to it that the map holds the
 * newest, and deletes old private keys once nothing that was sealed to them can still come.
 */
export class OwnAgreementKeys {
  #keys: OwnKey[] = [];
  #rotating: Promise<void> | undefined;

  private constructor(private readonly surroundings: Surroundings) {}

  static async open(surroundings: Surroundings): Promise<OwnAgreementKeys> {
    const own = new OwnAgreementKeys(surroundings);
    own.#keys = (await surroundings.store.range<OwnKey>({ prefix: PREFIX })).map(({ value }) => value);
    return own;
  }

  /** The number that statements and messages carry: of the newest key that stands in the map. @throws `agreement-key.not-logged` */
  get stated(): number {
    return this.newestLogged?.number ?? refuse('agreement-key.not-logged', 'the device has no key in the record yet');
  }

  /** Whether others can seal to this device. */
  get ready(): boolean {
    return this.newestLogged !== undefined;
  }

  /** The newest key in the map, to seal to oneself. @throws `agreement-key.not-logged` */
  get sealingKey(): { number: number; publicKey: Uint8Array } {
    const key = this.newestLogged ?? refuse('agreement-key.not-logged');
    return { number: key.number, publicKey: fromBase64url(key.publicKey) };
  }

  /** The private key of a number, as long as it is kept. */
  privateKey(number: number): Uint8Array | undefined {
    const key = this.#keys.find((one) => one.number === number);
    return key && fromBase64url(key.privateKey);
  }

  /** The numbers whose private keys are still kept. */
  get numbers(): readonly number[] {
    return this.#keys.map(({ number }) => number);
  }

  /** Makes a new key at once and publishes it: weekly, after suspicion, on joining a conversation. */
  async rotate(): Promise<void> {
    this.#rotating ??= this.rotateNow().finally(() => (this.#rotating = undefined));
    return this.#rotating;
  }

  /** Whether a rotation is due: none yet, the week is over, or the newest key is about to end. */
  get due(): boolean {
    const newest = this.#keys.at(-1);
    if (newest === undefined) return true;
    const jitter = ((fromBase64url(newest.publicKey)[0] ?? 0) / 256) * JITTER;
    return newestCheckpoint(this.surroundings).at >= newest.from + WEEK - jitter;
  }

  /**
   * The owner's minute: publishes what was not, asks the map whether it holds the newest key and no other, and deletes
   * old private keys. @throws when the relay does not answer
   */
  async tend(states: States): Promise<void> {
    if (this.due) await this.rotate();
    const newest = this.#keys.at(-1);
    if (newest !== undefined && newest.published === undefined) await this.publish(newest);
    await this.checkMap(states);
    await this.deleteOld(states);
  }

  private get newestLogged(): OwnKey | undefined {
    return this.#keys.findLast((key) => key.places !== undefined);
  }

  private async rotateNow(): Promise<void> {
    const { publicKey, privateKey } = newAgreementKey();
    const at = newestCheckpoint(this.surroundings).at;
    const key: OwnKey = {
      number: (this.#keys.at(-1)?.number ?? 0) + 1,
      from: at,
      publicKey: toBase64url(publicKey),
      privateKey: toBase64url(privateKey),
    };
    // Stored before it is published: a key the relay has and the store lacks would lock this device out.
    await this.keep(key);
    await this.publish(key);
  }

  private async publish(key: OwnKey): Promise<void> {
    const { self, relay } = this.surroundings;
    const { number, from } = key;
    const until = from + AGREEMENT_KEY_LIFE;
    const message = agreementMessage({
      networkId: self.networkId,
      device: self.device,
      number,
      from,
      until,
      key: fromBase64url(key.publicKey),
    });
    const signature = toBase64url(sign({ privateKey: self.signatureKey.privateKey, message }));
    const published: AgreementKey = { device: self.device, number, from, until, key: key.publicKey, signature };
    try {
      await relay.publishKey(published);
    } catch (error) {
      // The relay has it already: its answer was lost, or the store is older than the device.
      if (codeOf(error) !== 'agreement-key.older') throw error;
    }
    await this.keep({ ...key, published: newestCheckpoint(this.surroundings).at });
  }

  private async checkMap(states: States): Promise<void> {
    const { self, record, checks, notices } = this.surroundings;
    const newest = this.#keys.at(-1);
    if (newest?.published === undefined) return;
    const found = await record.lookUp('agreement', self.device);
    const { value, at } = found;
    // See [Note: No map between two looks].
    const passed = found.earlier.find((one) => one !== undefined && this.isForeign(one));
    const isNewest = value !== undefined && equalBytes(value, valueOf(newest));
    const failure = checks.failure('own-key.logged', () => {
      if (passed !== undefined) return 'foreign';
      return isNewest ? undefined : this.otherThanMine(value, at - (newest.published ?? at));
    });
    if (failure !== undefined) {
      await notices.keep({
        code: 'own-key.differs',
        device: self.device,
        detail: failure,
        evidence: { logged: toBase64url(passed ?? value ?? new Uint8Array(0)), newest: newest.number, at },
      });
    }
    found.accept();
    if (isNewest && newest.places === undefined) await this.acknowledge(newest, states, at);
  }

  // A number below those that are kept is of a key that was deleted.
  private isForeign(value: Uint8Array): boolean {
    const isOwn = this.#keys.some((key) => equalBytes(value, valueOf(key)));
    return !isOwn && mapNumber(value) >= (this.#keys[0]?.number ?? 0);
  }

  private otherThanMine(value: Uint8Array | undefined, waited: number): string | undefined {
    const logged = this.newestLogged;
    if (value === undefined) return logged !== undefined || waited > LOGGED_WITHIN ? 'missing' : undefined;
    const stands = this.#keys.find((key) => equalBytes(value, valueOf(key)));
    if (stands === undefined) return 'foreign';
    if (stands.number < (logged?.number ?? 0)) return 'older';
    return waited > LOGGED_WITHIN ? 'missing' : undefined;
  }

  // Until the map held it the key was not served, so that what is sealed to older ones lies before these places.
  // One's own conversation that the relay does not list has no end that is known.
  private async acknowledge(key: OwnKey, states: States, acknowledged: number): Promise<void> {
    const places = new Map(
      [...states.values()].map(({ id, seq, member }) => [id, member ? Number.MAX_SAFE_INTEGER : seq]),
    );
    for (const { id, seq, until } of await this.surroundings.relay.conversations()) {
      const logged = states.get(id)?.logged.at(-1)?.seq ?? 0;
      places.set(id, Math.max(until ?? seq, logged));
    }
    await this.keep({ ...key, places: Object.fromEntries(places), acknowledged });
  }

  private async deleteOld(states: States): Promise<void> {
    const { at } = newestCheckpoint(this.surroundings);
    const processed = this.#keys.findLast((key) => isProcessed(key, states, at));
    if (processed === undefined) return;
    const old = this.#keys.filter(({ number }) => number < processed.number);
    await this.surroundings.store.write(
      old.map(({ number }): StoreWrite => ({ key: PREFIX + keyNumber(number), remove: true })),
    );
    this.#keys = this.#keys.filter(({ number }) => number >= processed.number);
  }

  private async keep(key: OwnKey): Promise<void> {
    await this.surroundings.store.write([{ key: PREFIX + keyNumber(key.number), value: key }]);
    this.#keys = [...this.#keys.filter(({ number }) => number !== key.number), key].sort((a, b) => a.number - b.number);
  }
}

function valueOf({ number, publicKey }: OwnKey): Uint8Array {
  return agreementValue(number, fromBase64url(publicKey));
}

// The relay's word on how far a conversation had come holds until a proof says otherwise: a head that was logged well
// after the key and has been read. What no proof can come of is given up after a key's life.
function isProcessed({ places, from, acknowledged = from }: OwnKey, states: States, at: number): boolean {
  if (places === undefined) return false;
  const isGivenUp = at > acknowledged + AGREEMENT_KEY_LIFE;
  return Object.entries(places).every(([id, place]) => {
    const state = states.get(id as ConversationId);
    if (state?.member !== true && isGivenUp) return true;
    if (state === undefined) return false;
    return (
      state.seq >= place || state.logged.some((one) => one.at > acknowledged + LOGGED_WITHIN && one.seq <= state.seq)
    );
  });
}
