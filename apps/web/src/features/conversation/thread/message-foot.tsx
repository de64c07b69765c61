import { useState, type ReactElement } from 'react';
import type { MessageEntry, ReactionView } from '../../../desk/api/thread.js';
import { languageName } from '../../../platform/language-name.js';
import { Icon, type IconName } from '../../../ui/icon.js';
import { Mark } from '../../../ui/mark.js';
import { isolated, useWords } from '../words.js';

const REACTIONS: Readonly<Record<string, IconName>> = {
  agreed: 'check',
  thanks: 'smile',
  question: 'help',
  seen: 'eye',
};

/** The icon of a reaction. */
export function reactionIcon(reaction: string): IconName {
  return REACTIONS[reaction] ?? 'smile';
}

/** What a foot may be given. */
export interface MessageFootProps {
  readonly entry: MessageEntry;
  readonly state: string | undefined;
  readonly onReact: (reaction: string | undefined) => void;
}

/** What there is to know about a message: its language, whose word stands for it, who noted it, what was said of it. */
export function MessageFoot({ entry, state, onReact }: MessageFootProps): ReactElement | undefined {
  const { say, language, namesOf } = useWords();
  const { words, receivedBy, recovered, onTheRecord, afterRevocation, noted, reactions } = entry;
  const foreign = words?.language !== undefined && words.language.split('-')[0] !== language.split('-')[0];
  const isEmpty =
    !foreign &&
    !receivedBy &&
    !recovered &&
    !onTheRecord &&
    !afterRevocation &&
    noted.length + reactions.length === 0 &&
    !state;
  if (isEmpty) return undefined;
  return (
    <div className="msg-foot">
      {afterRevocation && (
        <Mark tone="critical" icon="alert">
          {say('message.afterRevocation')}
        </Mark>
      )}
      {foreign && (
        <Mark tone="plain">{say('message.language', { language: languageName(words.language ?? '', language) })}</Mark>
      )}
      {onTheRecord && (
        <Explained
          mark={
            <Mark tone="chosen" icon="record">
              {say(entry.corrections.length === 0 ? 'message.record' : 'message.recordFirst')}
            </Mark>
          }
          meaning={say('message.recordMeaning', { name: isolated(entry.by.name) })}
        />
      )}
      {receivedBy !== undefined && (
        <Explained
          mark={
            <>
              <Mark tone="dashed" icon="eye">
                {say('message.receivedBy', { name: isolated(receivedBy.name) })}
              </Mark>
              <span>{say('message.received')}</span>
            </>
          }
          meaning={say('message.receivedMeaning', { name: isolated(receivedBy.name) })}
        />
      )}
      {recovered && (
        <Explained
          mark={
            <Mark tone="dashed" icon="lock">
              {say('message.recovered')}
            </Mark>
          }
          meaning={say('message.recoveredMeaning')}
        />
      )}
      {reactions.map((reaction) => (
        <Reaction key={reaction.reaction} reaction={reaction} onReact={onReact} />
      ))}
      {noted.length > 0 && (
        <span className="row tight">
          <Icon name="check" />
          {say('message.noted', { names: namesOf(noted) })}
        </span>
      )}
      {state !== undefined && <span>{state}</span>}
    </div>
  );
}

function Reaction(props: {
  readonly reaction: ReactionView;
  readonly onReact: (reaction: string | undefined) => void;
}): ReactElement {
  const { say, namesOf } = useWords();
  const { reaction, by, own } = props.reaction;
  const word = say(`reaction.${reaction}`);
  const shown = (
    <Mark tone={own ? 'chosen' : 'plain'} icon={reactionIcon(reaction)}>
      {say('reaction.by', { reaction: word, names: namesOf(by) })}
    </Mark>
  );
  if (!own) return shown;
  return (
    <button
      type="button"
      className="bare"
      title={say('reaction.takeBack', { reaction: word })}
      onClick={() => {
        props.onReact(undefined);
      }}
    >
      {shown}
    </button>
  );
}

function Explained({ mark, meaning }: { readonly mark: ReactElement; readonly meaning: string }): ReactElement {
  const { say } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {mark}
      <button
        type="button"
        className="link no-print"
        aria-expanded={isOpen}
        onClick={() => {
          setOpen(!isOpen);
        }}
      >
        {say(isOpen ? 'message.hideMeaning' : 'message.meaning')}
      </button>
      {isOpen && <span className="meaning">{meaning}</span>}
    </>
  );
}
