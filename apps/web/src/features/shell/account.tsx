import type { ReactElement } from 'react';
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../platform/use-desk.js';
import { Icon } from '../../ui/icon.js';
import { initials } from './initials.js';
import { useAccountActs } from './use-account-acts.js';

/** The officer's own menu: devices, settings, keys, sign out. */
export function Account({ onKeys }: { readonly onKeys: () => void }): ReactElement {
  const { t } = useTranslation('shell');
  const { self } = useDesk();
  const acts = [...useAccountActs()];
  acts.splice(-1, 0, { id: 'keys', label: t('keys'), icon: 'help', hint: '?', onAction: onKeys });
  const short = initials(self.officerName);
  return (
    <MenuTrigger>
      <Button className="me" aria-label={t('account', { initials: short, name: self.officerName })}>
        {short}
      </Button>
      <Popover className="popover" placement="bottom">
        <Menu
          className="menu"
          onAction={(id) => {
            acts.find((act) => act.id === id)?.onAction();
          }}
        >
          <MenuSection>
            <Header>
              {self.officerName}, {self.authorityName}
            </Header>
            {acts.map(({ id, label, icon, hint }) => (
              <MenuItem key={id} id={id} textValue={label}>
                {icon !== undefined && <Icon name={icon} />}
                {label}
                {hint !== undefined && <span className="hint">{hint}</span>}
              </MenuItem>
            ))}
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
