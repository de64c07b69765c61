import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import help from '../../locales/en/help.json';
import { addCatalogue } from '../../platform/i18n.js';
import { Dialog } from '../../ui/dialog.js';

addCatalogue('help', help);

type Screen = keyof typeof help.screen;

/** A few sentences that fit the screen which is open. */
export function HelpPanel({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('help');
  const { pathname } = useLocation();
  const screen = screenOf(pathname);
  const lines = t(`screen.${screen}.lines`, { returnObjects: true });
  return (
    <Dialog title={t('title', { screen: t(`screen.${screen}.title`) })} onClose={onClose}>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <h3>{t('more')}</h3>
      <p>{t('trust')}</p>
      <p>{t('keys')}</p>
    </Dialog>
  );
}

function screenOf(pathname: string): Screen {
  const [, first = ''] = pathname.split('/');
  return Object.hasOwn(help.screen, first) ? (first as Screen) : 'inbox';
}
