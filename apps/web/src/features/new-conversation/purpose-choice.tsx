import { purposes as every } from '#client/choices';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { NewConversation } from '../../desk/api/inbox.js';
import { Checkbox } from '../../ui/choices.js';

/** What the choice of purposes is given. */
export interface PurposeChoiceProps {
  readonly purposes: NewConversation['purposes'];
  readonly onChange: (purposes: NewConversation['purposes']) => void;
}

/** What a consultation is for: several of a closed list. */
export function PurposeChoice({ purposes, onChange }: PurposeChoiceProps): ReactElement {
  const { t } = useTranslation('new-conversation');
  return (
    <fieldset className="choices">
      <legend>{t('purposes.label')}</legend>
      <p className="hint">{t('purposes.hint')}</p>
      <div className="purposes">
        {every.map((purpose) => (
          <Checkbox
            key={purpose}
            label={t(`purposes.${purpose}`)}
            isSelected={purposes.includes(purpose)}
            onChange={(isSelected) => {
              const others = purposes.filter((one) => one !== purpose);
              onChange(isSelected ? [...others, purpose] : others);
            }}
          />
        ))}
      </div>
    </fieldset>
  );
}
