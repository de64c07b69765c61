import { sodium } from './sodium.js';

/** Overwrites secrets with zeros. What the engine copied elsewhere it cannot reach; it shortens a life, it does not end it. */
export function wipe(...secrets: readonly Uint8Array[]): void {
  for (const secret of secrets) sodium.memzero(secret);
}

/** Whether two byte strings are the same, in a time that depends on their lengths alone. */
export function equalSecrets(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && sodium.memcmp(a, b);
}
