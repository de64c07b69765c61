import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../ui/button.js';
import { Icon } from '../ui/icon.js';
import { keepOffline, type Update } from './updates.js';

/** Offers a newer version when one lies ready, and never forces it. It stays, so that it has a place of its own and covers nothing. */
export function UpdateOffer(): ReactElement | undefined {
  const { t } = useTranslation('ui');
  const [ready, offer] = useState<Update>();
  useEffect(() => {
    let isHere = true;
    // A browser that refuses to keep the page still shows it.
    keepOffline((update) => {
      if (isHere) offer(update);
    }).catch(() => undefined);
    return () => {
      isHere = false;
    };
  }, []);
  if (ready === undefined) return undefined;
  return (
    <div className="banner">
      <Icon name="info" />
      <p>{t('update.ready')}</p>
      <span className="push row tight">
        <Button
          isSmall
          onPress={() => {
            ready.take();
          }}
        >
          {t('update.take')}
        </Button>
        <IconButton
          variant="quiet"
          isSmall
          icon="x"
          label={t('close')}
          onPress={() => {
            offer(undefined);
          }}
        />
      </span>
    </div>
  );
}
