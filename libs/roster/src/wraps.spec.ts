import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { codeOf } from '#primitives';
import { leafHash, MerkleTree } from '#tlog';
import { device } from '../../../tests/support/roster.js';
import { conversationId, verifyWrap, verifyWraps, wrapLeaf, wrapsRoot, type Wrap } from './index.js';

const refusal = (act: () => void): string => {
  try {
    act();
    return 'accepted';
  } catch (error) {
    return codeOf(error) ?? String(error);
  }
};

const aBundle = (size: number): { wraps: Wrap[]; tree: MerkleTree; root: Uint8Array } => {
  const wraps = Array.from({ length: size }, (_, i) => ({
    device: device(`d${String(i).padStart(4, '0')}`),
    number: i % 3 === 2 ? undefined : i + 1,
    wrap: i % 3 === 2 ? new Uint8Array(0) : Uint8Array.of(i, 1, 2, 3),
  }));
  const leaves = wraps.map(({ device: id, number, wrap }) => wrapLeaf(id, number, wrap));
  return { wraps, tree: new MerkleTree(leaves.map(leafHash)), root: wrapsRoot(leaves) };
};

describe('verifyWrap', () => {
  it('accepts every wrap of a bundle at its own place, the empty ones too', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (size) => {
        const { wraps, tree, root } = aBundle(size);
        const devices = wraps.map((wrap) => wrap.device);
        for (const [index, wrap] of wraps.entries()) {
          verifyWrap({ ...wrap, devices, proof: tree.inclusionProof(index), root });
        }
      }),
      { numRuns: 20 },
    );
  });

  it('refuses a wrap, number, place, proof or root that is not its own', () => {
    const { wraps, tree, root } = aBundle(7);
    const devices = wraps.map((wrap) => wrap.device);
    const [first, second, third] = wraps;
    if (!first || !second || !third) throw new Error('seven wraps');
    const proof = tree.inclusionProof(0);
    const right = { ...first, devices, proof, root };
    const verdict = (twist: Partial<typeof right>): string =>
      refusal(() => {
        verifyWrap({ ...right, ...twist });
      });
    expect(verdict({})).toBe('accepted');
    expect(verdict({ wrap: Uint8Array.of(9) })).toBe('wrap.not-included');
    expect(verdict({ wrap: new Uint8Array(0) })).toBe('wrap.not-included');
    expect(verdict({ number: 2 })).toBe('wrap.not-included');
    expect(verdict({ number: undefined })).toBe('wrap.number');
    expect(verdict({ device: second.device })).toBe('wrap.not-included');
    expect(verdict({ device: device('zoe') })).toBe('wrap.not-in-roster');
    expect(verdict({ proof: tree.inclusionProof(1) })).toBe('wrap.not-included');
    expect(verdict({ proof: proof.slice(1) })).toBe('proof.length');
    expect(verdict({ root: new Uint8Array(32) })).toBe('wrap.not-included');
    expect(wrapLeaf(third.device, 5, third.wrap)).toEqual(wrapLeaf(third.device, undefined, third.wrap));
  });
});

describe('verifyWraps', () => {
  it('accepts the whole bundle, and refuses one wrap fewer, more, elsewhere or other', () => {
    const { wraps, root } = aBundle(5);
    const devices = wraps.map((wrap) => wrap.device);
    const verdict = (given: readonly Wrap[]): string =>
      refusal(() => {
        verifyWraps({ devices, wraps: given, root });
      });
    expect(verdict(wraps)).toBe('accepted');
    expect(verdict(wraps.slice(1))).toBe('wrap.count');
    expect(verdict([...wraps, ...wraps.slice(0, 1)])).toBe('wrap.count');
    expect(verdict([...wraps].reverse())).toBe('wrap.count');
    expect(verdict(wraps.map((wrap) => ({ ...wrap, wrap: Uint8Array.of(1), number: 1 })))).toBe('wrap.not-included');
    expect(verdict(wraps.map((wrap) => ({ ...wrap, number: undefined })))).toBe('wrap.number');
  });
});

describe('conversationId', () => {
  it('is another for another network, device or random, and needs 32 random bytes', () => {
    const network = new Uint8Array(32);
    const random = new Uint8Array(32).fill(1);
    const ids = new Set([
      conversationId(network, device('ana'), random),
      conversationId(new Uint8Array(32).fill(2), device('ana'), random),
      conversationId(network, device('ben'), random),
      conversationId(network, device('ana'), new Uint8Array(32)),
    ]);
    expect(ids.size).toBe(4);
    expect(
      refusal(() => {
        conversationId(network, device('ana'), new Uint8Array(31));
      }),
    ).toBe('conversation.random');
  });
});
