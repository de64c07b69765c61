import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import devices from '../../locales/en/devices.json';
import { addCatalogue } from '../../platform/i18n.js';
import { useAct } from '../../platform/use-act.js';
import { useView } from '../../platform/use-desk.js';
import { ChooseFile, MOST_STATEMENT_BYTES } from '../../ui/choose-file.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Fault } from '../../ui/fault.js';
import { Notice } from '../../ui/notice.js';
import { Loading } from '../../ui/progress.js';
import { AdministrationFrame } from './administration-frame.js';
import { StatementCard } from './statement-card.js';

addCatalogue('devices', devices);

/** Statements that take two administrators: those prepared here, and those that another has handed over. */
export function SignaturesScreen(): ReactElement {
  const { t } = useTranslation('administration');
  const { data, error, refetch } = useView(['signatures'], (desk) => desk.signatures.list());
  return (
    <AdministrationFrame title={t('signatures.title')} lead={t('signatures.lead')}>
      <p className="small">{t('signatures.acts')}</p>
      <OpenStatement />
      {error !== null && <Fault error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading label={t('signatures.loading')} />}
      {data?.length === 0 && (
        <EmptyState title={t('signatures.none.title')}>
          <p>{t('signatures.none.what')}</p>
        </EmptyState>
      )}
      {data?.map((line) => (
        <StatementCard key={line.id} line={line} />
      ))}
    </AdministrationFrame>
  );
}

function OpenStatement(): ReactElement {
  const { t } = useTranslation('administration');
  const taking = useAct(async (desk, file: File) => desk.signatures.take(await file.text()));
  return (
    <div className="stack">
      <ChooseFile
        icon="clip"
        label={t('signatures.open')}
        name={t('signatures.file')}
        types=".json"
        most={MOST_STATEMENT_BYTES}
        isPending={taking.isPending}
        onFiles={([file]) => {
          taking.mutate(file);
        }}
      />
      {taking.error !== null && <Fault error={taking.error} />}
      {taking.isSuccess && (
        <Notice tone="info" isAnnounced>
          {t('signatures.opened')}
        </Notice>
      )}
    </div>
  );
}
