import { useEffect, useRef, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import './word-boxes.css';
import { nextPlace, withTyped } from './typed-words.js';

interface WordBoxesProps {
  readonly words: readonly string[];
  readonly onChange: (words: readonly string[]) => void;
  readonly isInvalid: boolean;
  readonly legend: string;
}

/**
 * Six boxes for the words that are read out. They are typed, and nothing is offered to choose from: whoever picks from a
 * list has not listened.
 */
export function WordBoxes({ words, onChange, isInvalid, legend }: WordBoxesProps): ReactElement {
  const { t } = useTranslation('devices');
  const inputs = useRef<(HTMLInputElement | null)[]>([]);
  useEffect(() => {
    inputs.current[0]?.focus();
  }, []);
  const type = (place: number, text: string): void => {
    onChange(withTyped(words, place, text));
    const next = nextPlace(place, text);
    if (next !== place) inputs.current[next]?.focus();
  };
  const back = (place: number, event: KeyboardEvent): void => {
    if (event.key !== 'Backspace' || words[place] !== '' || place === 0) return;
    event.preventDefault();
    inputs.current[place - 1]?.focus();
  };
  return (
    <fieldset className="word-boxes">
      <legend>{legend}</legend>
      <ol className="words" translate="no">
        {words.map((word, place) => (
          <li key={place}>
            <span aria-hidden="true">{place + 1}</span>
            <input
              ref={(input) => {
                inputs.current[place] = input;
              }}
              aria-label={t('words.word', { number: place + 1 })}
              aria-invalid={isInvalid}
              value={word}
              onChange={({ currentTarget }) => {
                type(place, currentTarget.value);
              }}
              onKeyDown={(event) => {
                back(place, event);
              }}
              autoCapitalize="none"
              autoComplete="off"
              autoCorrect="off"
              spellCheck={false}
              lang="en"
            />
          </li>
        ))}
      </ol>
    </fieldset>
  );
}
