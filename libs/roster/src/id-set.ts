/**
 * The ids a chain has used: grows by one for each statement without being copied whole, so that a roster stays a
 * value. Sets of falling size; adding merges those no larger than what they are merged into, as a binary counter carries.
 */
export class IdSet {
  static readonly empty = new IdSet([]);

  private constructor(private readonly levels: readonly ReadonlySet<string>[]) {}

  has(id: string): boolean {
    return this.levels.some((level) => level.has(id));
  }

  /** A set that holds `id` as well; this one stays as it is. */
  with(id: string): IdSet {
    const kept = [...this.levels];
    let newest: ReadonlySet<string> = new Set([id]);
    for (let last = kept.at(-1); last !== undefined && last.size <= newest.size; last = kept.at(-1)) {
      kept.pop();
      newest = new Set([...last, ...newest]);
    }
    return new IdSet([...kept, newest]);
  }
}
