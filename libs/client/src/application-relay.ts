import {
  AgreementKeys,
  ApplicationAccepted,
  ApplicationList,
  ApplicationRead,
  ApplicationWrap,
  ATTACHMENT_PIECE_TYPE,
  AttachmentState,
  SecretariatKeys,
  type AgreementKey,
  type ApplicationId,
  type ApplicationListed,
  type ApplicationSubmission,
  type ApplicationSubmittedEntry,
  type AttachmentAnnouncement,
  type DeviceId,
} from '#contracts';
import type { ApplicationIds } from './application-link.js';
import { refuse } from './errors.js';
import type { Credentials, Transport } from './transport.js';

/** A refusal's body is never longer. */
const PROBLEM_BYTES = 4096;
/** A list of more, a million applications, comes from a relay that makes them up. */
const MOST_PAGES = 10_000;

/** A document of an application: of which entry, at which place of it. */
export interface DocumentPlace {
  readonly id: string;
  /** Of its entry. */
  readonly number: number;
  readonly place: number;
}

/** What applications ask of the relay, as their applicant or as a device of the secretariat. Nothing that it answers is believed unchecked. */
export class ApplicationRelay {
  constructor(
    private readonly transport: Transport,
    private readonly credentials: Credentials,
  ) {}

  /** A new application; the same again is taken once. */
  async submit(body: ApplicationSubmission): Promise<void> {
    const call = { method: 'POST', path: '/v1/applications', body, answer: ApplicationAccepted } as const;
    await this.transport.call(call, this.credentials);
  }

  async append(id: string, body: ApplicationSubmittedEntry): Promise<void> {
    const call = { method: 'POST', path: `${one(id)}/entries`, body, answer: ApplicationAccepted } as const;
    await this.transport.call(call, this.credentials);
  }

  /** Its key as it is sealed to the asking device. */
  wrapOf(id: string): Promise<ApplicationWrap> {
    return this.transport.call({ method: 'GET', path: `${one(id)}/wrap`, answer: ApplicationWrap }, this.credentials);
  }

  /** Says that the wrap of this SHA-256, sealed to the asking device, does not hold the application's key: a colleague's device gives it again. */
  async refuseWrap(id: string, hash: string): Promise<void> {
    await this.transport.call({ method: 'DELETE', path: `${one(id)}/wrap/${hash}` }, this.credentials);
  }

  async wrap(id: string, wraps: readonly ApplicationWrap[]): Promise<void> {
    await this.transport.call({ method: 'PUT', path: `${one(id)}/wraps`, body: { wraps } }, this.credentials);
  }

  read(id: string): Promise<ApplicationRead> {
    return this.transport.call({ method: 'GET', path: one(id), answer: ApplicationRead }, this.credentials);
  }

  /** All that the secretariat has, page by page: those that are not over first, of either those that moved last. One that moves meanwhile may stand in two pages. */
  async list(isWithdrawnToo = false): Promise<ApplicationListed[]> {
    const listed = new Map<string, ApplicationListed>();
    const asked = isWithdrawnToo ? ['withdrawn=1'] : [];
    let after: string[] = [];
    for (let page = 1; page <= MOST_PAGES; page++) {
      const { applications, next } = await this.page([...asked, ...after]);
      const before = listed.size;
      for (const one of applications) listed.set(one.id, one);
      if (next === undefined) return [...listed.values()];
      if (listed.size === before) break;
      after = [`after=${next}`];
    }
    return refuse('client.answer', 'the list of applications comes to no end');
  }

  /** Some of those whose id is one of these, also what was withdrawn: all where there are few. */
  async among({ from, to }: ApplicationIds): Promise<ApplicationId[]> {
    const { applications } = await this.page(['withdrawn=1', `from=${from}`, `to=${to}`]);
    return applications.map(({ id }) => id);
  }

  /** The keys of the secretariat's devices, as everyone is given them. */
  async secretariatKeys(): Promise<AgreementKey[]> {
    const call = { method: 'GET', path: '/v1/secretariat/keys', answer: SecretariatKeys } as const;
    return (await this.transport.call(call)).keys;
  }

  /** The keys of certain devices, as members are given them. */
  async keys(devices: readonly DeviceId[]): Promise<AgreementKey[]> {
    const call = {
      method: 'POST',
      path: '/v1/agreement-keys/query',
      body: { devices },
      answer: AgreementKeys,
    } as const;
    return (await this.transport.call(call, this.credentials)).keys;
  }

  /** Announces a document's ciphertext, or asks how far it has come. */
  announce(place: DocumentPlace, body: AttachmentAnnouncement): Promise<AttachmentState> {
    return this.transport.call(
      { method: 'PUT', path: document(place), body, answer: AttachmentState },
      this.credentials,
    );
  }

  /** Gives the relay the bytes from `offset` on, and answers how many it has then. */
  async put(place: DocumentPlace, offset: number, bytes: Uint8Array): Promise<number> {
    const headers = {
      'content-type': ATTACHMENT_PIECE_TYPE,
      'tus-resumable': '1.0.0',
      'upload-offset': String(offset),
    };
    const call = { method: 'PATCH', path: document(place), headers, body: bytes, most: PROBLEM_BYTES } as const;
    const received = Number((await this.transport.bytes(call, this.credentials)).headers['upload-offset']);
    return received > offset && received <= offset + bytes.length
      ? received
      : refuse('client.answer', 'the relay did not say how far the upload has come');
  }

  /** Bytes of a document's ciphertext from `from` up to, and without, `to`. */
  async get(place: DocumentPlace, from: number, to: number): Promise<Uint8Array> {
    const headers = { range: `bytes=${String(from)}-${String(to - 1)}` };
    const most = Math.max(to - from, PROBLEM_BYTES);
    const call = { method: 'GET', path: document(place), headers, most } as const;
    const { status, body } = await this.transport.bytes(call, this.credentials);
    return status === 206 && body.length === to - from
      ? body
      : refuse('client.answer', 'the relay gave other bytes of the document than were asked for');
  }

  private page(asked: readonly string[]): Promise<ApplicationList> {
    const path = `/v1/applications?${asked.join('&')}`;
    return this.transport.call({ method: 'GET', path, answer: ApplicationList }, this.credentials);
  }
}

function one(id: string): string {
  return `/v1/applications/${id}`;
}

function document({ id, number, place }: DocumentPlace): string {
  return `${one(id)}/entries/${String(number)}/documents/${String(place)}`;
}
