import { useTranslation } from 'react-i18next';
import type { PersonName } from '../../desk/api/names.js';

/** Words that several parts of the screen say, and lines for the command line, which are in no language. */
export function useArchiveWords(): {
  readonly officer: (officer: PersonName | undefined) => string;
  readonly submit: (file: string) => string;
  readonly sign: string;
  readonly release: string;
} {
  const { t } = useTranslation('archive');
  const submit = (file: string): string => t('commands.submit', { file, relay: location.origin });
  return {
    officer: (officer) => officer?.name ?? t('openings.unknown'),
    submit,
    sign: t('commands.sign'),
    release: t('commands.release'),
  };
}
