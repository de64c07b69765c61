import { useTranslation } from 'react-i18next';
import type { StatementLine } from '../../desk/api/signatures.js';

/** What an act that takes two administrators does, in a sentence. */
export function useActWords(): (act: StatementLine['act']) => string {
  const { t } = useTranslation('administration');
  return (act) => {
    if (act.is === 'archive') return t('signatures.act.archive', { k: act.after.k, n: act.after.n });
    if (act.is === 'archive-ended') return t('signatures.act.archive-ended');
    return t(`signatures.act.${act.is}`, { name: act.name });
  };
}
