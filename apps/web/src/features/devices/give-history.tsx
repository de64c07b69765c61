import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryOffer } from '../../desk/api/devices.js';
import { useAct } from '../../platform/use-act.js';
import { useView } from '../../platform/use-desk.js';
import { Button } from '../../ui/button.js';
import { Checkbox } from '../../ui/choices.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Fault } from '../../ui/fault.js';
import { Notice } from '../../ui/notice.js';
import { Loading, Progress } from '../../ui/progress.js';
import { Time } from '../../ui/time.js';

interface GiveHistoryProps {
  /** Another device of one's own. */
  readonly device: string;
  readonly onDone: () => void;
}

/** Adds a further device to the conversations of this one, then shows what each would make readable, then gives it. */
export function GiveHistory({ device, onDone }: GiveHistoryProps): ReactElement {
  const { t } = useTranslation('devices');
  const { data, error, refetch } = useView(['devices', 'offers', device], (desk) => desk.devices.offers(device));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [done, setDone] = useState(0);
  const [promised, setPromised] = useState<number>();
  const offers = data ?? [];
  const missing = offers.filter(({ isMember }) => !isMember);
  const readable = offers.filter((offer) => offer.readable !== undefined);
  const step = missing.length > 0 ? missing : readable;
  const chosen = step.filter(({ conversation }) => !left.has(conversation));
  const acting = useAct(async (desk) => {
    setDone(0);
    let waits = 0;
    for (const { conversation } of chosen) {
      if (missing.length > 0) await desk.devices.add(device, conversation);
      else if ((await desk.devices.give(device, conversation)).promised) waits += 1;
      setDone((before) => before + 1);
    }
    return waits;
  });
  const go = (): void => {
    const isGiving = missing.length === 0;
    acting.mutate(undefined, {
      onSuccess: (waits) => {
        if (isGiving) setPromised(waits);
        setLeft(new Set());
        void refetch();
      },
    });
  };
  const choose = (conversation: string, isChosen: boolean): void => {
    const others = new Set(left);
    if (isChosen) others.delete(conversation);
    else others.add(conversation);
    setLeft(others);
  };
  return (
    <section className="card" aria-labelledby="history">
      <h2 id="history">{t('history.title')}</h2>
      <p className="mono small">{device}</p>
      {error !== null && <Fault error={error} onRetry={() => void refetch()} />}
      {acting.error !== null && <Fault error={acting.error} onRetry={go} />}
      {data === undefined && error === null && <Loading label={t('history.loading')} />}
      {data !== undefined && offers.length === 0 && (
        <EmptyState title={t('history.none')}>
          <p>{t('history.noneWhat')}</p>
        </EmptyState>
      )}
      {promised !== undefined && (
        <Notice tone="ok" title={t('history.given')} isAnnounced>
          {promised > 0 && t('history.promised', { count: promised })}
        </Notice>
      )}
      {promised === undefined && step.length > 0 && (
        <>
          <p className="small">{t(missing.length > 0 ? 'history.add' : 'history.give')}</p>
          <div className="stack tight">
            {step.map((offer) => (
              <Checkbox
                key={offer.conversation}
                label={<OfferLine offer={offer} />}
                isSelected={!left.has(offer.conversation)}
                onChange={(isChosen) => {
                  choose(offer.conversation, isChosen);
                }}
              />
            ))}
          </div>
        </>
      )}
      {promised === undefined && data !== undefined && offers.length > 0 && step.length === 0 && (
        <Notice tone="ok" title={t('history.all')} />
      )}
      {acting.isPending && (
        <Progress
          label={t('history.progress', { done, all: chosen.length })}
          value={done / Math.max(chosen.length, 1)}
        />
      )}
      <div className="row">
        {promised === undefined && step.length > 0 && (
          <Button variant="primary" isPending={acting.isPending} isDisabled={chosen.length === 0} onPress={go}>
            {t(missing.length > 0 ? 'history.doAdd' : 'history.doGive', { count: chosen.length })}
          </Button>
        )}
        <Button variant="quiet" onPress={onDone}>
          {t(promised === undefined ? 'history.later' : 'history.close')}
        </Button>
      </div>
    </section>
  );
}

function OfferLine({ offer: { counterparts, readable } }: { readonly offer: HistoryOffer }): ReactElement {
  const { t } = useTranslation('devices');
  return (
    <>
      {counterparts.length === 0 ? t('history.ownSide') : counterparts.join(', ')}
      {readable !== undefined && (
        <span className="muted">
          {' '}
          {t('history.messages', { count: readable.messages })} <Time at={readable.from} kind="day" /> {t('history.to')}{' '}
          <Time at={readable.to} kind="day" />
        </span>
      )}
    </>
  );
}
