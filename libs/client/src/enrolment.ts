import {
  DeviceId,
  EnrolmentState,
  OfficerId,
  SubjectPlace,
  WaitingEnrolments,
  type EnrolmentRequest,
  type StatementAccepted,
} from '#contracts';
import { canonicalJson, deviceCode, isDeviceCode, parseCanonicalJson, sign } from '#crypto';
import { statementMessage } from '#directory';
import { codeOf, toBase64url } from '#primitives';
import type { Administration } from './administration.js';
import type { ClientEnvironment } from './environment.js';
import { refuse } from './errors.js';
import type { Identity } from './identity.js';
import type { Credentials, Transport } from './transport.js';

const POLL_MILLISECONDS = 1_000;
/** What passes by itself. */
const LATER: ReadonlySet<string> = new Set(['client.offline', 'relay.unavailable', 'rate.limited']);

/** The six words of a request to be enrolled, and what the relay holds of it. */
export interface PendingEnrolment {
  /** The relay's name for it: a hash of the body. */
  readonly id: string;
  /** Read to the administrator, who types them (protocol 1.4). */
  readonly words: readonly string[];
  /** What was left with the relay; an authority that approves offline is handed it as a file. */
  readonly request: EnrolmentRequest;
}

/**
 * Asks to be enrolled: signs the enrolment's body at the authority's present place in the log and leaves it with the relay.
 * The words change when the place does.
 */
export async function requestEnrolment(transport: Transport, identity: Identity): Promise<PendingEnrolment> {
  const { prev } = await transport.call({
    method: 'GET',
    path: `/v1/directory/subjects/${encodeURIComponent(identity.authority)}`,
    answer: SubjectPlace,
  });
  const body = {
    type: 'device.enrolled',
    subject: identity.authority,
    prev,
    device: identity.device,
    officer: identity.officer,
    kind: identity.kind,
    signature: toBase64url(identity.signatureKey.publicKey),
    recognition: toBase64url(identity.recognitionKey.publicKey),
    expiry: identity.expiry,
  };
  const message = statementMessage(identity.networkId, body);
  const request: EnrolmentRequest = {
    body: canonicalJson(body),
    signature: toBase64url(sign({ privateKey: identity.signatureKey.privateKey, message })),
  };
  const { id } = await transport.call({
    method: 'POST',
    path: '/v1/enrolments',
    body: request,
    answer: EnrolmentState,
  });
  return { id, words: deviceCode({ networkId: identity.networkId, enrolment: body }), request };
}

/**
 * Waits until an administrator has approved. Asks anew, with new words, whenever the authority's log moved on meanwhile.
 * @param onRequest - called with the words to read out, again whenever they change
 * @throws `client.cancelled` when `cancelled` says so
 */
export async function awaitEnrolment(options: {
  readonly environment: Pick<ClientEnvironment, 'timers'>;
  readonly transport: Transport;
  readonly identity: Identity;
  readonly onRequest: (pending: PendingEnrolment) => Promise<void>;
  readonly cancelled: () => boolean;
}): Promise<void> {
  const { environment, transport, identity, onRequest, cancelled } = options;
  let pending = await requestEnrolment(transport, identity);
  await onRequest(pending);
  for (;;) {
    if (cancelled()) refuse('client.cancelled');
    await environment.timers.sleep(POLL_MILLISECONDS);
    const state = await stateOf(transport, pending.id);
    if (state === 'enrolled') return;
    if (state === 'stale' || state === 'expired') {
      const { id } = pending;
      pending = await askedAnew(transport, identity, pending);
      // Requests of strangers may have displaced it: the words are the same.
      if (pending.id !== id) await onRequest(pending);
    }
  }
}

/** The request that is with the relay now, or the one that was when the relay takes none at this moment. */
async function askedAnew(
  transport: Transport,
  identity: Identity,
  before: PendingEnrolment,
): Promise<PendingEnrolment> {
  try {
    return await requestEnrolment(transport, identity);
  } catch (error) {
    if (LATER.has(codeOf(error) ?? '')) return before;
    throw error;
  }
}

async function stateOf(transport: Transport, id: string): Promise<EnrolmentState['state'] | 'unreachable'> {
  try {
    return (await transport.call({ method: 'GET', path: `/v1/enrolments/${id}`, answer: EnrolmentState })).state;
  } catch (error) {
    if (LATER.has(codeOf(error) ?? '')) return 'unreachable';
    if (codeOf(error) === 'enrolment.unknown') return 'expired';
    throw error;
  }
}

/** Requests to be enrolled that wait in the administrator's own authority. From the relay: only the words make one true. */
export async function waitingEnrolments(
  transport: Transport,
  credentials: Credentials,
): Promise<WaitingEnrolments['enrolments']> {
  return (await transport.call({ method: 'GET', path: '/v1/enrolments', answer: WaitingEnrolments }, credentials))
    .enrolments;
}

/** The device that was enrolled, and its place in the log. */
export interface ApprovedEnrolment {
  readonly officer: OfficerId;
  readonly device: DeviceId;
  readonly accepted: StatementAccepted;
}

/** Whose device an administrator means to approve. */
export interface AskedFor {
  readonly officer: OfficerId;
  readonly device: DeviceId;
}

interface Typed {
  readonly transport: Transport;
  readonly credentials: Credentials;
  readonly networkId: Uint8Array;
  /** As typed by the administrator who was read them. */
  readonly words: string;
  /** The one that was looked at: whoever reads out the words of another request gets none. */
  readonly of?: AskedFor;
}

/**
 * Approves the waiting request whose six words were typed, and no other.
 * @throws `identity.words` when no request has these words
 */
export async function approveEnrolment(
  options: Typed & { readonly administration: Administration },
): Promise<ApprovedEnrolment> {
  const { administration } = options;
  const { body, signature } = await waitingWithWords(options);
  const accepted = await administration.enrol(body, signature);
  return { officer: OfficerId.parse(body['officer']), device: DeviceId.parse(body['device']), accepted };
}

/**
 * The waiting request whose six words were typed: its body, and the new device's own signature of it.
 * @throws `identity.words` when no request has these words
 */
export async function waitingWithWords({
  transport,
  credentials,
  networkId,
  words,
  of,
}: Typed): Promise<{ readonly body: Readonly<Record<string, unknown>>; readonly signature: string }> {
  for (const { body: text, signature } of await waitingEnrolments(transport, credentials)) {
    const body = parseCanonicalJson(text) as Record<string, unknown>;
    if (of !== undefined && (body['officer'] !== of.officer || body['device'] !== of.device)) continue;
    if (isDeviceCode({ typed: words, networkId, enrolment: body })) return { body, signature };
  }
  return refuse('identity.words', 'no device that waits in your authority has these six words');
}
