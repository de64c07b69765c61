/** What of a keyboard event names a key. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/**
 * A press in the words of a shortcut: `j`, `?`, `Escape`, `Ctrl+Enter`, `Alt+ArrowUp`, `Shift+F6`. The command key of a
 * Mac counts as Ctrl; on a keyboard of another script the place of the key counts.
 */
export function pressed({ key, code, ctrlKey, metaKey, altKey, shiftKey }: KeyPress): string {
  const isPrintable = /^[\x21-\x7e]$/.test(key);
  const name = isPrintable ? key.toLowerCase() : (/^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? key);
  const held = [
    (ctrlKey || metaKey) && 'Ctrl',
    altKey && 'Alt',
    // What Shift makes of a printable key is in the key itself, but for letters, which count as written small.
    shiftKey && name.length > 1 && 'Shift',
  ];
  return [...held.filter((modifier) => modifier !== false), name].join('+');
}

/** Whether a shortcut is a plain key, which belongs to whoever types: a letter, a sign, Enter, an arrow. */
export function isPlain(shortcut: string): boolean {
  return !/^(Ctrl|Alt)\+|^(Shift\+)?F\d|^Escape$/.test(shortcut);
}

/** Whether a shortcut is a single printable character, or two in turn: these can be turned off. */
export function isLetter(shortcut: string): boolean {
  return shortcut.split(' ').every((key) => key.length === 1);
}

const TURN_MILLISECONDS = 1_500;

/** Keys that are pressed in turn, such as `g i`. */
export class Turns {
  #first: { readonly key: string; readonly at: number } | undefined;

  /**
   * The shortcut that a press completes, longest first, out of those there are; `undefined` while it begins one, or means
   * nothing. @param at - milliseconds on any clock
   */
  next(key: string, at: number, there: readonly string[]): string | undefined {
    const first = this.#first;
    this.#first = undefined;
    const both = first === undefined || at - first.at > TURN_MILLISECONDS ? undefined : `${first.key} ${key}`;
    if (both !== undefined && there.includes(both)) return both;
    if (there.some((shortcut) => shortcut.startsWith(`${key} `))) this.#first = { key, at };
    return there.includes(key) ? key : undefined;
  }
}
