import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Draft } from '../../../desk/api/conversations.js';
import type { MessageEntry } from '../../../desk/api/thread.js';
import { useDesk } from '../../../platform/use-desk.js';

/** So long after the last stroke a draft is kept, milliseconds. */
const PAUSE = 400;
const EMPTY: Draft = { text: '' };

/** The message that is answered, or whose words are replaced. */
export interface Target {
  readonly is: 'reply' | 'correction';
  readonly id: string;
  /** Unknown where the draft was kept by another sitting. */
  readonly seq?: number;
  readonly name?: string;
}

/** What was written, and what it answers or corrects. */
interface Written {
  readonly draft: Draft;
  readonly target: Target | undefined;
}

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

interface Held extends Written {
  /** What was being written when a correction was begun. */
  readonly aside: Draft | undefined;
}

/** Holds what is being written, and keeps it in the worker as a draft while it is. */
export function useComposing(conversation: string): Composing {
  const { desk } = useDesk();
  const [held, setHeld] = useState<Held>({ draft: EMPTY, target: undefined, aside: undefined });
  const isTouched = useRef(false);
  const { draft, target, aside } = held;

  useEffect(() => {
    let isOver = false;
    void desk.conversations.draft(conversation).then((kept) => {
      if (!isOver && kept !== undefined && !isTouched.current) setHeld(opened(kept));
    });
    return () => {
      isOver = true;
    };
  }, [desk, conversation]);

  const keep = useEffectEvent(() => {
    if (isTouched.current) void desk.conversations.keepDraft(conversation, aside ?? draft).catch(() => undefined);
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
  const become = (next: (before: Held) => Held): void => {
    isTouched.current = true;
    setHeld(next);
  };
  return {
    draft,
    target,
    change: (change) => {
      become((before) => ({ ...before, draft: { ...before.draft, ...change } }));
    },
    reply: (seq, { id, by }) => {
      become((before) => ({
        draft: { ...(before.aside ?? before.draft), answers: id },
        target: { is: 'reply', id, seq, name: by.name },
        aside: undefined,
      }));
    },
    correct: (seq, { id, by, words, corrections }) => {
      become((before) => ({
        draft: { text: corrections.at(-1)?.text ?? words?.text ?? '' },
        target: { is: 'correction', id, seq, name: by.name },
        aside: before.aside ?? before.draft,
      }));
    },
    dropTarget: () => {
      become((before) => opened(before.aside ?? withoutAnswer(before.draft)));
    },
    take: () => {
      become((before) => opened(before.aside ?? EMPTY));
      return { draft, target };
    },
    restore: (written) => {
      become((before) => restored(before, written));
    },
  };
}

function opened(draft: Draft): Held {
  const target: Target | undefined = draft.answers === undefined ? undefined : { is: 'reply', id: draft.answers };
  return { draft, target, aside: undefined };
}

/** What is being corrected keeps its place: other words wait beside it. */
function restored(before: Held, { draft, target }: Written): Held {
  if (before.target?.is === 'correction') {
    const aside = before.aside ?? EMPTY;
    return { ...before, aside: joined(draft, aside) };
  }
  if (target?.is === 'correction') return { draft, target, aside: before.draft };
  return opened(joined(draft, before.draft));
}

function joined(first: Draft, { text }: Draft): Draft {
  return { ...first, text: text.trim() === '' ? first.text : `${first.text}\n\n${text}` };
}

function withoutAnswer({ answers: _answers, ...rest }: Draft): Draft {
  return rest;
}
