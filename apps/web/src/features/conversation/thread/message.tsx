import type { ReactElement, ReactNode } from 'react';
import type { MessageEntry, Quote } from '../../../desk/api/thread.js';
import { Icon } from '../../../ui/icon.js';
import { Mark } from '../../../ui/mark.js';
import { StatePlate } from '../../directory/state-plate.js';
import { classes } from '../../../ui/classes.js';
import { FileCard } from '../files/file-card.js';
import { isolated, useWords } from '../words.js';
import { MessageFoot } from './message-foot.js';
import { MessageWords } from './message-words.js';
import { When } from './when.js';
import './message.css';

/** What a message may be given. */
export interface MessageProps {
  readonly conversation: string;
  readonly seq: number;
  readonly entry: MessageEntry;
  readonly isNew: boolean;
  /** What stands at its foot of its way to the others, where it is the last own one. */
  readonly state: string | undefined;
  readonly onJump: (seq: number) => void;
  readonly onReact: (reaction: string | undefined) => void;
  readonly actions: ReactNode;
}

/** A message in its place: who says it by plate and rule, then what is said, then what there is to know about it. */
export function Message(props: MessageProps): ReactElement {
  const { conversation, seq, entry, isNew, onJump, onReact, actions } = props;
  const { say, state, spoken } = useWords();
  const { by } = entry;
  const { party } = by;
  return (
    <div className={classes('msg', party.side !== 'theirs' && party.side)}>
      <StatePlate side={party.side} state={party.state} />
      <article
        className="msg-body"
        tabIndex={-1}
        data-stop={seq}
        aria-label={say(isNew ? 'messageNameNew' : 'messageName', { name: spoken(by), seq })}
      >
        <p className="msg-head">
          <b>
            <bdi>{party.side === 'ours' ? say('ourOffice', { name: isolated(state(party)) }) : state(party)}</bdi>
          </b>
          <bdi>{by.name}</bdi>
          {by.expert && (
            <Mark tone="warn" icon="people">
              {say('expert.mark')}
            </Mark>
          )}
          <span className="when">
            <When at={entry.at} /> <span aria-hidden="true">·</span> {say('number', { seq })}
          </span>
        </p>
        {entry.answers !== undefined && <Answered quote={entry.answers} onJump={onJump} />}
        {(entry.words !== undefined || entry.file === undefined) && <MessageWords entry={entry} />}
        {entry.file !== undefined && <FileCard conversation={conversation} message={entry.id} file={entry.file} />}
        <MessageFoot entry={entry} state={props.state} onReact={onReact} />
      </article>
      {actions}
    </div>
  );
}

/** The message that is answered, as much as tells which; it leads there. */
export function Answered(props: {
  readonly quote: Quote | 'absent';
  readonly onJump: (seq: number) => void;
}): ReactElement {
  const { quote, onJump } = props;
  const { say, named } = useWords();
  if (quote === 'absent') {
    return (
      <p className="quote muted">
        <Icon name="reply" /> {say('message.answersAbsent')}
      </p>
    );
  }
  return (
    <button
      type="button"
      className="quote"
      onClick={() => {
        onJump(quote.seq);
      }}
    >
      <Icon name="reply" />
      <span className="quote-who">{say('message.answers', { name: named(quote.by), seq: quote.seq })}</span>
      <span className="quote-words" dir="auto">
        {quote.text ?? say('message.answersWithdrawn')}
      </span>
    </button>
  );
}
