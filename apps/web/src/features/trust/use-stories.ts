import { useTranslation } from 'react-i18next';
import type { NoticeLine } from '../../desk/api/trust.js';
import { storyKey, type Story } from './stories.js';

/** Tells notices in an officer's words. */
export function useStories(): (notice: NoticeLine) => Story {
  const { t, i18n } = useTranslation(['notices', 'trust']);
  // Which notice there is, is known only when one comes.
  const say = t as unknown as (key: string, values: object) => string;
  return (notice) => {
    const key = storyKey(notice, (one) => i18n.exists(one, { ns: 'notices' }));
    const values = { seq: notice.seq ?? '', who: notice.person ?? t('story.somebody', { ns: 'trust' }), ns: 'notices' };
    const part = (name: keyof Story): string => say(`${key}.${name}`, values);
    return { title: part('title'), happened: part('happened'), means: part('means'), do: part('do') };
  };
}
