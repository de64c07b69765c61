/** Runs acts about the same thing one after the other, in the order in which they came; of different things at once. */
export class Serial {
  readonly #last = new Map<string, Promise<unknown>>();

  async run<Result>(thing: string, act: () => Promise<Result>): Promise<Result> {
    const before = this.#last.get(thing) ?? Promise.resolve();
    // What went wrong for the one before is told to its own caller.
    const mine = before.then(act, act);
    this.#last.set(thing, mine);
    try {
      return await mine;
    } finally {
      if (this.#last.get(thing) === mine) this.#last.delete(thing);
    }
  }
}
