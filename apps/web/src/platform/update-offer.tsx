import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useToasts } from '../ui/toast.js';
import { keepOffline } from './updates.js';

/** Offers a newer version when one lies ready, and never forces it. */
export function UpdateOffer(): undefined {
  const { t } = useTranslation('ui');
  const toasts = useToasts();
  useEffect(() => {
    let isHere = true;
    let close: (() => void) | undefined;
    // A browser that refuses to keep the page still shows it.
    keepOffline((update) => {
      if (!isHere) return;
      close?.();
      close = toasts.show({
        text: t('update.ready'),
        action: {
          label: t('update.take'),
          act: () => {
            update.take();
          },
        },
      });
    }).catch(() => undefined);
    return () => {
      isHere = false;
    };
  }, [t, toasts]);
  return undefined;
}
