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

/** What is being written in a conversation. */
export interface Composing {
  readonly draft: Draft;
  readonly target: Target | undefined;
  readonly change: (change: Partial<Draft>) => void;
  readonly reply: (seq: number, entry: MessageEntry) => void;
  readonly correct: (seq: number, entry: MessageEntry) => void;
  /** Answers or corrects nothing any more; what was written before a correction is there again. */
  readonly dropTarget: () => void;
  /** Empties the composer: what was in it is sent. */
  readonly sent: () => void;
  /** Puts words that were taken back before what is being written. */
  readonly restore: (draft: Draft) => void;
}

/** Holds what is being written, and keeps it in the worker as a draft while it is. */
export function useComposing(conversation: string): Composing {
  const { desk } = useDesk();
  const [draft, setDraft] = useState<Draft>(EMPTY);
  const [target, setTarget] = useState<Target>();
  const [aside, setAside] = useState<Draft>();
  const isTouched = useRef(false);

  useEffect(() => {
    let isOver = false;
    void desk.conversations.draft(conversation).then((kept) => {
      if (isOver || kept === undefined || isTouched.current) return;
      setDraft(kept);
      if (kept.answers !== undefined) setTarget({ is: 'reply', id: kept.answers });
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

  const become = (next: Draft): void => {
    isTouched.current = true;
    setDraft(next);
  };
  const withoutAnswer = ({ answers: _answers, ...rest }: Draft): Draft => rest;
  return {
    draft,
    target,
    change: (change) => {
      become({ ...draft, ...change });
    },
    reply: (seq, { id, by }) => {
      setTarget({ is: 'reply', id, seq, name: by.name });
      become({ ...(aside ?? draft), answers: id });
      setAside(undefined);
    },
    correct: (seq, { id, by, words, corrections }) => {
      setAside(aside ?? draft);
      setTarget({ is: 'correction', id, seq, name: by.name });
      become({ text: corrections.at(-1)?.text ?? words?.text ?? '' });
    },
    dropTarget: () => {
      setTarget(undefined);
      become(aside ?? withoutAnswer(draft));
      setAside(undefined);
    },
    sent: () => {
      setTarget(undefined);
      become(aside ?? EMPTY);
      setAside(undefined);
    },
    restore: (taken) => {
      const { text } = aside ?? draft;
      const both = text.trim() === '' ? taken.text : `${taken.text}\n\n${text}`;
      setAside(undefined);
      setTarget(taken.answers === undefined ? undefined : { is: 'reply', id: taken.answers });
      become({ ...taken, text: both });
    },
  };
}
