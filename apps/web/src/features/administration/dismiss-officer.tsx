import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonName } from '../../desk/api/names.js';
import administration from '../../locales/en/administration.json';
import devices from '../../locales/en/devices.json';
import { addCatalogue } from '../../platform/i18n.js';
import { useAct } from '../../platform/use-act.js';
import { Button } from '../../ui/button.js';
import { Checkbox } from '../../ui/choices.js';
import { Fault } from '../../ui/fault.js';
import { Unconfirmed } from '../devices/unconfirmed.js';
import { Prepared } from './prepared.js';

addCatalogue('administration', administration);
addCatalogue('devices', devices);

interface DismissProps {
  readonly officer: PersonName;
  readonly isAdministrator: boolean;
  readonly onDone?: () => void;
}

/** Dismisses an officer, after a deliberate act: it is final, and everybody sees it. */
export function DismissOfficer({ officer, isAdministrator, onDone }: DismissProps): ReactElement {
  const { t } = useTranslation('administration');
  const [isMeant, setMeant] = useState(false);
  const dismissing = useAct((desk) => desk.administration.dismiss(officer.id));
  if (isAdministrator) return <DismissAdministrator officer={officer} />;
  return (
    <section className="stack" aria-labelledby="dismiss">
      <h3 id="dismiss">{t('dismiss.title')}</h3>
      <p className="small">{t('dismiss.what')}</p>
      {dismissing.error !== null && <Fault error={dismissing.error} />}
      {dismissing.data?.confirmed === false && <Unconfirmed />}
      <Checkbox
        isBoxed
        label={t('dismiss.meant', { name: officer.name })}
        hint={t('dismiss.final')}
        isSelected={isMeant}
        onChange={setMeant}
      />
      <div className="row">
        <Button
          variant="grave"
          isDisabled={!isMeant || dismissing.isSuccess}
          isPending={dismissing.isPending}
          onPress={() => {
            dismissing.mutate(undefined, {
              onSuccess: ({ confirmed }) => {
                if (confirmed) onDone?.();
              },
            });
          }}
        >
          {t('dismiss.do')}
        </Button>
      </div>
    </section>
  );
}

function DismissAdministrator({ officer }: { readonly officer: PersonName }): ReactElement {
  const { t } = useTranslation('administration');
  const preparing = useAct((desk) => desk.signatures.dismiss(officer.id));
  return (
    <section className="stack" aria-labelledby="dismiss">
      <h3 id="dismiss">{t('dismiss.title')}</h3>
      <p className="small">{t('dismiss.administrator')}</p>
      {preparing.error !== null && <Fault error={preparing.error} />}
      {preparing.data === undefined ? (
        <div className="row">
          <Button
            variant="grave"
            isPending={preparing.isPending}
            onPress={() => {
              preparing.mutate();
            }}
          >
            {t('dismiss.prepare')}
          </Button>
        </div>
      ) : (
        <Prepared line={preparing.data} />
      )}
    </section>
  );
}
