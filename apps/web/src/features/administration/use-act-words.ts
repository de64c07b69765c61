import { useTranslation } from 'react-i18next';
import type { SignedAct } from '../../desk/api/signatures.js';

/** What an act that takes two administrators does, in a sentence. */
export function useActWords(): (act: SignedAct) => string {
  const { t } = useTranslation('administration');
  return (act) => {
    if (act.is === 'archive') return t('signatures.act.archive', { k: act.k, n: act.n });
    if (act.is === 'archive-ended') return t('signatures.act.archive-ended');
    return t(`signatures.act.${act.is}`, { name: act.officer.name });
  };
}
