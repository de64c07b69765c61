import type { HandedOver } from '#client';
import { shortId } from './names.js';

const HISTORY: Readonly<Record<HandedOver['history'], string>> = {
  given: 'with its history',
  promised: 'its history follows: use the successor\'s device once ("comity inbox"), then this one, which gives it',
  nothing: 'there is no history that may be given',
};

/** What was handed over, a line for each conversation. */
export function handOverWords(handedOver: readonly HandedOver[]): string[] {
  if (handedOver.length === 0) return ['there was nothing to hand over on this device'];
  return handedOver.map(({ conversation, history }) => `${shortId(conversation)}  handed over, ${HISTORY[history]}`);
}
