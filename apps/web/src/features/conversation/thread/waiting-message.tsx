import { useEffect, useState, type ReactElement } from 'react';
import type { WaitingEntry } from '../../../desk/api/thread.js';
import type { Party } from '../../../desk/api/parties.js';
import { now } from '../../../platform/clock.js';
import { Button } from '../../../ui/button.js';
import { Icon, type IconName } from '../../../ui/icon.js';
import { Mark } from '../../../ui/mark.js';
import { StatePlate } from '../../directory/state-plate.js';
import { FileCard } from '../files/file-card.js';
import { isolated, useWords, type Say } from '../words.js';
import { MessageText } from './message-text.js';
import { Answered } from './message.js';
import './message.css';

const ICONS: Readonly<Record<WaitingEntry['state'], IconName>> = {
  held: 'clock',
  waiting: 'clock',
  sealed: 'lock',
  refused: 'alert',
};

/** What can be done with a message on its way. */
export interface WaitingActs {
  readonly takeBack: (id: string) => void;
  readonly retry: (id: string) => void;
}

/** An own message that does not stand in its place yet: how far it is, and what can still be done. */
export function WaitingMessage(props: {
  readonly conversation: string;
  readonly entry: WaitingEntry;
  readonly ours: Party;
  readonly name: string;
  readonly acts: WaitingActs;
  readonly onJump: (seq: number) => void;
}): ReactElement {
  const { conversation, entry, ours, name, acts, onJump } = props;
  const { say, state: stateOf } = useWords();
  const seconds = useSecondsLeft(entry.heldUntil);
  const { state, id } = entry;
  const isLate = state === 'sealed';
  return (
    <div className="msg ours is-waiting">
      <StatePlate side="ours" state={ours.state} />
      <article className="msg-body" tabIndex={-1} aria-label={say('waitingName')}>
        <p className="msg-head">
          <b>
            <bdi>{say('ourOffice', { name: isolated(stateOf(ours)) })}</bdi>
          </b>
          <bdi>{name}</bdi>
        </p>
        {entry.answers !== undefined && <Answered quote={entry.answers} onJump={onJump} />}
        {entry.is === 'other' && <p className="msg-gone">{say('waiting.other')}</p>}
        {entry.words !== undefined && <MessageText words={entry.words} />}
        {entry.file !== undefined && <FileCard conversation={conversation} message={undefined} file={entry.file} />}
        <div className="msg-foot">
          {entry.onTheRecord && (
            <Mark tone="chosen" icon="record">
              {say('message.record')}
            </Mark>
          )}
          <span className={state === 'refused' ? 'critical-text strong' : undefined}>
            <Icon name={ICONS[state]} /> {stateWords(say, entry, seconds)}
          </span>
          {state === 'refused' && (
            <Button
              isSmall
              onPress={() => {
                acts.retry(id);
              }}
            >
              {say('waiting.retry')}
            </Button>
          )}
          {!isLate && (
            <Button
              isSmall
              variant="quiet"
              icon="undo"
              onPress={() => {
                acts.takeBack(id);
              }}
            >
              {say(state === 'held' ? 'waiting.undo' : state === 'refused' ? 'waiting.takeBack' : 'waiting.cancel')}
            </Button>
          )}
        </div>
      </article>
    </div>
  );
}

function stateWords(say: Say, { state, code }: WaitingEntry, seconds: number): string {
  switch (state) {
    case 'held':
      return seconds > 0 ? say('waiting.held', { count: seconds }) : say('waiting.heldNow');
    case 'waiting':
    case 'sealed':
      return say(`waiting.${state}`);
    case 'refused':
      return say('waiting.refused', { why: say([`waiting.why.${code ?? 'other'}`, 'waiting.why.other']) });
  }
}

/** Whole seconds until a moment, renewed while it lies ahead. @param until - Unix milliseconds */
function useSecondsLeft(until: number | undefined): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (until === undefined) return undefined;
    const look = (): void => {
      setLeft(Math.max(0, Math.floor(until / 1000) - now()));
    };
    look();
    const timer = setInterval(look, 1000);
    return () => {
      clearInterval(timer);
    };
  }, [until]);
  return left;
}
