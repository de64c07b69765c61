import { useTranslation } from 'react-i18next';
import type { PersonName } from '../../desk/api/names.js';

/** Words that several parts of the screen say, and lines for the command line, which are in no language. */
export function useArchiveWords(): {
  readonly list: (names: readonly string[]) => string;
  readonly officer: (officer: PersonName | undefined) => string;
  readonly cosign: (file: string) => string;
  /** What signs and submits a declaration where it is no browser: a second administrator, or the keeper of the authority's key. */
  readonly declaration: (file: string) => readonly string[];
  readonly submit: (file: string) => string;
  readonly sign: string;
  readonly release: string;
} {
  const { t, i18n } = useTranslation('archive');
  const names = new Intl.ListFormat(i18n.language, { style: 'long', type: 'conjunction' });
  const submit = (file: string): string => t('commands.submit', { file, relay: location.origin });
  return {
    list: (all) => names.format(all),
    officer: (officer) => officer?.name ?? t('openings.unknown'),
    cosign: (file) => t('commands.cosign', { file }),
    declaration: (file) => [t('commands.cosign', { file }), t('commands.byKey', { file }), submit(file)],
    submit,
    sign: t('commands.sign'),
    release: t('commands.release'),
  };
}
