import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { ConversationView, Draft } from '../../../desk/api/conversations.js';
import type { MessageEntry, Place, WaitingEntry } from '../../../desk/api/thread.js';
import { useAct } from '../../../platform/use-act.js';
import { useView } from '../../../platform/use-desk.js';
import { Button } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { Fault } from '../../../ui/fault.js';
import { Icon } from '../../../ui/icon.js';
import { Loading } from '../../../ui/progress.js';
import { Time } from '../../../ui/time.js';
import { Composer } from '../composer/composer.js';
import { useComposing } from '../composer/use-composing.js';
import { conversationPath } from '../link.js';
import { MessageText } from '../thread/message-text.js';
import { useTellableAct } from '../use-tellable-act.js';
import { isolated, useWords } from '../words.js';

/** So many of the last notes stand beside a conversation; all of them on their own page. */
const LAST = 100;

/** Our own notes beside a conversation: another conversation, of our office alone, that looks like none. */
export function NotesPanel({ view }: { readonly view: ConversationView }): ReactElement {
  const { say, list, state } = useWords();
  const { id, others } = view;
  const found = useView(['conversations', id, 'notes'], async (desk) => ({
    notes: await desk.conversations.notes(id),
  }));
  const begin = useAct((desk) => desk.conversations.beginNotes(id));
  const notes = found.data?.notes ?? begin.data;
  return (
    <>
      <p className="own-side">
        <Icon name="lock" />
        <span>
          <span className="strong">{say('notes.banner')}</span>{' '}
          {say('notes.text', { parties: list(others.map(state)) })}
        </span>
      </p>
      {found.isPending && <Loading label={say('notes.loading')} />}
      {found.error !== null && <Fault error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && notes === undefined && (
        <EmptyState
          title={say('notes.none')}
          action={
            <Button
              icon="note"
              isPending={begin.isPending}
              onPress={() => {
                begin.mutate();
              }}
            >
              {say('notes.begin')}
            </Button>
          }
        >
          <p>{say('notes.noneText')}</p>
        </EmptyState>
      )}
      {begin.error !== null && <Fault error={begin.error} />}
      {notes !== undefined && <Notes key={notes} id={notes} />}
    </>
  );
}

function Notes({ id }: { readonly id: string }): ReactElement {
  const { say } = useWords();
  const composing = useComposing(id);
  const read = useView(['conversations', id, 'last'], async (desk) => {
    const { seq, member, closed } = await desk.conversations.view(id);
    const [places, tail] = await Promise.all([
      desk.conversations.places(id, Math.max(1, seq - LAST + 1), seq),
      desk.conversations.tail(id),
    ]);
    return { places, tail, isLive: member && !closed, isAll: seq <= LAST };
  });
  const keep = useTellableAct((desk, draft: Draft) => desk.conversations.say(id, draft));
  if (read.data === undefined)
    return read.error === null ? (
      <Loading label={say('notes.loading')} />
    ) : (
      <Fault error={read.error} onRetry={() => void read.refetch()} />
    );
  const { places, tail, isLive, isAll } = read.data;
  return (
    <>
      {!isAll && <p className="hint">{say('notes.earlier')}</p>}
      <ol className="notes">
        {places.filter(isNote).map(({ seq, entry }) => (
          <Note key={seq} entry={entry} />
        ))}
        {tail.waiting.map((entry) => (
          <WaitingNote key={entry.id} entry={entry} />
        ))}
      </ol>
      {isLive && (
        <Composer
          label={say('composer.nameOwn')}
          composing={composing}
          isNote
          onSend={() => {
            const written = composing.take();
            keep.mutateAsync({ ...written.draft, text: written.draft.text.trim() }).catch(() => {
              composing.restore(written);
            });
          }}
        />
      )}
      <Link to={conversationPath(id)}>{say('notes.open')}</Link>
    </>
  );
}

function Note({ entry }: { readonly entry: MessageEntry }): ReactElement {
  const { say } = useWords();
  const last = entry.corrections.at(-1);
  const words = entry.words && { ...entry.words, ...(last === undefined ? {} : { text: last.text }) };
  return (
    <li>
      <p className="xs muted">
        <bdi>{entry.by.name}</bdi>, <Time at={entry.at} kind="moment" />
      </p>
      {words === undefined ? (
        <p className="msg-gone">{say('message.withdrawn', { name: isolated(entry.by.name) })}</p>
      ) : (
        <MessageText words={words} />
      )}
    </li>
  );
}

function WaitingNote({ entry }: { readonly entry: WaitingEntry }): ReactElement | undefined {
  const { say } = useWords();
  if (entry.words === undefined) return undefined;
  return (
    <li>
      <p className="xs muted row tight">
        <Icon name="clock" /> {say(entry.state === 'held' ? 'notes.held' : 'waiting.waiting')}
      </p>
      <MessageText words={entry.words} />
    </li>
  );
}

function isNote(place: Place): place is Place & { readonly entry: MessageEntry } {
  return place.entry.is === 'message';
}
