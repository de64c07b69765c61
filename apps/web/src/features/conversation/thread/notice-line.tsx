import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Person } from '../../../desk/api/parties.js';
import type { RefusedEntry, ThreadNotice, UnreadableEntry } from '../../../desk/api/thread.js';
import { now } from '../../../platform/clock.js';
import { timeWords } from '../../../platform/time-words.js';
import { Notice } from '../../../ui/notice.js';
import { isolated, useWords, type Say } from '../words.js';

/** Something that is not as it should be, at its place: what happened and what it means; its page says what to do. */
export function NoticeLine({ notice }: { readonly notice: ThreadNotice }): ReactElement {
  const { say, language } = useWords();
  const story = useStory();
  const { code, seq, at, person, mended, about } = notice;
  const told = mended
    ? { title: say('notice.mended.title', { seq }), means: say('notice.mended.text', { time: momentOf(at, language) }) }
    : story(code, seq, person);
  return (
    <div data-stop={seq} tabIndex={-1}>
      <Notice
        tone={mended ? 'calm' : about === 'device' ? 'critical' : 'gap'}
        title={`${told.title}.`}
        action={<Link to="/trust">{say('evidence')}</Link>}
      >
        {told.means}
      </Notice>
    </div>
  );
}

/** A place whose frame was refused: what was found, never what it said. */
export function RefusedLine({ seq, entry }: { readonly seq: number; readonly entry: RefusedEntry }): ReactElement {
  const { say } = useWords();
  const { title, means } = useStory()(entry.code, seq, entry.by);
  return (
    <div data-stop={seq} tabIndex={-1}>
      <Notice tone="gap" title={say('refusedTitle', { seq })} action={<Link to="/trust">{say('evidence')}</Link>}>
        {title}. {means}
      </Notice>
    </div>
  );
}

/** A place that cannot be read on this device: why, and what helps. */
export function UnreadableLine({
  seq,
  entry,
}: {
  readonly seq: number;
  readonly entry: UnreadableEntry;
}): ReactElement {
  const { say } = useWords();
  return (
    <div data-stop={seq} tabIndex={-1}>
      <Notice tone="calm" icon="lock" title={say('unreadableTitle', { seq })}>
        {say(`unreadable.${entry.why}`)}
      </Notice>
    </div>
  );
}

/** The stories of notices, as far as they are told in a thread. */
function useStory(): (
  code: string,
  seq: number | undefined,
  person: Person | undefined,
) => Record<'title' | 'means', string> {
  const { t } = useTranslation('notices');
  const { say } = useWords();
  const told = t as unknown as Say;
  return (code, seq, person) => {
    const who = person === undefined || person.name === '' ? say('notice.somebody') : isolated(person.name);
    return { title: told(`${code}.title`, { seq, who }), means: told(`${code}.means`, { seq, who }) };
  };
}

function momentOf(at: number, language: string): string {
  return timeWords(at, 'moment', { language, now: now() });
}
