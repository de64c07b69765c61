import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import palette from '../../locales/en/palette.json';
import { addCatalogue } from '../../platform/i18n.js';
import { prefer, usePreferences } from '../../platform/preferences.js';
import { useDesk } from '../../platform/use-desk.js';
import { Checkbox } from '../../ui/choices.js';
import { Dialog } from '../../ui/dialog.js';
import { Kbd } from '../../ui/kbd.js';
import './palette.css';

addCatalogue('palette', palette);

interface Key {
  readonly name: Exclude<keyof typeof palette.keys, 'title' | 'lettersOn' | 'lettersOff' | 'letters' | 'group'>;
  /** Any of these does it; what is pressed together stands together. */
  readonly keys: readonly (readonly string[])[];
}

const GROUPS = {
  everywhere: [
    { name: 'find', keys: [['/'], ['Ctrl', 'K']] },
    { name: 'new', keys: [['N']] },
    { name: 'pane', keys: [['F6']] },
    { name: 'close', keys: [['Esc']] },
    { name: 'help', keys: [['F1']] },
    { name: 'all', keys: [['?']] },
  ],
  lists: [
    { name: 'move', keys: [['J'], ['K']] },
    { name: 'open', keys: [['Enter']] },
    { name: 'done', keys: [['E']] },
  ],
  conversation: [
    { name: 'send', keys: [['Ctrl', 'Enter']] },
    {
      name: 'message',
      keys: [
        ['Alt', '↑'],
        ['Alt', '↓'],
      ],
    },
    { name: 'reply', keys: [['R']] },
    { name: 'undo', keys: [['Esc']] },
    { name: 'print', keys: [['Ctrl', 'P']] },
  ],
} as const satisfies Readonly<Record<string, readonly Key[]>>;
const GO = 'G';
const GOING = [
  ['inbox', 'I'],
  ['consultations', 'C'],
  ['directory', 'D'],
  ['trust', 'R'],
  ['administration', 'A'],
  ['devices', 'M'],
  ['settings', 'S'],
] as const;

/** Every key that this officer has; single letters can be turned off here. */
export function KeyMap({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('palette');
  const { letters } = usePreferences();
  const { self } = useDesk();
  return (
    <Dialog title={t('keys.title')} onClose={onClose}>
      <div className="key-map">
        {(Object.keys(GROUPS) as (keyof typeof GROUPS)[]).map((group) => (
          <section key={group}>
            <h3>{t(`keys.group.${group}`)}</h3>
            <dl>
              {GROUPS[group].map(({ name, keys }) => (
                <div key={name}>
                  <dt>
                    {keys.map((key) => (
                      <Kbd key={key.join('')}>{key.join(' ')}</Kbd>
                    ))}
                  </dt>
                  <dd>{t(`keys.${name}`)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <section>
          <h3>{t('keys.group.going')}</h3>
          <dl>
            {GOING.filter(([name]) => name !== 'administration' || self.administrator).map(([name, key]) => (
              <div key={name}>
                <dt>
                  <Kbd>{GO}</Kbd> <Kbd>{key}</Kbd>
                </dt>
                <dd>{t(`act.${name}`)}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
      <Checkbox
        label={t('keys.letters')}
        hint={t(letters ? 'keys.lettersOn' : 'keys.lettersOff')}
        isSelected={letters}
        onChange={(isSelected) => {
          prefer({ letters: isSelected });
        }}
      />
    </Dialog>
  );
}
