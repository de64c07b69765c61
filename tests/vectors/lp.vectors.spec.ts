import { describe, expect, it } from '@jest/globals';
import { lp, type LpPart, readLp, takeLp } from '#crypto/verify';
import { type Part, secondLp } from './support/second-implementation.js';
import { everyRefused, hex, type RefusedCase, toHex, vectorFile } from './support/vector-file.js';

interface Pair {
  readonly parts: readonly LpPart[];
}
interface Read {
  readonly bytes: string;
  readonly count: number;
}
const file = vectorFile<{
  vectors: (Pair & { lp: string })[];
  refused: RefusedCase<Pair>[];
  read: { inputs: Read; refused: RefusedCase<Read>[] };
}>('lp');

describe('lp vectors', () => {
  it('gives every encoding, as the second implementation does', () => {
    for (const { parts, lp: expected } of file.vectors) {
      expect(toHex(lp(...parts))).toBe(expected);
      expect(toHex(secondLp(...(parts as Part[])))).toBe(expected);
      expect(toHex(lp(...takeLp(hex(expected), parts.length).parts))).toBe(expected);
    }
    expect(file.vectors).toHaveLength(13);
  });

  it('refuses every part that has no encoding', () => {
    everyRefused(file.refused, 5, { parts: [] as readonly LpPart[] }, ({ parts }) => lp(...parts));
  });

  it('refuses every encoding that does not read back', () => {
    const read = ({ bytes, count }: Read): Uint8Array[] => readLp(hex(bytes), count);
    expect(read(file.read.inputs).map((part) => Buffer.from(part).toString())).toEqual(['a', 'b']);
    everyRefused(file.read.refused, 4, file.read.inputs, read);
  });
});
