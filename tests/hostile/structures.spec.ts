import { describe, expect, it } from '@jest/globals';
import { AuthorityId, ConversationId, DeviceId, MessageId, OfficerId } from '#contracts';
import {
  agreementMessage,
  authenticMessage,
  canonicalBytes,
  epochCommitment,
  newAgreementKey,
  newSignatureKey,
  openGrant,
  openMessage,
  openWrap,
  recordMessage,
  sealGrant,
  sealMessage,
  sealWrap,
  sessionMessage,
  sign,
  unreadableMessage,
  verifySignature,
  type MessageContext,
} from '#crypto';
import { statementMessage } from '#directory';
import { toBase64url } from '#primitives';
import { consentMessage, rosterMessage, type RosterBody } from '#roster';
import { refusalOf } from '../support/tampering.js';

const bytes = (fill: number, length = 32): Uint8Array => new Uint8Array(length).fill(fill);
const networkId = bytes(1);
const S = bytes(2);
// The same text wherever two kinds of ids may meet: what a thing is called must not decide what it is.
const NAME = 'alice';
const device = DeviceId.parse(NAME);
const conversation = ConversationId.parse(toBase64url(S));
const id = MessageId.parse('01999999-0000-7000-8000-000000000001');
const content = canonicalBytes({ type: 'text', text: NAME });
const context: MessageContext = { seq: 1, head: S, size: 1, root: S, agreement: 1 };

const rosterBody: RosterBody = {
  type: 'conversation.opened',
  id,
  conversation,
  author: device,
  epoch: 0,
  previous: '',
  after: 0,
  directory: { size: 1, root: toBase64url(S), at: 1 },
  agreement: 1,
  changes: [],
  consents: [],
  secret: '',
  wraps: '',
  suite: 1,
};

/** What is signed by a device's one signature key, one of each kind, about the same things. */
const signed: Readonly<Record<string, Uint8Array>> = {
  session: sessionMessage({ networkId, origin: NAME, device, nonce: S, expiry: 1 }),
  agreement: agreementMessage({ networkId, device, number: 1, from: 1, until: 2, key: bytes(3, 1216) }),
  unreadable: unreadableMessage({ networkId, conversation, S, device, number: 1 }),
  record: recordMessage({ networkId, conversation, id, content }),
  authenticator: authenticMessage({ conversation, S, sender: device, id, core: content }),
  consent: consentMessage({
    networkId,
    conversation,
    expiry: 1,
    change: { type: 'moderator.added', officer: OfficerId.parse(NAME) },
  }),
  roster: rosterMessage(networkId, rosterBody),
  statement: statementMessage(networkId, {
    type: 'officer.dismissed',
    subject: AuthorityId.parse('authority:alice'),
    prev: '',
    officer: NAME,
  }),
  'statement with a body of a roster': statementMessage(networkId, rosterBody),
};

describe('what a device signs', () => {
  const { publicKey, privateKey } = newSignatureKey();
  const names = Object.keys(signed);

  it.each(names)('is, as a %s, taken as nothing else', (name) => {
    const signature = sign({ privateKey, message: signed[name] ?? new Uint8Array() });
    expect(names.filter((other) => verifySignature(signature, signed[other] ?? new Uint8Array(), publicKey))).toEqual([
      name,
    ]);
  });
});

describe('what is sealed', () => {
  const agreement = newAgreementKey();
  const K = bytes(7);
  const place = { conversation, S, sender: device, id };
  const opening = { conversation, epoch: 0, previous: new Uint8Array(0), author: device };
  const wrapPlace = { ...opening, secret: epochCommitment({ ...opening, E: K }), device, number: 1 };
  const grantPlace = { conversation, granter: device, joiner: device, number: 1 };
  const sealed: Readonly<Record<string, Uint8Array>> = {
    message: sealMessage({ ...place, K, content, context, writer: { kind: 'pair', pairKeys: [] } }),
    wrap: sealWrap({ ...wrapPlace, publicKey: agreement.publicKey, E: K }),
    grant: sealGrant({ ...grantPlace, publicKey: agreement.publicKey, given: { epochs: [{ S, E: K }], messages: [] } }),
  };
  const opened: Readonly<Record<string, (bytes: Uint8Array) => unknown>> = {
    message: (one) => openMessage({ ...place, K, sealed: one, reader: { kind: 'granted', count: 0 } }),
    wrap: (wrap) => openWrap({ ...wrapPlace, privateKey: agreement.privateKey, wrap }),
    grant: (grant) => openGrant({ ...grantPlace, privateKey: agreement.privateKey, grant }),
  };

  it.each(Object.keys(sealed))('as a %s opens as nothing else', (name) => {
    const results = Object.keys(opened).map(
      (other) => [other, refusalOf(() => opened[other]?.(sealed[name] ?? new Uint8Array()))] as const,
    );
    expect(results.filter(([other, result]) => other !== name && result === 'accepted')).toEqual([]);
  });

  it('opens as what it is', () => {
    expect(refusalOf(() => opened['message']?.(sealed['message'] ?? new Uint8Array()))).toBe('accepted');
    expect(refusalOf(() => opened['wrap']?.(sealed['wrap'] ?? new Uint8Array()))).toBe('accepted');
    expect(refusalOf(() => opened['grant']?.(sealed['grant'] ?? new Uint8Array()))).toBe('accepted');
  });
});
