/** A run of words that stayed, went or came. */
export interface WordChange {
  readonly is: 'same' | 'removed' | 'added';
  readonly text: string;
}

// Beyond this a table of all pairs takes longer than it helps a reader.
const MOST_WORDS = 400;

/**
 * What changed between two wordings, word by word (longest common subsequence); undefined where they are too long, or
 * too different for the changes to be read inside the sentence.
 */
export function wordChanges(before: string, after: string): WordChange[] | undefined {
  const [old, young] = [wordsOf(before), wordsOf(after)];
  if (old.length > MOST_WORDS || young.length > MOST_WORDS) return undefined;
  const lengths = commonLengths(old, young);
  const changes: WordChange[] = [];
  let [i, j, kept] = [0, 0, 0];
  while (i < old.length || j < young.length) {
    const [word, other] = [old[i], young[j]];
    if (word !== undefined && word === other) {
      add(changes, 'same', word);
      kept += word.length;
      i++;
      j++;
    } else if (other === undefined || (word !== undefined && at(lengths, i + 1, j) >= at(lengths, i, j + 1))) {
      add(changes, 'removed', word ?? '');
      i++;
    } else {
      add(changes, 'added', other);
      j++;
    }
  }
  return kept * 2 >= before.length ? changes : undefined;
}

/** Words and the spaces between them, in order. */
function wordsOf(text: string): string[] {
  return text.match(/\s+|[^\s]+/g) ?? [];
}

function commonLengths(old: readonly string[], young: readonly string[]): Uint16Array[] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint16Array(young.length + 1));
  for (let i = old.length - 1; i >= 0; i--) {
    const row = lengths[i];
    if (row === undefined) continue;
    for (let j = young.length - 1; j >= 0; j--) {
      row[j] =
        old[i] === young[j] ? at(lengths, i + 1, j + 1) + 1 : Math.max(at(lengths, i + 1, j), at(lengths, i, j + 1));
    }
  }
  return lengths;
}

function at(lengths: readonly Uint16Array[], i: number, j: number): number {
  return lengths[i]?.[j] ?? 0;
}

function add(changes: WordChange[], is: WordChange['is'], text: string): void {
  const last = changes.at(-1);
  if (last?.is === is) changes[changes.length - 1] = { is, text: last.text + text };
  else changes.push({ is, text });
}
