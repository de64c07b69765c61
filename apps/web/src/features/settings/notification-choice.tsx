import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { prefer, usePreferences } from '../../platform/preferences.js';
import { Checkbox } from '../../ui/choices.js';

const isThere = 'Notification' in globalThis;

/** Whether the browser may say that something new waits; asked for on purpose, and only here. */
export function NotificationChoice(): ReactElement {
  const { t } = useTranslation('settings');
  const { notifications } = usePreferences();
  const [isDenied, setDenied] = useState(() => isThere && Notification.permission === 'denied');
  if (!isThere) return <p className="small muted">{t('notifications.absent')}</p>;
  const choose = async (isWanted: boolean): Promise<void> => {
    const isAllowed = isWanted && (await Notification.requestPermission()) === 'granted';
    setDenied(isWanted && !isAllowed);
    prefer({ notifications: isAllowed });
  };
  return (
    <>
      <Checkbox
        label={t('notifications.label')}
        hint={t('notifications.hint')}
        isSelected={notifications && !isDenied}
        onChange={(isWanted) => void choose(isWanted)}
      />
      {isDenied && (
        <p className="small" role="status">
          {t('notifications.denied')}
        </p>
      )}
    </>
  );
}
