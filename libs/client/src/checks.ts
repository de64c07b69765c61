/**
 * Every check by which a conversation's reader or sender protects itself, by name. Each is made in one function of its
 * own; the hostile tests switch single ones off and must then see their attack succeed.
 */
export const checkNames = Object.freeze([
  'frame.dense',
  'frame.once',
  'frame.head',
  'frame.held',
  'frame.own',
  'statement.frame',
  'statement.allowed',
  'statement.after',
  'wrap.included',
  'content.epoch',
  'content.sender',
  'content.author',
  'content.revoked',
  'content.directive',
  'content.record',
  'context.head',
  'context.directory',
  'context.order',
  'key.valid',
  'key.pinned',
  'key.logged',
  'own-key.logged',
  'head.logged',
  'tail.whole',
  'tail.logged',
  'ack.hash',
  'ack.place',
  'attachment.whole',
  'archive.post',
  'grant.secret',
  'grant.opens',
  'grant.fresh-key',
  'consent.valid',
  'seal.evicted',
  'seal.fresh',
] as const);

/** The name of one check. */
export type CheckName = (typeof checkNames)[number];

/** Makes the checks. */
export class Checks {
  readonly #without: ReadonlySet<CheckName>;

  /** @param unsafeTestingWithout - checks that always hold, in hostile tests alone */
  constructor(unsafeTestingWithout: readonly CheckName[] = []) {
    this.#without = new Set(unsafeTestingWithout);
  }

  /** Why the check does not hold, as a sub-code, or undefined when it holds. */
  failure(name: CheckName, check: () => string | undefined): string | undefined {
    return this.#without.has(name) ? undefined : check();
  }

  /** As {@link failure}, for a check that asks others. */
  async failureOf(name: CheckName, check: () => Promise<string | undefined>): Promise<string | undefined> {
    return this.#without.has(name) ? undefined : check();
  }
}
