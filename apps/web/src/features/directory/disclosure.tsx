import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuthorityLine } from '../../desk/api/directory.js';
import { Notice } from '../../ui/notice.js';
import { inLanguage } from './in-language.js';

/** What an authority's law may make it disclose, as its page says: shown before anybody writes. */
export function Disclosure({ line }: { readonly line: AuthorityLine }): ReactElement {
  const { t, i18n } = useTranslation('directory');
  const section = inLanguage(line.disclosure, i18n.language)[0];
  if (section === undefined)
    return (
      <Notice tone="info" icon="eye" title={t('disclosure.title')}>
        {t('disclosure.none')}
      </Notice>
    );
  return (
    <Notice tone="warn" icon="eye" title={t('disclosure.title')}>
      <span lang={section.language} dir="auto" className="as-written">
        {section.text}
      </span>
    </Notice>
  );
}
