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

/** As much of a port as is needed to watch what comes. */
interface Port {
  addEventListener(
    type: 'message',
    listener: (event: { readonly data: unknown; stopImmediatePropagation(): void }) => void,
  ): void;
}

/**
 * Lets through a port nothing but calls of methods of the desk with plain values. Comlink would get, set and construct
 * along any path: from a method to the prototypes of this program, and so to every key that passes through an array of bytes.
 * To be called before the port is exposed.
 */
export function callsAlone(port: Port, desk: object): void {
  port.addEventListener('message', (event) => {
    if (!isCall(event.data, desk)) event.stopImmediatePropagation();
  });
}

function isCall(message: unknown, desk: object): boolean {
  const type = ownOf(message, 'type');
  const path = ownOf(message, 'path');
  const given = ownOf(message, 'argumentList');
  // A window that goes releases what it had.
  if (type === 'RELEASE') return true;
  if (type !== 'APPLY' || !Array.isArray(path) || path.length !== 2 || !Array.isArray(given)) return false;
  const [noun, method] = path as readonly unknown[];
  return (
    typeof ownOf(ownOf(desk, noun), method) === 'function' &&
    given.every((value: unknown) => ownOf(value, 'type') === 'RAW')
  );
}

function ownOf(holder: unknown, name: unknown): unknown {
  const isThere =
    typeof holder === 'object' && holder !== null && typeof name === 'string' && Object.hasOwn(holder, name);
  return isThere ? (holder as Readonly<Record<string, unknown>>)[name] : undefined;
}
