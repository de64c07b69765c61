import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { HandOverChoice, HandOverView } from '../../desk/api/hand-overs.js';
import { useAct } from '../../platform/use-act.js';
import { Button } from '../../ui/button.js';
import { Fault } from '../../ui/fault.js';
import { Notice } from '../../ui/notice.js';
import { Progress } from '../../ui/progress.js';
import { Select } from '../../ui/select.js';

interface ActsProps {
  readonly view: HandOverView;
  /** Those that have a successor chosen and can be handed over. */
  readonly choices: readonly HandOverChoice[];
  readonly onChooseAll: (successor: string) => void;
}

/** One successor for all, the act itself, and how far it is; it can be stopped, and gone on with. */
export function HandOverActs({ view, choices, onChooseAll }: ActsProps): ReactElement {
  const { t } = useTranslation('hand-over');
  const [all, setAll] = useState<string>();
  const { officer, lines, successors, isUnderWay } = view;
  const starting = useAct((desk) => desk.handOvers.start(officer.id, choices));
  const stopping = useAct((desk) => desk.handOvers.stop(officer.id));
  const error = starting.error ?? stopping.error;
  const done = lines.filter(({ state }) => state.is === 'handed').length;
  if (successors.length === 0) return <Notice tone="warn">{t('noSuccessor')}</Notice>;
  return (
    <div className="stack">
      {error !== null && <Fault error={error} />}
      <div className="row hand-over-acts">
        <Select
          label={t('all')}
          placeholder={t('choose')}
          options={successors.map(({ id, name }) => ({ id, label: name }))}
          value={all}
          onChange={(id) => {
            setAll(id);
            onChooseAll(id);
          }}
          isDisabled={isUnderWay}
        />
        {isUnderWay ? (
          <Button
            icon="pause"
            onPress={() => {
              stopping.mutate();
            }}
          >
            {t('stop')}
          </Button>
        ) : (
          <Button
            variant="primary"
            isDisabled={choices.length === 0}
            isPending={starting.isPending}
            onPress={() => {
              starting.mutate();
            }}
          >
            {t('do', { count: choices.length })}
          </Button>
        )}
      </div>
      {isUnderWay && <Progress label={t('progress', { done, count: lines.length })} value={done / lines.length} />}
    </div>
  );
}
