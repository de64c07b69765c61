import { instruments, type BasisFinding } from '#consultation';
import { useId, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Mark } from '../../ui/mark.js';
import { Provisions } from './provisions.js';

const TONES = { yes: 'ok', open: 'usual', no: 'plain' } as const;

interface FindingProps {
  readonly finding: BasisFinding;
  /** The two States by name, the requesting one first. */
  readonly states: readonly [string, string];
}

/** What one treaty says of the question. */
export function BasisFindingCard({ finding, states }: FindingProps): ReactElement {
  const { t } = useTranslation('basis');
  const id = useId();
  const { instrument, applies, points, consultation, provisions } = finding;
  const { is, article } = consultation;
  return (
    <section className="card stack" aria-labelledby={id}>
      <h2 id={id}>{instruments[instrument].title}</h2>
      <p className="row small">
        <Mark tone={TONES[applies]}>{t(`applies.${applies}`)}</Mark>
        <NotifiedUnder finding={finding} states={states} />
      </p>
      {applies !== 'no' && (
        <>
          <section className="stack tight">
            <h3>{t('point.title')}</h3>
            <ul className="small">
              {points.map((point) => (
                <li key={point.point}>
                  {t(point.article === '' ? 'point.noArticle' : 'point.article', {
                    point: t(`point.${point.point}`),
                    article: point.article,
                  })}
                  <span className="strong">{t(`is.${point.is}`)}</span>
                </li>
              ))}
            </ul>
          </section>
          <p className="small">{t(`duty.${is}`, { article })}</p>
          <Provisions caption={t('articles')} instrument={instrument} provisions={provisions} />
        </>
      )}
    </section>
  );
}

function NotifiedUnder({ finding: { notifiedUnder }, states }: FindingProps): ReactElement {
  const { t } = useTranslation('basis');
  const [first, second] = notifiedUnder;
  if (first && second) return <span>{t('notifiedUnder.both')}</span>;
  if (!first && !second) return <span>{t('notifiedUnder.none')}</span>;
  return <span>{t('notifiedUnder.one', { state: first ? states[0] : states[1] })}</span>;
}
