import { useEffect, useRef, type ReactElement } from 'react';
import type { ConversationView } from '../../../desk/api/conversations.js';
import { useDesk } from '../../../platform/use-desk.js';
import { IconButton } from '../../../ui/button.js';
import { classes } from '../../../ui/classes.js';
import { NotesPanel } from '../notes/notes-panel.js';
import { useWords } from '../words.js';
import { MembersPanel } from './members-panel.js';
import './sheet.css';

/** What stands beside a conversation. */
export type SheetPart = 'members' | 'notes';

/** What the sheet may be given. */
export interface SheetProps {
  readonly view: ConversationView;
  readonly part: SheetPart;
  /** Whether it lies over the thread, where there is no room beside it. */
  readonly isOpen: boolean;
  readonly onPart: (part: SheetPart) => void;
  readonly onClose: () => void;
}

/** Beside the thread: who is in the conversation, or our own notes on it. */
export function Sheet({ view, part, isOpen, onPart, onClose }: SheetProps): ReactElement {
  const { say } = useWords();
  const aside = useRef<HTMLElement>(null);
  const { self } = useDesk();
  const hasNotes = view.kind !== 'authority' && self.expert === undefined;
  const shown = hasNotes ? part : 'members';
  useEffect(() => {
    if (isOpen) aside.current?.focus();
  }, [isOpen, part]);
  return (
    <aside
      ref={aside}
      className={classes('sheet', 'no-print', isOpen && 'is-open', shown === 'notes' && 'is-own-side')}
      aria-label={say(shown === 'notes' ? 'notes.title' : 'members.title')}
      // With nothing in it to act on, it is scrolled by the keyboard itself.
      tabIndex={self.expert === undefined ? -1 : 0}
      data-pane
    >
      <div className="sheet-head">
        <h2 className={classes(hasNotes && 'vh')}>{say(shown === 'notes' ? 'notes.title' : 'members.title')}</h2>
        {hasNotes && (
          <div className="seg" role="group" aria-label={say('head.sheet')}>
            {(['members', 'notes'] as const).map((one) => (
              <button
                key={one}
                type="button"
                aria-pressed={one === shown}
                onClick={() => {
                  onPart(one);
                }}
              >
                {say(one === 'members' ? 'members.title' : 'notes.title')}
              </button>
            ))}
          </div>
        )}
        <span className="only-narrow push">
          <IconButton variant="quiet" isSmall icon="x" label={say('members.close')} onPress={onClose} />
        </span>
      </div>
      {shown === 'members' ? <MembersPanel view={view} /> : <NotesPanel view={view} />}
    </aside>
  );
}
