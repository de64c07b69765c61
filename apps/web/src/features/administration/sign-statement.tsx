import { useState, type ReactElement, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { isolated } from '#pages';
import type { Signing, StatementLine } from '../../desk/api/signatures.js';
import { useAct } from '../../platform/use-act.js';
import { Button } from '../../ui/button.js';
import { Checkbox, RadioGroup } from '../../ui/choices.js';
import { Fault } from '../../ui/fault.js';
import { areComplete, NO_WORDS } from '../devices/typed-words.js';
import { WordBoxes } from '../devices/word-boxes.js';

/** Signs what another has prepared: of a device once its words were typed, of an archive once its holders' keys were compared. */
export function SignStatement({ line: { id, act } }: { readonly line: StatementLine }): ReactElement {
  const { t } = useTranslation(['administration', 'devices']);
  const [words, setWords] = useState(NO_WORDS);
  const [isOpen, setOpen] = useState(false);
  const [heard, setHeard] = useState<'person' | 'telephone'>();
  const [areHoldersCompared, setCompared] = useState(false);
  const signing = useAct((desk, compared: Signing) => desk.signatures.sign(id, compared));
  const isDevice = act.is === 'enrolled';
  const isReady = isDevice ? areComplete(words) && heard !== undefined : act.is !== 'archive' || areHoldersCompared;
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    signing.mutate({ words: words.join(' '), areHoldersCompared });
  };
  if (isDevice && !isOpen)
    return (
      <div className="row">
        <Button
          variant="primary"
          icon="pen"
          onPress={() => {
            setOpen(true);
          }}
        >
          {t('signatures.compareWords')}
        </Button>
      </div>
    );
  return (
    <form className="stack" onSubmit={submit} noValidate>
      {isDevice && (
        <>
          <p>{t('devices:approve.how', { name: isolated(act.name) })}</p>
          <WordBoxes
            words={words}
            onChange={(typed) => {
              setWords(typed);
              signing.reset();
            }}
            isInvalid={signing.error !== null}
            legend={t('devices:words.legend')}
          />
          <RadioGroup
            label={t('devices:approve.compared')}
            hint={t('devices:approve.comparedHint')}
            options={[
              { id: 'person', label: t('devices:approve.person') },
              { id: 'telephone', label: t('devices:approve.telephone') },
            ]}
            value={heard}
            onChange={setHeard}
          />
        </>
      )}
      {act.is === 'archive' && (
        <Checkbox
          isBoxed
          label={t('signatures.compared')}
          hint={t('signatures.comparedHint')}
          isSelected={areHoldersCompared}
          onChange={setCompared}
        />
      )}
      {signing.error !== null && <Fault error={signing.error} />}
      <div className="row">
        <Button variant="primary" icon="pen" type="submit" isPending={signing.isPending} isDisabled={!isReady}>
          {t('signatures.sign')}
        </Button>
      </div>
    </form>
  );
}
