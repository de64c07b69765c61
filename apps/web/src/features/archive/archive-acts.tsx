import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArchiveView } from '../../desk/api/archive.js';
import type { StatementLine } from '../../desk/api/signatures.js';
import { useAct } from '../../platform/use-act.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Fault } from '../../ui/fault.js';

/** What the part may be given. */
export interface ArchiveActsProps {
  readonly view: ArchiveView;
  readonly onDeclare: () => void;
  readonly onSigned: (statement: StatementLine) => void;
}

/** What an administrator does with the archive. */
export function ArchiveActs({ view, onDeclare, onSigned }: ArchiveActsProps): ReactElement {
  const { t } = useTranslation('archive');
  const [isEnding, setEnding] = useState(false);
  const isOn = view.inForce !== undefined;
  return (
    <section className="card" aria-labelledby="change">
      <h2 id="change">{t('acts.title')}</h2>
      <p className="small">{t('acts.two')}</p>
      <div className="row">
        <Button variant={isOn ? 'second' : 'primary'} onPress={onDeclare}>
          {t(isOn ? 'acts.replace' : 'acts.declare')}
        </Button>
        {isOn && (
          <Button
            variant="grave"
            onPress={() => {
              setEnding(true);
            }}
          >
            {t('acts.end')}
          </Button>
        )}
      </div>
      {isEnding && (
        <EndArchive
          onSigned={onSigned}
          onClose={() => {
            setEnding(false);
          }}
        />
      )}
    </section>
  );
}

function EndArchive(props: {
  readonly onSigned: (statement: StatementLine) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation('archive');
  const ending = useAct((desk) => desk.archive.end());
  return (
    <Dialog
      title={t('end.title')}
      role="alertdialog"
      onClose={props.onClose}
      footer={
        <>
          <Button
            variant="grave"
            isPending={ending.isPending}
            onPress={() => {
              ending.mutate(undefined, {
                onSuccess: (statement) => {
                  props.onSigned(statement);
                  props.onClose();
                },
              });
            }}
          >
            {t('end.do')}
          </Button>
          <Button onPress={props.onClose}>{t('end.cancel')}</Button>
        </>
      }
    >
      <p>{t('end.what')}</p>
      <p className="small">{t('acts.two')}</p>
      {ending.error !== null && <Fault error={ending.error} />}
    </Dialog>
  );
}
