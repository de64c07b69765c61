import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiaisonLine } from '../../desk/api/administration.js';
import { useAct } from '../../platform/use-act.js';
import { useView } from '../../platform/use-desk.js';
import { Button } from '../../ui/button.js';
import { Fault } from '../../ui/fault.js';
import { Loading } from '../../ui/progress.js';
import { Table } from '../../ui/table.js';
import { Time } from '../../ui/time.js';
import { SigningDialog } from '../devices/signing-dialog.js';
import { AccreditOfficer } from './accredit-officer.js';

/** Officers of other authorities who serve this one too. */
export function Liaisons(): ReactElement {
  const { t } = useTranslation('administration');
  const { data, error, refetch } = useView(['directory', 'liaisons'], (desk) => desk.administration.liaisons());
  const [isAccrediting, setAccrediting] = useState(false);
  const [ended, setEnded] = useState<LiaisonLine>();
  return (
    <section className="stack" aria-labelledby="liaisons">
      <div className="row">
        <h2 id="liaisons">{t('liaisons.title')}</h2>
        <span className="push">
          <Button
            icon="plus"
            onPress={() => {
              setAccrediting(true);
            }}
          >
            {t('liaisons.open')}
          </Button>
        </span>
      </div>
      <p className="small muted">{t('liaisons.what')}</p>
      {error !== null && <Fault error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading label={t('liaisons.loading')} />}
      {data?.length === 0 && <p className="small">{t('liaisons.none')}</p>}
      {data !== undefined && data.length > 0 && <LiaisonTable liaisons={data} onEnd={setEnded} />}
      {isAccrediting && (
        <AccreditOfficer
          onClose={() => {
            setAccrediting(false);
          }}
        />
      )}
      {ended !== undefined && (
        <EndAccreditation
          liaison={ended}
          onClose={() => {
            setEnded(undefined);
          }}
        />
      )}
    </section>
  );
}

interface LiaisonTableProps {
  readonly liaisons: readonly LiaisonLine[];
  readonly onEnd: (liaison: LiaisonLine) => void;
}

function LiaisonTable({ liaisons, onEnd }: LiaisonTableProps): ReactElement {
  const { t } = useTranslation('administration');
  return (
    <Table
      caption={t('liaisons.title')}
      columns={(['officer', 'home', 'until', 'acts'] as const).map((column) => t(`liaisons.columns.${column}`))}
    >
      {liaisons.map((liaison) => (
        <tr key={liaison.officer.id} role="row">
          <th role="rowheader" scope="row">
            <bdi>{liaison.officer.name}</bdi>
          </th>
          <td role="cell" data-label={t('liaisons.columns.home')}>
            <bdi>{liaison.officer.authority?.name}</bdi>
          </td>
          <td role="cell" data-label={t('liaisons.columns.until')}>
            <Time at={liaison.until} kind="date" />
          </td>
          <td role="cell" data-label={t('liaisons.columns.acts')}>
            <Button
              isSmall
              variant="grave"
              aria-label={t('liaisons.endOf', { name: liaison.officer.name })}
              onPress={() => {
                onEnd(liaison);
              }}
            >
              {t('liaisons.end')}
            </Button>
          </td>
        </tr>
      ))}
    </Table>
  );
}

function EndAccreditation({
  liaison,
  onClose,
}: {
  readonly liaison: LiaisonLine;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation('administration');
  const { id, name } = liaison.officer;
  const ending = useAct((desk) => desk.administration.endAccreditation(id));
  return (
    <SigningDialog
      title={t('liaisons.ending.title', { name })}
      act={t('liaisons.ending.do')}
      keep={t('liaisons.ending.keep')}
      signing={ending}
      isKept
      onClose={onClose}
    >
      <p>{t('liaisons.ending.what')}</p>
    </SigningDialog>
  );
}
