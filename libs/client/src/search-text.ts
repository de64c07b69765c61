/** A text as it is compared when it is searched: without case, without marks on letters, in any script. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The words of a question, folded; what is found holds every one of them. */
export function wordsOf(question: string): string[] {
  return folded(question)
    .split(/\s+/u)
    .filter((word) => word !== '');
}

/** Whether a folded text holds every word. */
export function holdsAll(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word));
}
