import { useTranslation } from 'react-i18next';

/** What the directory says of a device, in words. */
export function useStandingWords(): (standing: string) => string {
  const { t, i18n } = useTranslation('devices');
  const say = t as unknown as (key: string) => string;
  return (standing) => {
    const key = `standings.${standing}`;
    return say(i18n.exists(key, { ns: 'devices' }) ? key : 'standings.unknown');
  };
}
