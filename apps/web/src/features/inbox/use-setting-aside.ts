import { useTranslation } from 'react-i18next';
import { useDesk } from '../../platform/use-desk.js';
import { useToasts } from '../../ui/toast.js';

const SECONDS = 10;

/** Puts a conversation aside until something new comes, which can be undone, or takes it up again. */
export function useSettingAside(): (id: string, done: boolean) => void {
  const { desk } = useDesk();
  const { t } = useTranslation('inbox');
  const toasts = useToasts();
  const set = (id: string, done: boolean): void => {
    void desk.inbox.setDone(id, done);
    if (!done) return;
    const action = {
      label: t('undo'),
      act: () => {
        set(id, false);
      },
    };
    toasts.show({ text: t('putAside'), action, seconds: SECONDS });
  };
  return set;
}
