import { holderCodeText } from '#client/choices';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperKey } from '../../desk/api/archive.js';
import { QrCode } from './qr-code.js';

/** The page of a holder's key: nothing but paper shows it. */
export function PaperSheet({
  authority,
  paper,
}: {
  readonly authority: string;
  readonly paper: PaperKey;
}): ReactElement {
  const { t } = useTranslation('archive');
  return (
    <div className="paper-sheet">
      <p className="title">{t('sheet.title')}</p>
      <dl className="pairs">
        <dt>{t('sheet.authority')}</dt>
        <dd>{authority}</dd>
        <dt>{t('sheet.key')}</dt>
        <dd className="mono">{paper.fingerprint}</dd>
      </dl>
      <p className="strong">{t('sheet.warning')}</p>
      <PaperWords lines={paper.lines} />
      <p className="small">{t('sheet.use')}</p>
      <figure>
        <QrCode text={holderCodeText(paper.lines)} label={t('sheet.codeLabel')} />
        <figcaption className="small">{t('sheet.code')}</figcaption>
      </figure>
    </div>
  );
}

/** The lines of words, as they are numbered on the page. */
export function PaperWords({ lines }: { readonly lines: readonly string[] }): ReactElement {
  const { t } = useTranslation('archive');
  return (
    <table className="paper-words" translate="no" lang="en" dir="ltr" aria-label={t('paper.lines')}>
      <tbody>
        {lines.map((line, i) => (
          <tr key={line}>
            <th scope="row">{t('sheet.line', { line: i + 1 })}</th>
            {line.split(' ').map((word, place) => (
              <td key={place}>{word}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
