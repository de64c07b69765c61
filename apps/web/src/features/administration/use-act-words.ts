import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { isolated } from '#pages';
import type { StatementLine } from '../../desk/api/signatures.js';

/** What an act that takes two administrators does, in a sentence. */
export function useActWords(): (act: StatementLine['act']) => string {
  const { t } = useTranslation('administration');
  return (act) => actWords(t, act);
}

/** As {@link useActWords}, by the words of its catalogue. The name may be one that a file brought. */
export function actWords(t: TFunction<'administration'>, act: StatementLine['act']): string {
  if (act.is === 'archive') return t('signatures.act.archive', { k: act.after.k, n: act.after.n });
  if (act.is === 'archive-ended') return t('signatures.act.archive-ended');
  return t(`signatures.act.${act.is}`, { name: isolated(act.name) });
}
