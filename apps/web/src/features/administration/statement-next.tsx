import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { isolated } from '#pages';
import type { StatementLine } from '../../desk/api/signatures.js';

/** How a statement on its way goes on: what is done with it, who may sign it next, and by when. */
export function StatementNext({ line }: { readonly line: StatementLine }): ReactElement {
  const { t, i18n } = useTranslation('administration');
  const { standing, next, isPlaced } = line;
  const list = new Intl.ListFormat(i18n.language, { type: 'disjunction' });
  const isWaiting = standing === 'signature' || standing === 'not-web';
  return (
    <>
      <p className="small">{t(`signatures.next.${standing}`)}</p>
      {isWaiting && (
        <p className="small">
          {next.length === 0
            ? t(`signatures.nobodyNext.${standing}`)
            : t('signatures.who', { names: list.format(next.map(isolated)) })}
        </p>
      )}
      {isPlaced && (isWaiting || standing === 'ready') && <p className="small">{t('signatures.lapses')}</p>}
    </>
  );
}
