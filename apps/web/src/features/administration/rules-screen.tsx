import { useState, type ReactElement, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfficeRules } from '../../desk/api/settings.js';
import { useAct } from '../../platform/use-act.js';
import { useView } from '../../platform/use-desk.js';
import { Button } from '../../ui/button.js';
import { Checkbox } from '../../ui/choices.js';
import { Fault } from '../../ui/fault.js';
import { Notice } from '../../ui/notice.js';
import { Loading } from '../../ui/progress.js';
import { TextField } from '../../ui/text-field.js';
import { Unconfirmed } from '../devices/unconfirmed.js';
import { AdministrationFrame } from './administration-frame.js';
import { readRules, typedRules } from './typed-rules.js';

/** The authority's rules for its own officers: shown, and stated anew. */
export function RulesScreen(): ReactElement {
  const { t } = useTranslation('administration');
  const { data, error, refetch } = useView(['settings'], (desk) => desk.settings.rules());
  return (
    <AdministrationFrame title={t('rules.title')} lead={t('rules.lead')}>
      {error !== null && <Fault error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading label={t('rules.loading')} />}
      {data !== undefined && <Rules rules={data} />}
    </AdministrationFrame>
  );
}

function Rules({ rules }: { readonly rules: OfficeRules }): ReactElement {
  const { t } = useTranslation('administration');
  const [typed, setTyped] = useState(() => typedRules(rules));
  const [isMeant, setMeant] = useState(false);
  const stating = useAct((desk, stated: OfficeRules) => desk.settings.change(stated));
  const { stated, wrong } = readRules(typed);
  const endsWeb = rules.webAllowed && !typed.webAllowed;
  const type = (part: Partial<typeof typed>): void => {
    setTyped({ ...typed, ...part });
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (stated !== undefined) stating.mutate(stated);
  };
  return (
    <form className="card stack rules" onSubmit={submit} noValidate>
      {stating.error !== null && <Fault error={stating.error} />}
      {stating.data?.confirmed === false && <Unconfirmed />}
      {stating.data?.confirmed === true && <Notice tone="ok" title={t('rules.done')} isAnnounced />}
      <TextField
        label={t('rules.idle')}
        hint={t('rules.idleHint')}
        error={wrong.includes('idle') ? t('rules.idleWrong') : undefined}
        value={typed.idle}
        onChange={(idle) => {
          type({ idle });
        }}
        inputMode="numeric"
      />
      <TextField
        label={t('rules.marking')}
        hint={t('rules.markingHint')}
        error={wrong.includes('marking') ? t('rules.markingWrong') : undefined}
        value={typed.marking}
        onChange={(marking) => {
          type({ marking });
        }}
      />
      <TextField
        label={t('rules.clearance')}
        hint={t('rules.clearanceHint')}
        error={wrong.includes('clearance') ? t('rules.clearanceWrong') : undefined}
        value={typed.clearance}
        onChange={(clearance) => {
          type({ clearance });
        }}
      />
      <Checkbox
        label={t('rules.read')}
        hint={t('rules.readHint')}
        isSelected={typed.readMarkers}
        onChange={(readMarkers) => {
          type({ readMarkers });
        }}
      />
      <Checkbox
        label={t('rules.web')}
        isSelected={typed.webAllowed}
        onChange={(webAllowed) => {
          type({ webAllowed });
        }}
      />
      {endsWeb && (
        <Notice tone="critical" title={t('rules.webOff')} isAnnounced>
          <p>{t('rules.webOffWhat')}</p>
          <Checkbox label={t('rules.webMeant')} isSelected={isMeant} onChange={setMeant} />
        </Notice>
      )}
      <div className="row">
        <Button
          variant="primary"
          type="submit"
          isDisabled={stated === undefined || (endsWeb && !isMeant)}
          isPending={stating.isPending}
        >
          {t('rules.do')}
        </Button>
      </div>
      <p className="hint">{t('rules.files')}</p>
    </form>
  );
}
