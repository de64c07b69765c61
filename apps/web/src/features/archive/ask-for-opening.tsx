import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArchiveView } from '../../desk/api/archive.js';
import { useAct } from '../../platform/use-act.js';
import { Button } from '../../ui/button.js';
import { Checkbox, RadioGroup } from '../../ui/choices.js';
import { Fault } from '../../ui/fault.js';
import { Select } from '../../ui/select.js';
import { useInbox } from '../inbox/use-inbox.js';
import { useLineNames } from '../inbox/use-line-names.js';
import { HandedFile } from './handed-file.js';
import { useArchiveWords } from './use-archive-words.js';

/** The one in force is not asked for by name. */
const IN_FORCE = 'current';
/** Characters of an earlier one's name that tell it from another. */
const NAME = 8;

/** Makes the statement that opens an archive to this device, for k holders to sign. */
export function AskForOpening({ view: { inForce, earlier } }: { readonly view: ArchiveView }): ReactElement {
  const { t } = useTranslation('archive');
  const words = useArchiveWords();
  const names = useLineNames();
  const { data: lines = [] } = useInbox();
  const [scope, setScope] = useState<'all' | 'some'>('all');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const archives = [
    ...(inForce === undefined ? [] : [{ id: IN_FORCE, k: inForce.k, n: inForce.holders.length }]),
    ...earlier,
  ];
  const [named, setNamed] = useState(archives[0]?.id);
  const archive = archives.find(({ id }) => id === named) ?? archives[0];
  const asking = useAct(async (desk, wanted: readonly string[] | 'all') => ({
    file: await desk.archive.open(wanted, archive?.id === IN_FORCE ? undefined : archive?.id),
    k: archive?.k,
  }));
  return (
    <div className="stack">
      {earlier.length > 0 && (
        <Select
          label={t('recovery.which')}
          hint={t('recovery.whichHint')}
          options={archives.map(({ id, k, n }) => ({
            id,
            label:
              id === IN_FORCE
                ? t('recovery.inForce', { k, n })
                : t('recovery.earlier', { k, n, name: id.slice(0, NAME) }),
          }))}
          value={archive?.id}
          onChange={(id) => {
            setNamed(id);
            asking.reset();
          }}
        />
      )}
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
          file={asking.data.file}
          words={t('handed.opening', { k: asking.data.k })}
          commands={[words.sign, words.submit('archive-opening.json')]}
        />
      )}
    </div>
  );
}
