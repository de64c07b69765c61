import type { Access } from './access.js';
import type { Topic } from './topics.js';

/**
 * What the page may ask of the worker, by noun. Every method answers plain values; keys, statements and ciphertext never
 * cross. A refusal crosses as an error with its `code`.
 */
export interface Desk {
  readonly access: Access;
}

/** The channel on which the worker says which views have changed. */
export const CHANGES = 'comity.changes';

/** What is said there. */
export interface Changed {
  readonly topics: readonly Topic[];
}
