import { describe, expect, it } from '@jest/globals';
import {
  APPLICATION_START,
  applicationEntryHash,
  applicationMoveMessage,
  applicationSecrets,
  newSignatureKey,
  openApplicationEntry,
  sealApplicationEntry,
  sign,
  verifySignature,
} from '#crypto';
import { toBase64url } from '#primitives';
import {
  secondB,
  secondBase64url,
  secondH,
  secondLp,
  secondOpen,
  secondSeal,
  secondSha256,
  secondSign,
  secondVerify,
} from './support/second-implementation.js';
import { everyRefused, hex, type RefusedCase, toHex, vectorFile } from './support/vector-file.js';

interface Place {
  readonly number: number;
  readonly side: string;
  readonly act: string;
}
type Entry = Place & {
  readonly content: string;
  readonly nonce: string;
  readonly documents: readonly { readonly bytes: number; readonly sha256: string }[];
};
type Checked = Place & {
  readonly networkId: string;
  readonly id: string;
  readonly key: string;
  readonly previous: string;
  readonly sealed: string;
};
const file = vectorFile<{
  inputs: Entry & { networkId: string; secret: string; previous: string };
  intermediate: { key: string; signatureSeed: string; ad: string; message: string };
  output: { id: string; access: string; signer: string; sealed: string; signature: string; next: string };
  second: Entry & { deviceSeed: string; sealed: string; signature: string; next: string };
  check: Checked;
  refused: RefusedCase<Checked>[];
}>('application');
const { inputs, intermediate, output, second } = file;
const networkId = hex(inputs.networkId);
const own = applicationSecrets({ networkId, secret: hex(inputs.secret) });
const key = hex(intermediate.key);
const placeOf = ({ number, side, act }: Place, previous: Uint8Array) => ({
  networkId,
  id: output.id,
  number,
  side,
  act,
  previous,
});
const adOf = ({ number, side, act }: Place, previous: Uint8Array) =>
  secondLp('application', networkId, output.id, number, side, act, previous);
const checked = (i: Checked) => ({
  ...i,
  networkId: hex(i.networkId),
  key: hex(i.key),
  previous: hex(i.previous),
  sealed: hex(i.sealed),
});
/** What an entry is, by both implementations, hexadecimal. */
const both = (entry: Entry, previous: Uint8Array, seed: Uint8Array) => {
  const place = placeOf(entry, previous);
  const fixed = { key, content: hex(entry.content), unsafeTestingNonce: hex(entry.nonce) };
  const sealed = sealApplicationEntry({ ...place, ...fixed });
  const body = { sealed, documents: entry.documents.map((one) => ({ ...one, sha256: toBase64url(hex(one.sha256)) })) };
  const message = applicationMoveMessage(place, body);
  const { privateKey } = newSignatureKey(seed);
  const plaintext = new Uint8Array(256);
  plaintext.set(secondLp(hex(entry.content)));
  const ours = [sealed, sign({ privateKey, message }), applicationEntryHash(place, body)];
  const sealedAgain = secondSeal({ key, nonce: hex(entry.nonce), ad: adOf(entry, previous), plaintext });
  const announced = secondLp(...entry.documents.flatMap(({ bytes, sha256 }) => [bytes, hex(sha256)]));
  const { number, side, act } = entry;
  const parts = [networkId, output.id, number, side, act, previous, secondSha256(sealedAgain), announced];
  const theirs = [
    sealedAgain,
    secondSign(seed, secondLp('comity/application-move/v1', ...parts)),
    secondH('comity/application-entry/v1', ...parts),
  ];
  return [ours, theirs].map((all) => all.map(toHex));
};

describe('application vectors', () => {
  it('derives id, access and keys from the secret, as the second implementation does', () => {
    const derived = (what: string) => secondB(hex(inputs.secret), 32, `comity/application-${what}/v1`, networkId);
    const seconds = [derived('key'), derived('signature'), derived('access')].map(toHex);
    expect(seconds).toEqual([intermediate.key, intermediate.signatureSeed, output.access]);
    const signer = newSignatureKey(hex(intermediate.signatureSeed)).publicKey;
    expect([own.id, toHex(own.access), toHex(own.key), toHex(own.signature.publicKey)]).toEqual([
      output.id,
      output.access,
      intermediate.key,
      output.signer,
    ]);
    expect(secondBase64url(secondH('comity/application-id/v1', networkId, derived('key'), signer))).toBe(output.id);
  });

  it('seals, signs and chains its entries to the same bytes, as the second implementation does', () => {
    expect(toHex(APPLICATION_START)).toBe(inputs.previous);
    const first = [output.sealed, output.signature, output.next];
    expect(both(inputs, APPLICATION_START, hex(intermediate.signatureSeed))).toEqual([first, first]);
    expect(toHex(adOf(inputs, APPLICATION_START))).toBe(intermediate.ad);
    const next = [second.sealed, second.signature, second.next];
    expect(both(second, hex(output.next), hex(second.deviceSeed))).toEqual([next, next]);
  });

  it('opens to the content, and verifies, as the second implementation does', () => {
    const opened = openApplicationEntry(checked(file.check));
    const again = secondOpen({ key, ad: hex(intermediate.ad), sealed: hex(file.check.sealed) });
    expect([toHex(opened), toHex((again ?? new Uint8Array()).slice(8, 8 + opened.length))]).toEqual([
      inputs.content,
      inputs.content,
    ]);
    const documents = inputs.documents.map((one) => ({ ...one, sha256: toBase64url(hex(one.sha256)) }));
    const body = { sealed: hex(output.sealed), documents };
    const message = applicationMoveMessage(placeOf(inputs, APPLICATION_START), body);
    expect(toHex(message)).toBe(intermediate.message);
    const signed = [hex(output.signature), message, hex(output.signer)] as const;
    expect([verifySignature(...signed), secondVerify(signed[2], signed[1], signed[0])]).toEqual([true, true]);
    const moved = applicationMoveMessage(placeOf(second, hex(output.next)), body);
    const others = applicationMoveMessage(placeOf(inputs, APPLICATION_START), { ...body, documents: [] });
    expect([moved, others].map((other) => verifySignature(signed[0], other, signed[2]))).toEqual([false, false]);
  });

  it('refuses every other key, place, byte and padding', () => {
    everyRefused(file.refused, 16, file.check, (i) => openApplicationEntry(checked(i)));
  });
});
