import { useTranslation } from 'react-i18next';

/** Words of the catalogue for codes, which are known only when one comes: a family, and the code within it. */
export function useCodeWords(): (family: string, code: string) => string {
  const { t, i18n } = useTranslation('access');
  const say = t as unknown as (key: string, options: object) => string;
  return (family, code) => {
    const key = `${family}.${code}`;
    return say(i18n.exists(key, { ns: 'access' }) ? key : `${family}.other`, { code });
  };
}
