import { lp } from './lp.js';

/** A device's word that its wrap in the epoch opened by `S` did not open with the key of that number. */
export interface Unreadable {
  readonly networkId: Uint8Array;
  readonly conversation: string;
  readonly S: Uint8Array;
  readonly device: string;
  readonly number: number;
}

/** What a device signs for `epoch.unreadable` (protocol 2.4). @throws `integer.range` */
export function unreadableMessage({ networkId, conversation, S, device, number }: Unreadable): Uint8Array {
  return lp('comity/unreadable/v1', networkId, conversation, S, device, number);
}
