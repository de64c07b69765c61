/**
 * Forgets the entries that were put into a map first, until it holds at most `most`. What is deleted before it is put again
 * counts as new: the first is then the one longest unused.
 */
export function forgetOldest(kept: Map<string, unknown>, most: number): void {
  for (const oldest of kept.keys()) {
    if (kept.size <= most) return;
    kept.delete(oldest);
  }
}
