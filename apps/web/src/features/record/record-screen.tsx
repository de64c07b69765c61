import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { LeafList } from '../../desk/api/record.js';
import words from '../../locales/en/record.json';
import { addCatalogue } from '../../platform/i18n.js';
import { Button } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Fault } from '../../ui/fault.js';
import { Notice } from '../../ui/notice.js';
import { PageHead } from '../../ui/page-head.js';
import { PrintButton } from '../../ui/print-button.js';
import { Loading } from '../../ui/progress.js';
import { CheckpointCard, WitnessCard } from './checkpoint-cards.js';
import { LeafFilterForm } from './leaf-filter.js';
import { LeafTable } from './leaf-table.js';
import { SavePack } from './save-pack.js';
import { useLeaves, type LeafChoice } from './use-leaves.js';
import { WholeRecord } from './whole-record.js';

addCatalogue('record', words);

/** The leaves of the record: what was logged and when, each proved by this device before it is shown. */
export function RecordScreen(): ReactElement {
  const { t } = useTranslation('record');
  const [choice, setChoice] = useState<LeafChoice>({ kind: undefined, from: '', by: undefined });
  const leaves = useLeaves(choice);
  const { data, error, isFetchNextPageError } = leaves;
  const [newest] = data?.pages ?? [];
  const again = (): void => void leaves.refetch();
  const older = (): void => void leaves.fetchNextPage();
  return (
    <div className="page">
      <PageHead title={t('title')} lead={t('lead')}>
        <Link className="btn no-print" to="/trust">
          {t('back')}
        </Link>
        <PrintButton label={t('print')} />
      </PageHead>
      {newest !== undefined && error === null && (
        <Answer newest={newest} isPending={leaves.isRefetching} onCheck={again} />
      )}
      {newest !== undefined && (
        <div className="cols cols-even">
          <CheckpointCard checkpoint={newest.checkpoint} />
          <WitnessCard witnesses={newest.witnesses} />
        </div>
      )}
      <WholeRecord />
      <section className="stack" aria-labelledby="leaves">
        <h2 id="leaves">{t('leaves.title')}</h2>
        <LeafFilterForm choice={choice} onChange={setChoice} />
        <SavePack choice={choice} />
        {data !== undefined && <Found pages={data.pages} />}
        {error !== null && <Fault error={error} onRetry={isFetchNextPageError ? older : again} />}
        {data === undefined && error === null && <Loading label={t('loading')} />}
        {leaves.hasNextPage && error === null && (
          <div className="row no-print">
            <Button isPending={leaves.isFetchingNextPage} onPress={older}>
              {t('leaves.older')}
            </Button>
          </div>
        )}
      </section>
    </div>
  );
}

function Answer(props: {
  readonly newest: LeafList;
  readonly isPending: boolean;
  readonly onCheck: () => void;
}): ReactElement {
  const { t } = useTranslation('record');
  const { checkpoint, witnesses, quorum } = props.newest;
  const signed = witnesses.filter(({ at }) => at !== undefined).length;
  return (
    <Notice
      tone="ok"
      title={t('answer.title')}
      isAnnounced
      action={
        <Button isSmall isPending={props.isPending} onPress={props.onCheck}>
          {t('checkAgain')}
        </Button>
      }
    >
      <p>{t('answer.text', { count: checkpoint.size, signed, all: witnesses.length, quorum })}</p>
    </Notice>
  );
}

function Found({ pages }: { readonly pages: readonly LeafList[] }): ReactElement {
  const { t } = useTranslation('record');
  const lines = pages.flatMap((page) => page.lines);
  const isWhole = pages.at(-1)?.next === undefined;
  if (lines.length === 0)
    return (
      <EmptyState title={t('leaves.none')}>
        <p>{isWhole ? t('leaves.noneText') : t('leaves.noneYet')}</p>
      </EmptyState>
    );
  return (
    <>
      <p role="status" className="small strong">
        {t('leaves.found', { count: lines.length })}
      </p>
      <LeafTable lines={lines} />
      <p className="small muted">
        {isWhole ? t('leaves.first') : undefined} {t('leaves.sealed')}
      </p>
    </>
  );
}
