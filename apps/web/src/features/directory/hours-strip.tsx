import { useEffect, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { daySpan, lengthOf, nextSharedDay, openSpans, type OfficeHours, type Span } from '#pages';
import { useNow } from '../../platform/clock.js';
import { timeWords } from '../../platform/time-words.js';
import { durationWords } from './duration-words.js';
import { useOwnOffice } from './use-own-office.js';

const SCALE_HOURS = [0, 3, 6, 9, 12, 15, 18, 21, 24];
/** Of a day: an hour that is nearer to now than this leaves its place on the scale to it. */
const NEAR = 0.065;

/** Both offices' hours of our day, in our time, and when both are open. */
export function HoursStrip({ hours }: { readonly hours: OfficeHours }): ReactElement | undefined {
  const { t, i18n } = useTranslation('directory');
  const { entry, zone } = useOwnOffice();
  const now = useNow();
  const ours = entry?.hours;
  const shared = ours === undefined ? undefined : nextSharedDay(ours, hours, zone, now);
  const day = shared?.day ?? daySpan(zone, now);
  if (day === undefined) return undefined;
  const { language } = i18n;
  const hour = (at: number, of: string): string => timeWords(at, 'hour', { language, now, zone: of });
  const clocks = { theirTime: hour(now, hours.zone), ourTime: hour(now, zone) };
  const spanWords = (spans: readonly Span[]): string =>
    spans.length === 0
      ? t('hours.closedToday')
      : spans
          .map(({ from, until }) => t('hours.span', { from: hour(from, zone), until: hour(until, zone) }))
          .join(', ');
  const isToday = now >= day.from && now < day.until;
  const nowAt = partOf(day, now);
  const rows = [
    ...(ours === undefined ? [] : [{ name: 'ours' as const, spans: openSpans(ours, day) }]),
    { name: 'theirs' as const, spans: openSpans(hours, day) },
    ...(ours === undefined ? [] : [{ name: 'both' as const, spans: shared?.spans ?? [] }]),
  ];
  return (
    <figure className="stack tight">
      <figcaption className="row">
        <span className="strong">{t('hours.title')}</span>
        <span className="small muted">
          {ours === undefined
            ? t('hours.noPage', clocks)
            : shared === undefined
              ? t('hours.summaryNone', clocks)
              : t('hours.summary', {
                  ...clocks,
                  shared: `${spanWords(shared.spans)}, ${durationWords(lengthOf(shared.spans), language)}`,
                  day: timeWords(day.from, 'day', { language, now, zone }),
                })}
        </span>
      </figcaption>
      <div className="strip">
        <div className="strip-lines" aria-hidden="true" />
        <div className="strip-scale" aria-hidden="true">
          {SCALE_HOURS.filter((one) => !isToday || Math.abs(one / 24 - nowAt) > NEAR).map((one) => (
            <Placed key={one} as="span" at={one / 24}>
              {`${String(one).padStart(2, '0')}:00`}
            </Placed>
          ))}
          {isToday && (
            <Placed as="b" at={nowAt}>
              {t('hours.now', { time: clocks.ourTime })}
            </Placed>
          )}
        </div>
        {rows.map(({ name, spans }) => (
          <Row
            key={name}
            name={t(`hours.${name}`)}
            kind={name}
            spans={spans}
            day={day}
            words={spanWords(spans)}
            now={now}
          />
        ))}
      </div>
    </figure>
  );
}

interface RowProps {
  readonly name: string;
  readonly kind: 'ours' | 'theirs' | 'both';
  readonly spans: readonly Span[];
  readonly day: Span;
  readonly words: string;
  readonly now: number;
}

function Row({ name, kind, spans, day, words, now }: RowProps): ReactElement {
  return (
    <>
      <span className="strong">{name}</span>
      <div className={`strip-bar is-${kind}`} role="img" aria-label={words} title={words}>
        {spans.map(({ from, until }) => (
          <Placed key={from} as="i" at={partOf(day, from)} length={partOf(day, until) - partOf(day, from)} />
        ))}
        {now >= day.from && now < day.until && <Placed as="b" at={partOf(day, now)} />}
      </div>
    </>
  );
}

/** How far into a day a moment is, from 0 to 1. */
function partOf(day: Span, at: number): number {
  return (at - day.from) / (day.until - day.from);
}

interface PlacedProps {
  readonly as: 'span' | 'i' | 'b';
  /** From 0 to 1. */
  readonly at: number;
  readonly length?: number;
  readonly children?: string;
}

/** Something at a place along the day. */
function Placed({ as: Tag, at, length = 0, children }: PlacedProps): ReactElement {
  const ref = useRef<HTMLElement>(null);
  useEffect(() => {
    ref.current?.style.setProperty('--at', `${String(at * 100)}%`);
    ref.current?.style.setProperty('--length', `${String(length * 100)}%`);
  }, [at, length]);
  return <Tag ref={ref}>{children}</Tag>;
}
