import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ConversationView } from '../../../desk/api/conversations.js';
import type { Place } from '../../../desk/api/thread.js';
import { isolated, useWords } from '../words.js';

/** What a screen reader says when messages of others come: one name, or how many there are. */
export function useAnnouncements({ seq }: ConversationView, at: (seq: number) => Place | undefined): string {
  const { say } = useWords();
  const [told, setTold] = useState('');
  const heard = useRef(seq);
  const known = at(seq) !== undefined;
  const tell = useEffectEvent(() => {
    const fresh: Place[] = [];
    for (let place = heard.current + 1; place <= seq; place++) {
      const found = at(place);
      if (found?.entry.is === 'message' && !found.entry.own) fresh.push(found);
    }
    heard.current = seq;
    const [only] = fresh;
    if (only?.entry.is !== 'message') return;
    const { by } = only.entry;
    setTold(
      fresh.length === 1
        ? say('announce.message', { name: isolated(by.name) })
        : say('announce.several', { count: fresh.length }),
    );
  });
  useEffect(() => {
    if (known) tell();
  }, [seq, known]);
  return told;
}
