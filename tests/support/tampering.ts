import { codeOf } from '#primitives';

/** The code with which `act` refuses, 'accepted' when it does not, the error itself when it carries no code. */
export function refusalOf(act: () => unknown): string {
  try {
    act();
    return 'accepted';
  } catch (error) {
    return codeOf(error) ?? String(error);
  }
}

/** `bytes` cut at every length short of its own. */
export function everyTruncation(bytes: Uint8Array): Uint8Array[] {
  return Array.from({ length: bytes.length }, (_, length) => bytes.slice(0, length));
}

/** `bytes` with each of its bits flipped, one at a time. */
export function* everyFlippedBit(bytes: Uint8Array): Generator<Uint8Array> {
  for (let bit = 0; bit < 8 * bytes.length; bit++) yield flipped(bytes, bit);
}

/** `bytes` with one bit of each byte flipped, another from byte to byte: for what costs too much to try bit by bit. */
export function* aFlippedBitOfEachByte(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at++) yield flipped(bytes, 8 * at + ((at * 5) % 8));
}

/** `bytes` with one bit flipped. */
function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = bytes.slice();
  const at = Math.floor(bit / 8);
  copy[at] = (copy[at] ?? 0) ^ (1 << (bit % 8));
  return copy;
}

/** Which codes a set of refusals used; 'accepted' among them means that something altered went through. */
export function codesOf<Altered>(altered: Iterable<Altered>, act: (one: Altered) => unknown): Set<string> {
  const codes = new Set<string>();
  for (const one of altered) codes.add(refusalOf(() => act(one)));
  return codes;
}
