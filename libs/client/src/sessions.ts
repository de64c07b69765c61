import { Challenge, Session, Ticket, type DeviceId } from '#contracts';
import { sessionMessage, sign } from '#crypto';
import { fromBase64url, toBase64url, unixSeconds, type Clock } from '#primitives';
import type { Credentials, Transport } from './transport.js';

/** A token is renewed this many seconds before it ends. */
const MARGIN_SECONDS = 60;

/** What signs in: a device of a network. */
export interface Signer {
  readonly networkId: Uint8Array;
  readonly device: DeviceId;
  /** The device's Ed25519 private key. */
  readonly signatureKey: Uint8Array;
}

/** The session of one device at one relay (protocol 1.5): signs in when a token is needed and none is left. */
export class SessionKeeper implements Credentials {
  #session: Session | undefined;
  #signingIn: Promise<Session> | undefined;

  constructor(
    private readonly transport: Transport,
    private readonly clock: Clock,
    private readonly signer: Signer,
  ) {}

  /** A token with at least a minute of life. @throws what the relay refuses a sign-in with */
  async token(): Promise<string> {
    if (this.#session !== undefined && this.#session.expiry - MARGIN_SECONDS > unixSeconds(this.clock))
      return this.#session.token;
    this.#signingIn ??= this.signIn().finally(() => (this.#signingIn = undefined));
    this.#session = await this.#signingIn;
    return this.#session.token;
  }

  forget(): void {
    this.#session = undefined;
  }

  /** A single-use ticket that opens or renews a socket. */
  async ticket(): Promise<string> {
    const { ticket } = await this.transport.call(
      { method: 'POST', path: '/v1/sessions/tickets', body: {}, answer: Ticket },
      this,
    );
    return ticket;
  }

  private async signIn(): Promise<Session> {
    const { networkId, device, signatureKey } = this.signer;
    const { nonce, expiry } = await this.transport.call({
      method: 'POST',
      path: '/v1/sessions/challenges',
      body: { device },
      answer: Challenge,
    });
    const message = sessionMessage({
      networkId,
      origin: this.transport.origin,
      device,
      nonce: fromBase64url(nonce),
      expiry,
    });
    const signature = toBase64url(sign({ privateKey: signatureKey, message }));
    return this.transport.call({
      method: 'POST',
      path: '/v1/sessions',
      body: { device, nonce, expiry, signature },
      answer: Session,
    });
  }
}
