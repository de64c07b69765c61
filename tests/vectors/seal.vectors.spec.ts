import { describe, expect, it } from '@jest/globals';
import { frameAd, type FrameKind, open, seal } from '#crypto';
import { secondLp, secondOpen, secondSeal } from './support/second-implementation.js';
import { everyRefused, hex, type RefusedCase, toHex, vectorFile } from './support/vector-file.js';

interface Place {
  readonly K: string;
  readonly kind: FrameKind;
  readonly conversation: string;
  readonly S: string;
  readonly sender: string;
  readonly id: string;
}
type Sealed = Place & { readonly sealed: string };
const file = vectorFile<{
  inputs: Place & { nonce: string; plaintext: string };
  intermediate: { ad: string; d: string; commitment: string; key: string };
  output: { sealed: string; length: number };
  check: { inputs: Sealed; output: string };
  refused: RefusedCase<Sealed>[];
}>('seal');
const adOf = (i: Place): Uint8Array => frameAd({ ...i, S: hex(i.S) });
const secondAd = (i: Place): Uint8Array => secondLp(i.kind, i.conversation, hex(i.S), i.sender, i.id);

describe('seal vectors', () => {
  it('seals to the same bytes, as the second implementation does', () => {
    const i = file.inputs;
    const sealed = seal({ key: hex(i.K), ad: adOf(i), plaintext: hex(i.plaintext), unsafeTestingNonce: hex(i.nonce) });
    expect([toHex(adOf(i)), toHex(secondAd(i))]).toEqual([file.intermediate.ad, file.intermediate.ad]);
    expect([toHex(sealed), sealed.length]).toEqual([file.output.sealed, file.output.length]);
    expect(
      toHex(secondSeal({ key: hex(i.K), nonce: hex(i.nonce), ad: secondAd(i), plaintext: hex(i.plaintext) })),
    ).toBe(file.output.sealed);
    expect(file.intermediate.d).toBe(file.intermediate.commitment + file.intermediate.key);
    expect(toHex(sealed.slice(24, 56))).toBe(file.intermediate.commitment);
  });

  it('opens to the plaintext, as the second implementation does', () => {
    const i = file.check.inputs;
    expect(toHex(open({ key: hex(i.K), ad: adOf(i), sealed: hex(i.sealed) }))).toBe(file.check.output);
    expect(toHex(secondOpen({ key: hex(i.K), ad: secondAd(i), sealed: hex(i.sealed) }) ?? new Uint8Array())).toBe(
      file.check.output,
    );
  });

  it('refuses every other key, place and byte, as the second implementation does', () => {
    everyRefused(file.refused, 17, file.check.inputs, (i) =>
      open({ key: hex(i.K), ad: adOf(i), sealed: hex(i.sealed) }),
    );
    for (const { with: changed, code } of file.refused) {
      const i = { ...file.check.inputs, ...changed };
      if (code === 'seal.refused')
        expect(secondOpen({ key: hex(i.K), ad: secondAd(i), sealed: hex(i.sealed) })).toBeUndefined();
    }
  });
});
