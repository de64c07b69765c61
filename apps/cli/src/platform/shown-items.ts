import type { Client, ConversationItem } from '#client';
import { print, type Io } from './io.js';
import { itemLines } from './show-item.js';

/** Prints the items of a conversation as they come, each once; again only when it changed, and marked so. */
export class ShownItems {
  /** What was printed at a place, by which a change is told from a repetition. */
  readonly #shown = new Map<number, string>();

  constructor(
    private readonly io: Io,
    private readonly client: Client,
  ) {}

  /** Prints an item unless it stands there already. */
  show(item: ConversationItem): void {
    const value = JSON.stringify(item);
    const before = this.#shown.get(item.seq);
    if (before === value) return;
    this.#shown.set(item.seq, value);
    const lines = itemLines(this.client, item, this.io);
    if (before === undefined) print(this.io, lines, { event: 'item', item });
    else print(this.io, [`changed: ${lines[0] ?? ''}`, ...lines.slice(1)], { event: 'changed', item });
  }
}
