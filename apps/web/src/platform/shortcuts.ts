import { useEffect, useEffectEvent } from 'react';
import { preferences } from './preferences.js';
import { isLetter, isPlain, pressed, Turns } from './shortcut-keys.js';

/** What keys do, by their names: `j`, `?`, `g i`, `Escape`, `Ctrl+Enter`, `Alt+ArrowUp`, `F6`. */
export type Shortcuts = Readonly<Record<string, () => void>>;

interface Layer {
  readonly isModal: boolean;
  shortcuts(): Shortcuts;
}

// The last one is on top.
const layers: Layer[] = [];
const turns = new Turns();

/**
 * Has keys act while the component is there. What was added last goes first; under a modal layer nothing acts. Plain keys
 * never act in a field, and single letters not at all where they are turned off.
 */
export function useShortcuts(map: Shortcuts, { isModal = false }: { readonly isModal?: boolean } = {}): void {
  const shortcuts = useEffectEvent(() => map);
  useEffect(() => {
    const layer = { isModal, shortcuts: () => shortcuts() };
    if (layers.length === 0) document.addEventListener('keydown', onKeyDown);
    layers.push(layer);
    return () => {
      layers.splice(layers.indexOf(layer), 1);
      if (layers.length === 0) document.removeEventListener('keydown', onKeyDown);
    };
  }, [isModal]);
}

const TYPED_IN = [
  'textarea',
  'select',
  'input:not([type=checkbox], [type=radio], [type=button])',
  '[contenteditable]',
  '[role=combobox]',
  '[role=listbox]',
  '[role=menu]',
  '[role=textbox]',
];
const PRESSED = ['a', 'button', 'input', 'summary', '[role=button]', '[role=grid]'];

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.repeat) return;
  const key = pressed(event);
  if (isPlain(key) && isTaken(event.target, key)) return;
  const open = reachable();
  const there = open
    .flatMap((shortcuts) => Object.keys(shortcuts))
    .filter((name) => preferences().letters || !isLetter(name));
  const shortcut = turns.next(key, event.timeStamp, there);
  const act =
    shortcut === undefined ? undefined : open.find((shortcuts) => Object.hasOwn(shortcuts, shortcut))?.[shortcut];
  if (act === undefined) return;
  event.preventDefault();
  act();
}

/** From the top down to the first modal layer. */
function reachable(): readonly Shortcuts[] {
  const top = layers.findLastIndex((layer) => layer.isModal);
  return layers
    .slice(Math.max(top, 0))
    .reverse()
    .map((layer) => layer.shortcuts());
}

/** Whether what has the focus needs a plain key itself. */
function isTaken(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest(TYPED_IN.join()) !== null) return true;
  return key.length > 1 && target.closest(PRESSED.join()) !== null;
}
