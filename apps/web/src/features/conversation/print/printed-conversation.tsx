import { useEffect, useEffectEvent, useState, type ReactElement } from 'react';
import type { ConversationView } from '../../../desk/api/conversations.js';
import type { Place } from '../../../desk/api/thread.js';
import { now } from '../../../platform/clock.js';
import { useDesk } from '../../../platform/use-desk.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { Fault } from '../../../ui/fault.js';
import { Progress } from '../../../ui/progress.js';
import { Time } from '../../../ui/time.js';
import { PlaceRow } from '../thread/row.js';
import { beginsDay } from '../thread/marks.js';
import { titleOf } from '../title.js';
import { isolated, useWords } from '../words.js';

const BLOCK = 100;
const NO_ACTS = {
  reply: () => undefined,
  correct: () => undefined,
  note: () => undefined,
  react: () => undefined,
  withdraw: () => undefined,
};

/** Reads the whole of a conversation and prints it: what is on the screen is only a part of it. */
export function PrintedConversation(props: {
  readonly view: ConversationView;
  readonly onDone: () => void;
}): ReactElement {
  const { view, onDone } = props;
  const words = useWords();
  const { say } = words;
  const { self } = useDesk();
  const { places, isWhole, error } = useWhole(view);
  const print = useEffectEvent(() => {
    window.print();
    onDone();
  });
  useEffect(() => {
    if (isWhole) print();
  }, [isWhole]);
  if (!isWhole) {
    return (
      <Dialog
        title={say('print.title')}
        onClose={onDone}
        footer={<Button onPress={onDone}>{say('print.cancel')}</Button>}
      >
        {error === undefined ? (
          <Progress label={say('print.reading')} value={view.seq === 0 ? 1 : places.length / view.seq} />
        ) : (
          <Fault error={error} />
        )}
      </Dialog>
    );
  }
  const at = (seq: number): Place | undefined => places[seq - 1];
  return (
    <div className="printed">
      <h1>{titleOf(words, view)}</h1>
      <p>
        {say('print.printed', { name: isolated(self.officerName) })} <Time at={now()} kind="whole" />
        {', '}
        {say('print.of', { count: view.seq })}
      </p>
      <ol>
        {places.map((place) => (
          <li key={place.seq}>
            <PlaceRow
              conversation={view.id}
              place={place}
              isDayBegun={beginsDay(at, place)}
              isFirstNew={false}
              isNew={false}
              state={undefined}
              canWrite={false}
              acts={NO_ACTS}
              onJump={() => undefined}
              onShowMembers={() => undefined}
            />
          </li>
        ))}
      </ol>
    </div>
  );
}

function useWhole({ id, seq }: ConversationView): {
  readonly places: readonly Place[];
  readonly isWhole: boolean;
  readonly error: unknown;
} {
  const { desk } = useDesk();
  const [read, setRead] = useState<{ readonly places: readonly Place[]; readonly error?: unknown }>({ places: [] });
  const [last] = useState(seq);
  useEffect(() => {
    const over = new AbortController();
    const readAll = async (): Promise<void> => {
      const places: Place[] = [];
      for (let from = 1; from <= last && !over.signal.aborted; from += BLOCK) {
        places.push(...(await desk.conversations.places(id, from, Math.min(last, from + BLOCK - 1))));
        setRead({ places: [...places] });
      }
    };
    readAll().catch((error: unknown) => {
      if (!over.signal.aborted) setRead({ places: [], error });
    });
    return () => {
      over.abort();
    };
  }, [desk, id, last]);
  return { places: read.places, isWhole: read.places.length >= last, error: read.error };
}
