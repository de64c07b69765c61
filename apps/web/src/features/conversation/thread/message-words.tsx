import { useState, type ReactElement, type ReactNode } from 'react';
import type { MessageEntry, Words } from '../../../desk/api/thread.js';
import { Hidden } from '../../../ui/hidden.js';
import { Icon } from '../../../ui/icon.js';
import { usePrinted } from '../print/printed.js';
import { isolated, useWords } from '../words.js';
import { isPlain } from './markup.js';
import { MessageText } from './message-text.js';
import { When } from './when.js';
import { wordChanges, type WordChange } from './word-changes.js';

/** What a message says now: its words, those that replaced them with the first ones behind, or that it was withdrawn. */
export function MessageWords({ entry }: { readonly entry: MessageEntry }): ReactElement {
  const { say } = useWords();
  const { words, corrections, withdrawn, by } = entry;
  if (withdrawn !== undefined) {
    return (
      <p className="msg-gone">
        <Icon name="x" /> {say('message.withdrawn', { name: isolated(by.name) })}
        {withdrawn.at !== undefined && (
          <>
            {' '}
            <When at={withdrawn.at} />
          </>
        )}
      </p>
    );
  }
  if (words === undefined) return <p className="msg-gone">{say('message.newer')}</p>;
  return corrections.length === 0 ? <MessageText words={words} /> : <Corrected entry={entry} first={words} />;
}

function Corrected({ entry, first }: { readonly entry: MessageEntry; readonly first: Words }): ReactElement {
  const { say } = useWords();
  const [isAsked, setAsked] = useState(false);
  const isOriginalShown = usePrinted() || isAsked;
  const { corrections, by } = entry;
  const last = corrections.at(-1);
  const text = last?.text ?? first.text;
  const changes = isPlain(first.text) && isPlain(text) ? wordChanges(first.text, text) : undefined;
  return (
    <>
      {changes === undefined ? <MessageText words={{ ...first, text }} /> : <Changes changes={changes} words={first} />}
      <p className="msg-foot">
        <Icon name="pen" />
        <span>
          {say('message.corrected', { name: isolated(by.name) })} {last?.at !== undefined && <When at={last.at} />}
        </span>
        <button
          type="button"
          className="link no-print"
          aria-expanded={isOriginalShown}
          onClick={() => {
            setAsked(!isAsked);
          }}
        >
          {say(isOriginalShown ? 'message.hideOriginal' : 'message.readOriginal')}
        </button>
      </p>
      {isOriginalShown && (
        <div className="originals">
          <Version label={say('message.original')} at={entry.at}>
            <MessageText words={first} />
          </Version>
          {corrections.slice(0, -1).map(({ seq, at, text: between }) => (
            <Version key={seq} label={say('message.earlier')} at={at}>
              <MessageText words={{ ...first, text: between }} />
            </Version>
          ))}
        </div>
      )}
    </>
  );
}

function Version(props: {
  readonly label: string;
  readonly at: number | undefined;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <div>
      <p className="xs muted">
        {props.label} {props.at !== undefined && <When at={props.at} />}
      </p>
      {props.children}
    </div>
  );
}

function Changes({ changes, words }: { readonly changes: readonly WordChange[]; readonly words: Words }): ReactElement {
  const { say } = useWords();
  return (
    <div className="msg-text" lang={words.language}>
      <p dir="auto" className="as-lines">
        {changes.map(({ is, text }, place) => {
          if (is === 'same') return text;
          const Element = is === 'removed' ? 'del' : 'ins';
          return (
            <Element key={place}>
              <Hidden>{say(`message.${is}`)}</Hidden>
              {text}
            </Element>
          );
        })}
      </p>
    </div>
  );
}
