import { useTranslation } from 'react-i18next';
import { useToasts } from './toast.js';

const TOLD_SECONDS = 8;

/** Copies a text, and says what is `told`, or that this browser refused; answers whether it is copied. */
export function useCopy(): (text: string, told?: string) => Promise<boolean> {
  const { t } = useTranslation('ui');
  const toasts = useToasts();
  const tell = (words: string): void => {
    toasts.show({ text: words, seconds: TOLD_SECONDS });
  };
  return async (text, told) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      tell(t('notCopied'));
      return false;
    }
    if (told !== undefined) tell(told);
    return true;
  };
}
