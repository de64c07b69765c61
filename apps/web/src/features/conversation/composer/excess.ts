/** How many characters at the end of a text are too many for so many bytes of UTF-8. */
export function excessOf(text: string, most: number): number {
  const over = new TextEncoder().encode(text).subarray(most);
  const begun = over.filter(begins).length;
  // The first of them may have begun before.
  return over[0] === undefined || begins(over[0]) ? begun : begun + 1;
}

// What goes on with a character is 10xxxxxx (RFC 3629 §3).
function begins(byte: number): boolean {
  return (byte & 0xc0) !== 0x80;
}
