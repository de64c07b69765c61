import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../platform/clock.js';
import { dateOf, timeWords, type TimeKind } from '../platform/time-words.js';

/** What a time may be given. */
export interface TimeProps {
  /** Unix seconds. */
  readonly at: number;
  readonly kind: TimeKind;
  /** An IANA zone; the reader's own unless given. */
  readonly zone?: string | undefined;
}

/** A moment, as the reader's language writes it; the whole of it under the pointer. */
export function Time({ at, kind, zone }: TimeProps): ReactElement {
  const { i18n } = useTranslation();
  const now = useNow();
  const place = { language: i18n.language, zone, now };
  return (
    <time dateTime={dateOf(at).toISOString()} title={timeWords(at, 'whole', place)}>
      {timeWords(at, kind, place)}
    </time>
  );
}
