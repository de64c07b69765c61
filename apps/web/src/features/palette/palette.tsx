import { useState, type ReactElement, type ReactNode } from 'react';
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import palette from '../../locales/en/palette.json';
import { addCatalogue } from '../../platform/i18n.js';
import { useShortcuts } from '../../platform/shortcuts.js';
import { Fault } from '../../ui/fault.js';
import { Icon } from '../../ui/icon.js';
import { Loading } from '../../ui/progress.js';
import type { Overlay } from '../shell/overlay.js';
import './palette.css';
import { usePaletteEntries } from './use-palette-entries.js';

addCatalogue('palette', palette);

/** What the palette is given. */
export interface PaletteProps {
  readonly onClose: () => void;
  readonly onOpen: (overlay: Overlay) => void;
}

/** One field for everything: conversations, authorities, messages and acts. */
export function Palette({ onClose, onOpen }: PaletteProps): ReactElement {
  const { t } = useTranslation('palette');
  const [words, setWords] = useState('');
  const { sections, isLooking, error, retry } = usePaletteEntries(words, onOpen);
  const isKnown = !isLooking && error === null;
  useShortcuts({}, { isModal: true });
  const act = (id: string): void => {
    onClose();
    sections
      .flatMap(({ entries }) => entries)
      .find((entry) => entry.id === id)
      ?.act();
  };
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      className="scrim palette-scrim"
    >
      <Modal className="modal narrow">
        <Dialog className="dialog palette" aria-label={t('title')}>
          <Escaping onEscape={onClose}>
            <Autocomplete inputValue={words} onInputChange={setWords}>
              <SearchField aria-label={t('label')} className="find" autoFocus>
                <Icon name="search" />
                <Input placeholder={t('label')} />
              </SearchField>
              <Menu
                aria-label={t('results')}
                className="menu"
                onAction={(id) => {
                  act(String(id));
                }}
                renderEmptyState={() => (
                  <p className="palette-none small muted">{t(isKnown ? 'nothing' : 'nothingYet')}</p>
                )}
              >
                {sections.map(({ name, entries }) => (
                  <MenuSection key={name} id={name}>
                    <Header>{t(`section.${name}`)}</Header>
                    {entries.map(({ id, icon, label, detail, keys }) => (
                      <MenuItem key={id} id={id} textValue={label}>
                        <Icon name={icon} />
                        <span className="palette-label">
                          <bdi>{label}</bdi>
                          {detail !== undefined && (
                            <small>
                              <bdi>{detail}</bdi>
                            </small>
                          )}
                        </span>
                        {keys !== undefined && <span className="hint">{keys.join(' ')}</span>}
                      </MenuItem>
                    ))}
                  </MenuSection>
                ))}
              </Menu>
            </Autocomplete>
            {isLooking && (
              <div className="palette-none">
                <Loading label={t('looking')} />
              </div>
            )}
            {error !== null && (
              <div className="palette-none">
                <Fault error={error} onRetry={retry} />
              </div>
            )}
            <p className="palette-foot hint">{t('hint')}</p>
          </Escaping>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Has Escape close at once: a search field would first take it to empty itself. */
function Escaping({
  onEscape,
  children,
}: {
  readonly onEscape: () => void;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <div
      className="palette-parts"
      onKeyDownCapture={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onEscape();
      }}
    >
      {children}
    </div>
  );
}
