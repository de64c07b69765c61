/** Whether a database takes a text as it is: neither a NUL in it nor half a character, for which PostgreSQL has no place. */
export function isStorable(text: string): boolean {
  return !/[\0\p{Surrogate}]/u.test(text);
}
