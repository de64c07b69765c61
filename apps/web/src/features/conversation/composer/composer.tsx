import { useId, useRef, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';
import { languageName } from '../../../platform/language-name.js';
import { Button, IconButton } from '../../../ui/button.js';
import { Icon } from '../../../ui/icon.js';
import { Kbd } from '../../../ui/kbd.js';
import { Select } from '../../../ui/select.js';
import { classes } from '../../../ui/classes.js';
import { AttachButton } from '../files/attach-button.js';
import type { Attaching } from '../files/use-attaching.js';
import { isolated, useWords } from '../words.js';
import { OnTheRecord } from './on-the-record.js';
import { excessOf } from './excess.js';
import type { Target } from './held.js';
import type { Composing } from './use-composing.js';
import './composer.css';

/** Bytes of UTF-8 that a message holds. */
const MOST_BYTES = 60_000;
/** Languages in which central authorities write; a message in another one is sent unmarked. */
const LANGUAGES = ['ar', 'en', 'es', 'fr', 'pt', 'ru', 'zh'] as const;

/** What a composer may be given. */
export interface ComposerProps {
  readonly label: string;
  readonly composing: Composing;
  readonly onSend: () => void;
  /** Our own notes: kept rather than sent, and never on the record. */
  readonly isNote?: boolean;
  /** What is told before anything is written. */
  readonly children?: ReactNode;
  /** Takes files; where it is absent none can be attached. */
  readonly attaching?: Attaching;
  /** Files on their way. */
  readonly files?: ReactNode;
}

/** Where messages are written. Enter begins a line, Ctrl with Enter sends. */
export function Composer(props: ComposerProps): ReactElement {
  const { label, composing, onSend, isNote = false, children, files, attaching } = props;
  const { say, language } = useWords();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const { draft, target, change, dropTarget } = composing;
  const excess = excessOf(draft.text, MOST_BYTES);
  const canSend = draft.text.trim() !== '' && excess <= 0;
  const send = (): void => {
    if (canSend) onSend();
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  const languages = LANGUAGES.map((tag) => ({ id: tag, label: languageName(tag, language) }));
  return (
    <form
      className={classes('composer', 'no-print', isNote && 'is-note')}
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {children}
      <div className={classes('composer-box', attaching?.isOver === true && 'is-over')}>
        {target !== undefined && <TargetBar target={target} onDrop={dropTarget} />}
        {files}
        <label className="vh" htmlFor={id}>
          {say('composer.message')}
        </label>
        <textarea
          id={id}
          ref={field}
          data-compose
          data-pane
          rows={2}
          dir="auto"
          lang={draft.language}
          value={draft.text}
          placeholder={say(isNote ? 'composer.notePlaceholder' : 'composer.placeholder')}
          aria-describedby={`${id}-told`}
          onChange={({ currentTarget }) => {
            change({ text: currentTarget.value });
          }}
          onKeyDown={onKeyDown}
          onPaste={attaching?.onPaste}
        />
        <div className="composer-bar">
          {attaching !== undefined && target?.is !== 'correction' && <AttachButton attaching={attaching} />}
          {target?.is !== 'correction' && (
            <div className="hide-small">
              <Select
                label={say('composer.language')}
                isLabelHidden
                options={[{ id: 'none', label: say('composer.noLanguage') }, ...languages]}
                value={draft.language ?? 'none'}
                onChange={(chosen) => {
                  const { language: _before, ...rest } = draft;
                  change(chosen === 'none' ? { ...rest, language: undefined as never } : { language: chosen });
                }}
              />
            </div>
          )}
          {!isNote && target?.is !== 'correction' && (
            <OnTheRecord
              isChosen={draft.onTheRecord === true}
              onChange={(onTheRecord) => {
                change({ onTheRecord });
                // The button that was pressed is gone; a dialog gives the focus back to it first.
                setTimeout(() => field.current?.focus(), 50);
              }}
            />
          )}
          <span className="row tight push">
            <span className="hide-small">
              <Kbd>{say('composer.sendKeys')}</Kbd>
            </span>
            <Button type="submit" variant="primary" isSmall isDisabled={!canSend}>
              {say(target?.is === 'correction' ? 'composer.correct' : isNote ? 'composer.keep' : 'composer.send')}
            </Button>
          </span>
        </div>
      </div>
      <p id={`${id}-told`} className={classes(excess > 0 ? 'error' : 'vh')} role="status">
        {excess > 0 ? say('composer.tooLong', { count: excess }) : ''}
      </p>
    </form>
  );
}

function TargetBar({ target, onDrop }: { readonly target: Target; readonly onDrop: () => void }): ReactElement {
  const { say } = useWords();
  const { is, seq, name } = target;
  const words =
    is === 'correction'
      ? say('composer.correcting', { seq })
      : seq === undefined
        ? say('composer.replyingUnknown')
        : say('composer.replying', { name: isolated(name ?? ''), seq });
  return (
    <div className="target-bar">
      <Icon name={is === 'reply' ? 'reply' : 'pen'} />
      <span>{words}</span>
      <IconButton
        variant="quiet"
        isSmall
        icon="x"
        label={say(is === 'reply' ? 'composer.noReply' : 'composer.noCorrection')}
        onPress={onDrop}
      />
    </div>
  );
}
