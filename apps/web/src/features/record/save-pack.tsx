import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { save } from '../../platform/save.js';
import { useAct } from '../../platform/use-act.js';
import { Button } from '../../ui/button.js';
import { RecordWork, WorkFault } from './record-work.js';
import { beginningOf, type LeafChoice } from './use-leaves.js';

/** Saves the chosen leaves, with all that proves them, for an oversight body. */
export function SavePack({ choice }: { readonly choice: LeafChoice }): ReactElement {
  const { t } = useTranslation('record');
  const making = useAct(async (desk, { kind, from }: LeafChoice) => {
    const { name, file, leaves } = await desk.record.pack({ kind, since: beginningOf(from) });
    save(file, name);
    return leaves;
  });
  return (
    <div className="stack tight no-print">
      <div className="row">
        <Button
          icon="download"
          isPending={making.isPending}
          onPress={() => {
            making.mutate(choice);
          }}
        >
          {t('pack.save')}
        </Button>
        {making.data !== undefined && <span role="status">{t('pack.saved', { count: making.data })}</span>}
      </div>
      <p className="small muted">{t('pack.text')}</p>
      {making.isPending && <RecordWork label={t('pack.progress')} stop={t('pack.stop')} />}
      <WorkFault error={making.error} />
    </div>
  );
}
