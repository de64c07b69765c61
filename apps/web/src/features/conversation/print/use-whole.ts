import { useEffect, useState } from 'react';
import type { ConversationView } from '../../../desk/api/conversations.js';
import type { Members } from '../../../desk/api/members.js';
import type { Place } from '../../../desk/api/thread.js';
import { useDesk } from '../../../platform/use-desk.js';

const BLOCK = 100;

/** A conversation as it is read for paper. */
interface Whole {
  readonly places: readonly Place[];
  /** Absent until every place was read. */
  readonly members?: Members;
  readonly error?: unknown;
}

/** Reads every place of a conversation up to the last one there was when the reading began, then who is in it. */
export function useWhole({ id, seq }: Pick<ConversationView, 'id' | 'seq'>): Whole {
  const { desk } = useDesk();
  const [whole, setWhole] = useState<Whole>({ places: [] });
  const [last] = useState(seq);
  useEffect(() => {
    const over = new AbortController();
    const readAll = async (): Promise<void> => {
      const places: Place[] = [];
      for (let from = 1; from <= last && !over.signal.aborted; from += BLOCK) {
        places.push(...(await desk.conversations.places(id, from, Math.min(last, from + BLOCK - 1))));
        setWhole({ places: [...places] });
      }
      const members = await desk.conversations.members(id);
      if (!over.signal.aborted) setWhole({ places, members });
    };
    readAll().catch((error: unknown) => {
      if (!over.signal.aborted) setWhole({ places: [], error });
    });
    return () => {
      over.abort();
    };
  }, [desk, id, last]);
  return whole;
}
