import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Draft } from '../../../desk/api/conversations.js';
import type { MessageEntry } from '../../../desk/api/thread.js';
import { useDesk, useView } from '../../../platform/use-desk.js';
import { draftOf, followed, isSame, nothing, opened, restored, settled, type Held, type Written } from './held.js';

/** So long after the last stroke a draft is kept, milliseconds. */
const PAUSE = 400;

/** What is being written in a conversation. */
export interface Composing extends Written {
  readonly change: (change: Partial<Draft>) => void;
  readonly reply: (seq: number, entry: MessageEntry) => void;
  readonly correct: (seq: number, entry: MessageEntry) => void;
  /** Answers or corrects nothing any more; what was written before a correction is there again. */
  readonly dropTarget: () => void;
  /** Takes out what was written, at once: what is typed while it is sent is the next message. */
  readonly take: () => Written;
  /** Puts words that were taken back, or could not be sent, before what is being written. */
  readonly restore: (written: Written) => void;
}

/** Holds what is being written, and keeps it in the worker as a draft while it is, the same one for all windows. */
export function useComposing(conversation: string): Composing {
  const { desk } = useDesk();
  const [held, become] = useState<Held>(nothing);
  const { draft, target, aside } = held;
  /** What was given to be kept and is not settled yet. */
  const giving = useRef<Draft>(undefined);
  const { data, isFetching } = useView(['conversations', conversation, 'draft'], (at) =>
    at.conversations.draft(conversation),
  );
  useEffect(() => {
    if (data !== undefined && !isFetching && giving.current === undefined) become((before) => followed(before, data));
  }, [data, isFetching]);
  const keep = useEffectEvent(() => {
    const given = draftOf(held);
    const known = giving.current ?? held.kept;
    if (isSame(given, known)) return;
    giving.current = given;
    const isOver = (): void => {
      if (giving.current === given) giving.current = undefined;
    };
    desk.conversations.keepDraft(conversation, given, known.text).then((kept) => {
      isOver();
      become((before) => settled(before, given, kept));
    }, isOver);
  });
  useEffect(() => {
    const timer = setTimeout(() => {
      keep();
    }, PAUSE);
    return () => {
      clearTimeout(timer);
    };
  }, [draft, aside]);
  useEffect(
    () => () => {
      keep();
    },
    [],
  );

  // What was sent is taken back long after: every change starts from what is there then.
  return {
    draft,
    target,
    change: (change) => {
      become((before) => ({ ...before, draft: { ...before.draft, ...change } }));
    },
    reply: (seq, { id, by }) => {
      become((before) => ({
        ...before,
        draft: { ...draftOf(before), answers: id },
        target: { is: 'reply', id, seq, name: by.name },
        aside: undefined,
      }));
    },
    correct: (seq, { id, by, words, corrections }) => {
      become((before) => ({
        ...before,
        draft: { text: corrections.at(-1)?.text ?? words?.text ?? '' },
        target: { is: 'correction', id, seq, name: by.name },
        aside: draftOf(before),
      }));
    },
    dropTarget: () => {
      become((before) => opened(before, before.aside ?? withoutAnswer(before.draft)));
    },
    take: () => {
      become((before) => opened(before, before.aside));
      return { draft, target };
    },
    restore: (written) => {
      become((before) => restored(before, written));
    },
  };
}

function withoutAnswer({ answers: _answers, ...rest }: Draft): Draft {
  return rest;
}
