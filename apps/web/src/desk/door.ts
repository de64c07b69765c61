/** Names of all of a noun's methods, each once. */
type AllOf<Noun> = readonly (keyof Noun & string)[];

/**
 * What the page may reach of a keeper: the methods that are named, and nothing behind them. Comlink follows any path from
 * what it is given, so that the keeper itself, which holds the client and its keys, is never given.
 */
export function door<Noun extends object>(keeper: Noun, names: AllOf<Noun>): Noun {
  const methods = names.map((name): [string, unknown] => {
    const method = keeper[name] as (...args: unknown[]) => unknown;
    return [name, Object.freeze((...args: unknown[]) => method.apply(keeper, args))];
  });
  return Object.freeze(Object.assign(Object.create(null) as object, Object.fromEntries(methods))) as Noun;
}
