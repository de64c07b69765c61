import { useRef } from 'react';
import type { Draft } from '../../desk/api/conversations.js';
import { DeskError } from '../../platform/error-transfer.js';
import { useDesk } from '../../platform/use-desk.js';
import { useToasts } from '../../ui/toast.js';
import type { Composing } from './composer/use-composing.js';
import type { MessageActs } from './thread/message-actions.js';
import type { WaitingActs } from './thread/waiting-message.js';
import { useTellableAct } from './use-tellable-act.js';
import { useWords } from './words.js';

/** As long as a message is kept back. */
const UNDO_SECONDS = 10;
const TOLD_SECONDS = 8;

/** What is done with the messages of a conversation. */
export interface ConversationActs extends MessageActs, WaitingActs {
  /** Sends what is being written, or puts it in the place of what it corrects. */
  readonly send: () => void;
}

/** The acts of a thread and its composer: each says what it did, where that cannot be seen, and what can be undone. */
export function useConversationActs(conversation: string, composing: Composing): ConversationActs {
  const { say } = useWords();
  const { desk } = useDesk();
  const toasts = useToasts();
  const undoable = useRef(new Map<string, () => void>());
  const saying = useTellableAct((at, draft: Draft) => at.conversations.say(conversation, draft));
  const correcting = useTellableAct((at, { id, text }: { readonly id: string; readonly text: string }) =>
    at.conversations.correct(conversation, id, text),
  );
  const noting = useTellableAct((at, id: string) => at.conversations.note(conversation, id));
  const withdrawing = useTellableAct((at, id: string) => at.conversations.withdraw(conversation, id));
  const retrying = useTellableAct((at, id: string) => at.conversations.retry(conversation, id));
  const reacting = useTellableAct((at, given: { readonly id: string; readonly reaction: string | undefined }) =>
    at.conversations.react(conversation, given.id, given.reaction),
  );

  const takeBack = (id: string): void => {
    undoable.current.get(id)?.();
    undoable.current.delete(id);
    desk.conversations.takeBack(conversation, id).then(
      ({ draft }) => {
        if (draft === undefined) return;
        composing.restore({ draft, target: undefined });
        focusComposer();
      },
      (error: unknown) => {
        const isLate = error instanceof DeskError && error.code === 'message.sent';
        toasts.show({ text: isLate ? say('composer.tooLate') : say('act.failed', { why: '' }), seconds: TOLD_SECONDS });
      },
    );
  };
  const offerUndo = (id: string): void => {
    const act = (): void => {
      takeBack(id);
    };
    const undo = { label: say('composer.undo'), act };
    undoable.current.set(id, toasts.show({ text: say('composer.sent'), action: undo, seconds: UNDO_SECONDS }));
  };
  const send = (): void => {
    const written = composing.take();
    const { target, draft } = written;
    const text = draft.text.trim();
    const keep = (): void => {
      composing.restore(written);
    };
    // Not by `mutate`, which forgets a message when the next one is sent before it is taken.
    if (target?.is === 'correction') correcting.mutateAsync({ id: target.id, text }).catch(keep);
    else saying.mutateAsync({ ...draft, text }).then(offerUndo, keep);
  };
  return {
    send,
    takeBack,
    retry: (id) => {
      retrying.mutate(id);
    },
    reply: (seq, entry) => {
      composing.reply(seq, entry);
      focusComposer();
    },
    correct: (seq, entry) => {
      composing.correct(seq, entry);
      focusComposer();
    },
    note: ({ id }) => {
      noting.mutate(id);
    },
    withdraw: ({ id }) => {
      withdrawing.mutate(id);
    },
    react: ({ id }, reaction) => {
      reacting.mutate({ id, reaction });
    },
  };
}

function focusComposer(): void {
  // A menu gives the focus back to its button first.
  setTimeout(() => document.querySelector<HTMLElement>('.talk [data-compose]')?.focus(), 50);
}
