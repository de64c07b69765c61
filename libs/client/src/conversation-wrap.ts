import type { ConversationId, WrapResponse } from '#contracts';
import { openWrap, sign, unreadableMessage } from '#crypto';
import { codeOf, fromBase64url, toBase64url } from '#primitives';
import { verifyWrap } from '#roster';
import type { OwnAgreementKeys } from './agreement-keys.js';
import type { EpochRecord } from './conversation-state.js';
import type { Finding } from './notices.js';
import type { Surroundings } from './surroundings.js';

/** What a device learned of an epoch's secret, and what there is to say about it. */
export interface Unwrapped {
  readonly epoch: EpochRecord;
  readonly findings: readonly Finding[];
}

/**
 * Fetches the device's own wrap of an epoch, checks that it stands under the statement's root, opens it and checks what
 * it holds against the statement's `secret` (protocol 2.4).
 * @param wraps - the statement's root over the wraps; undefined for a leaver's, which has none
 * @throws `client.offline` and the like when the relay does not answer
 */
export async function unwrap(
  surroundings: Surroundings,
  own: OwnAgreementKeys,
  conversation: ConversationId,
  opened: Omit<EpochRecord, 'standing'>,
  wraps: Uint8Array | undefined,
): Promise<Unwrapped> {
  const { relay, checks, self } = surroundings;
  if (!opened.devices.includes(self.device)) return { epoch: { ...opened, standing: 'not-member' }, findings: [] };
  if (wraps === undefined) return { epoch: { ...opened, standing: 'no-secret' }, findings: [] };
  const finding = (code: Finding['code'], detail: string, evidence: Finding['evidence'] = {}): Finding => ({
    code,
    conversation,
    seq: opened.seq,
    device: opened.author,
    detail,
    evidence: { statement: opened.S, epoch: opened.epoch, wraps: toBase64url(wraps), ...evidence },
  });
  let answer: WrapResponse;
  try {
    answer = await relay.wrap(conversation, opened.epoch);
  } catch (error) {
    if (codeOf(error) !== 'wrap.unknown') throw error;
    return { epoch: { ...opened, standing: 'withheld' }, findings: [finding('wrap.refused', 'wrap.unknown')] };
  }
  const evidence = { number: answer.number ?? 0, wrap: answer.wrap, proof: answer.proof.join(' ') };
  const notIncluded = checks.failure('wrap.included', () => outsideOfRoot(surroundings, opened, wraps, answer));
  if (notIncluded !== undefined)
    return { epoch: { ...opened, standing: 'withheld' }, findings: [finding('wrap.refused', notIncluded, evidence)] };
  const { number } = answer;
  if (answer.wrap === '' || number === undefined) return { epoch: { ...opened, standing: 'dormant' }, findings: [] };
  const unreadable: EpochRecord = { ...opened, standing: 'unreadable', number };
  const privateKey = own.privateKey(number);
  if (privateKey === undefined)
    return { epoch: unreadable, findings: [finding('wrap.key-lost', `number ${String(number)}`, evidence)] };
  try {
    const E = openWrap({
      ...placeOf(conversation, opened),
      device: self.device,
      number,
      privateKey,
      wrap: fromBase64url(answer.wrap),
    });
    return { epoch: { ...opened, standing: 'open', number, E: toBase64url(E) }, findings: [] };
  } catch (error) {
    return { epoch: unreadable, findings: [finding('wrap.unreadable', codeOf(error) ?? 'wrap.form', evidence)] };
  }
}

/** What an epoch's secret is bound to, as `libs/crypto` takes it. */
export function placeOf(
  conversation: ConversationId,
  epoch: Pick<EpochRecord, 'epoch' | 'previous' | 'author' | 'secret'>,
) {
  return {
    conversation,
    epoch: epoch.epoch,
    previous: fromBase64url(epoch.previous),
    author: epoch.author,
    secret: fromBase64url(epoch.secret),
  };
}

function outsideOfRoot(
  { self }: Surroundings,
  epoch: Pick<EpochRecord, 'devices'>,
  root: Uint8Array,
  { number, wrap, proof }: WrapResponse,
): string | undefined {
  try {
    verifyWrap({
      device: self.device,
      devices: epoch.devices,
      number,
      wrap: fromBase64url(wrap),
      proof: proof.map(fromBase64url),
      root,
    });
    return undefined;
  } catch (error) {
    return codeOf(error) ?? 'wrap.form';
  }
}

/** Says by this device's signature that its wrap did not open, so that somebody advances (protocol 2.4). */
export async function reportUnreadable(
  { self, relay }: Surroundings,
  conversation: ConversationId,
  epoch: EpochRecord,
): Promise<void> {
  const { number } = epoch;
  if (epoch.standing !== 'unreadable' || number === undefined) return;
  const message = unreadableMessage({
    networkId: self.networkId,
    conversation,
    S: fromBase64url(epoch.S),
    device: self.device,
    number,
  });
  const signature = toBase64url(sign({ privateKey: self.signatureKey.privateKey, message }));
  await relay.reportUnreadable(conversation, { statement: epoch.S, number, signature });
}
