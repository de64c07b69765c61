/** What the directory's own invariants promise to be there. @throws Error where one is broken: a fault of this lib, never of its input */
export function certain<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('a fact of the directory is missing');
  return value;
}
