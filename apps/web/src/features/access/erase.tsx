import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RemoteDesk } from '../../platform/desk.js';
import { Button } from '../../ui/button.js';
import { Checkbox } from '../../ui/choices.js';
import { Fault } from '../../ui/fault.js';
import { useAsking } from './use-asking.js';

interface EraseProps {
  readonly desk: RemoteDesk;
  /** What is lost, in a sentence: stands beside the box that is to be ticked. */
  readonly loss: string;
  readonly label: string;
  readonly onBack: () => void;
}

/** Erases the device from this browser, after a deliberate act: it cannot be undone. */
export function Erase({ desk, loss, label, onBack }: EraseProps): ReactElement {
  const { t } = useTranslation('access');
  const [isMeant, setMeant] = useState(false);
  const erasing = useAsking(() => desk.access.erase());
  return (
    <div className="stack">
      {erasing.error !== undefined && <Fault error={erasing.error} />}
      <Checkbox isBoxed label={t('erase.meant')} hint={loss} isSelected={isMeant} onChange={setMeant} />
      <div className="row">
        <Button
          variant="grave"
          icon="trash"
          isDisabled={!isMeant}
          isPending={erasing.isPending}
          onPress={() => {
            erasing.ask();
          }}
        >
          {label}
        </Button>
        <Button variant="quiet" onPress={onBack}>
          {t('erase.back')}
        </Button>
      </div>
    </div>
  );
}
