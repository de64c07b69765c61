import type { ReactElement } from 'react';

/** The words that two people compare, numbered in the order in which they are read out. */
export function Words({ words }: { readonly words: readonly string[] }): ReactElement {
  return (
    <ol className="words">
      {words.map((word, place) => (
        <li key={`${String(place)} ${word}`}>
          <span aria-hidden="true">{place + 1}</span>
          <bdi lang="en">{word}</bdi>
        </li>
      ))}
    </ol>
  );
}
