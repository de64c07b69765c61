import { useState, useSyncExternalStore, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from './button.js';
import { useToastTimer } from './toast-timer.js';

/** A message that goes by itself. */
interface Toast {
  readonly text: string;
  /** What can still be done about it, such as to undo it. */
  readonly action?: { readonly label: string; readonly act: () => void };
  /** How long it stays, seconds: what stays longer has a place of its own, and covers nothing. */
  readonly seconds: number;
}

/** Shows and takes away messages. */
export interface Toasts {
  /** Shows a message; the answer takes it away. */
  show(toast: Toast): () => void;
  /** Takes all of them away. */
  readonly clear: () => void;
}

interface Shown extends Toast {
  readonly id: number;
}

let shown: readonly Shown[] = [];
let count = 0;
const listeners = new Set<() => void>();

function become(next: readonly Shown[]): void {
  shown = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

function close(id: number): void {
  become(shown.filter((toast) => toast.id !== id));
}

const toasts: Toasts = {
  show(toast) {
    const id = ++count;
    become([...shown, { ...toast, id }]);
    return () => {
      close(id);
    };
  },
  clear() {
    become([]);
  },
};

/** The messages of this window. */
export function useToasts(): Toasts {
  return toasts;
}

/** Where the messages appear, announced politely; rendered once. Their time stands still under the pointer and the focus. */
export function ToastRegion(): ReactElement {
  const { t } = useTranslation('ui');
  const list = useSyncExternalStore(subscribe, () => shown);
  return (
    <section className="toasts" aria-label={t('messages')} aria-live="polite" aria-relevant="additions">
      {list.map((toast) => (
        <ShownToast key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function ShownToast({ toast }: { readonly toast: Shown }): ReactElement {
  const { t } = useTranslation('ui');
  const [isHeld, setHeld] = useState(false);
  const closeThis = (): void => {
    close(toast.id);
  };
  useToastTimer(toast.seconds, isHeld, closeThis);
  const hold = (): void => {
    setHeld(true);
  };
  const release = (): void => {
    setHeld(false);
  };
  const { action } = toast;
  return (
    <div className="toast" onPointerEnter={hold} onPointerLeave={release} onFocus={hold} onBlur={release}>
      <span>{toast.text}</span>
      {action !== undefined && (
        <Button
          isSmall
          onPress={() => {
            closeThis();
            action.act();
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton variant="quiet" isSmall icon="x" label={t('close')} onPress={closeThis} />
    </div>
  );
}
