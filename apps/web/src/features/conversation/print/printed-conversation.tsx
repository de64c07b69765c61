import { useEffect, useEffectEvent, type ReactElement } from 'react';
import type { ConversationView } from '../../../desk/api/conversations.js';
import type { Members } from '../../../desk/api/members.js';
import type { Place } from '../../../desk/api/thread.js';
import { now } from '../../../platform/clock.js';
import { printPage } from '../../../platform/print.js';
import { useDesk } from '../../../platform/use-desk.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { Fault } from '../../../ui/fault.js';
import { Progress } from '../../../ui/progress.js';
import { Time } from '../../../ui/time.js';
import { beginsDay } from '../thread/marks.js';
import { PlaceRow } from '../thread/row.js';
import { titleOf } from '../title.js';
import { isolated, useWords } from '../words.js';
import { PrintedContext } from './printed.js';
import { useWhole } from './use-whole.js';
import './printed.css';

const nothing = (): void => undefined;
const NO_ACTS = { reply: nothing, correct: nothing, note: nothing, react: nothing, withdraw: nothing };

/** Reads the whole of a conversation and prints it: what is on the screen is only a part of it. */
export function PrintedConversation(props: {
  readonly view: ConversationView;
  readonly onDone: () => void;
}): ReactElement {
  const { view, onDone } = props;
  const { say } = useWords();
  const { places, members, error } = useWhole(view);
  const print = useEffectEvent(() => {
    printPage(onDone);
  });
  const isWhole = members !== undefined;
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
          <Progress label={say('print.reading')} value={places.length / Math.max(1, view.seq)} />
        ) : (
          <Fault error={error} />
        )}
      </Dialog>
    );
  }
  const bySeq = new Map(places.map((place) => [place.seq, place]));
  const at = (seq: number): Place | undefined => bySeq.get(seq);
  return (
    <PrintedContext value={true}>
      <div className="printed">
        <Head view={view} members={members} places={places} />
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
                onJump={nothing}
                onShowMembers={nothing}
              />
            </li>
          ))}
        </ol>
      </div>
    </PrintedContext>
  );
}

/** What is on this paper: between whom, under which references, who printed it and when, and how much it is. */
function Head(props: {
  readonly view: ConversationView;
  readonly members: Members;
  readonly places: readonly Place[];
}): ReactElement {
  const { view, members, places } = props;
  const words = useWords();
  const { say, namesOf, state } = words;
  const { self } = useDesk();
  const references = new Map([view.ours, ...view.others].map(({ id, reference }) => [id, reference]));
  const count = places.filter(({ entry }) => entry.is === 'message').length;
  return (
    <header>
      {view.kind === 'authority' && <p className="strong">{say('notes.banner')}</p>}
      <h1 dir="auto">{titleOf(words, view)}</h1>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('print.party')}</th>
            <th scope="col">{say('print.reference')}</th>
            <th scope="col">{say('print.officers')}</th>
          </tr>
        </thead>
        <tbody>
          {members.parties.map(({ party, capacity, officers }) => (
            <tr key={`${party.id} ${capacity}`}>
              <td>
                <b>
                  <bdi>{state(party)}</bdi>
                </b>
                <br />
                <bdi>{party.name}</bdi>
                {capacity !== 'party' && `, ${say(`capacity.${capacity}`)}`}
              </td>
              <td>
                <bdi>{references.get(party.id) ?? say('noReference')}</bdi>
              </td>
              <td>{namesOf(officers.map(({ person }) => person))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        {say('print.printed', { name: isolated(self.officerName) })} <Time at={now()} kind="whole" />.{' '}
        {say('print.of', { count, last: places.at(-1)?.seq ?? 0 })} {view.closed && say('print.closed')}
      </p>
    </header>
  );
}
