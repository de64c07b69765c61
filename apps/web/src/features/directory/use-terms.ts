import { useTranslation } from 'react-i18next';
import { languageName } from '../../platform/language-name.js';

/** Families of words that the directory uses, of which a newer network may have more than this catalogue. */
export type TermFamily = 'function' | 'instrument' | 'instrumentShort' | 'topic' | 'channel';

/** The words for what the directory names by a code; the code itself, readable, where the catalogue has none. */
export function useTerms(): (family: TermFamily, code: string) => string {
  const { t, i18n } = useTranslation('directory');
  return (family, code) => {
    const key = `${family}.${code}`;
    if (i18n.exists(key, { ns: 'directory' })) return (t as (key: string) => string)(key);
    const words = code.replaceAll('-', ' ');
    return words.slice(0, 1).toLocaleUpperCase(i18n.language) + words.slice(1);
  };
}

/** A language as the reader calls it, by its tag. */
export function useLanguageNames(): (tag: string) => string {
  const { i18n } = useTranslation();
  return (tag) => languageName(tag, i18n.language);
}
