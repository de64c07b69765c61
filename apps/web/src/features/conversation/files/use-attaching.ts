import { useState, type ClipboardEvent, type DragEvent } from 'react';
import { useTellableAct } from '../use-tellable-act.js';
import { isolated, useWords } from '../words.js';
import { areFilesMeant } from './pasted.js';

/** Takes files that are chosen, dropped or pasted. */
export interface Attaching {
  readonly isOver: boolean;
  readonly take: (files: Iterable<File>) => void;
  readonly onPaste: (event: ClipboardEvent) => void;
  readonly drop: {
    readonly onDragOver: (event: DragEvent) => void;
    readonly onDragLeave: () => void;
    readonly onDrop: (event: DragEvent) => void;
  };
}

/** Attaches files to a conversation, whichever way they come. */
export function useAttaching(conversation: string): Attaching {
  const [isOver, setOver] = useState(false);
  const { say } = useWords();
  const act = useTellableAct(
    (desk, file: File) => desk.files.attach(conversation, file),
    (why, { name }, act) => say('files.notAttached', { name: isolated(name), why, act }),
  );
  const take = (files: Iterable<File>): void => {
    for (const file of files) act.mutate(file);
  };
  return {
    isOver,
    take,
    onPaste: (event) => {
      const { clipboardData } = event;
      if (!areFilesMeant(clipboardData)) return;
      event.preventDefault();
      take(clipboardData.files);
    },
    drop: {
      onDragOver: (event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: () => {
        setOver(false);
      },
      onDrop: (event) => {
        setOver(false);
        if (event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        take(event.dataTransfer.files);
      },
    },
  };
}
