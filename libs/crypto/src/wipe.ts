import { sodium } from './sodium.js';

/** Overwrites secrets with zeros. What the engine copied elsewhere it cannot reach; it shortens a life, it does not end it. */
export function wipe(...secrets: readonly Uint8Array[]): void {
  for (const secret of secrets) sodium.memzero(secret);
}
