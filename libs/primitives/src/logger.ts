/** What may be logged: short, allow-listed facts. Never a body, a ciphertext, a key, a query string or a full identity. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Structured logging, given as an argument; the sink applies the allow-list of keys. */
export interface Logger {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}
