import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../platform/use-act.js';
import { Button } from '../../ui/button.js';
import { Checkbox, RadioGroup } from '../../ui/choices.js';
import { Fault } from '../../ui/fault.js';
import { useInbox } from '../inbox/use-inbox.js';
import { useLineNames } from '../inbox/use-line-names.js';
import { HandedFile } from './handed-file.js';
import { useArchiveWords } from './use-archive-words.js';

/** Makes the statement that opens the archive to this device, for k holders to sign. */
export function AskForOpening({ k }: { readonly k: number }): ReactElement {
  const { t } = useTranslation('archive');
  const words = useArchiveWords();
  const names = useLineNames();
  const { data: lines = [] } = useInbox();
  const [scope, setScope] = useState<'all' | 'some'>('all');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const asking = useAct((desk, wanted: readonly string[] | 'all') => desk.archive.open(wanted));
  return (
    <div className="stack">
      <RadioGroup
        label={t('recovery.scope')}
        options={[
          { id: 'all', label: t('recovery.all') },
          { id: 'some', label: t('recovery.some') },
        ]}
        value={scope}
        onChange={setScope}
      />
      {scope === 'some' && lines.length === 0 && <p className="small muted">{t('recovery.none')}</p>}
      {scope === 'some' &&
        lines.map((line) => (
          <Checkbox
            key={line.id}
            label={names.matter(line)}
            hint={names.counterparts(line)}
            isSelected={chosen.includes(line.id)}
            onChange={(isOn) => {
              setChosen(isOn ? [...chosen, line.id] : chosen.filter((id) => id !== line.id));
            }}
          />
        ))}
      {asking.error !== null && <Fault error={asking.error} />}
      <div className="row">
        <Button
          isPending={asking.isPending}
          isDisabled={scope === 'some' && chosen.length === 0}
          onPress={() => {
            asking.mutate(scope === 'all' ? scope : chosen);
          }}
        >
          {t('recovery.ask')}
        </Button>
      </div>
      {asking.data !== undefined && (
        <HandedFile
          file={asking.data}
          words={t('handed.opening', { k })}
          commands={[words.sign, words.submit('archive-opening.json')]}
        />
      )}
    </div>
  );
}
