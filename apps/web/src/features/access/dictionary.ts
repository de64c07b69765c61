import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { strengthOf, type Strength } from './strength-words.js';

const MOST_CHARACTERS = 128;
const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: MOST_CHARACTERS });

/** How long a passphrase would hold. With its dictionaries this file is a chunk of its own, fetched at the first keystroke. */
export function estimate(passphrase: string, known: readonly string[]): Strength {
  const { guesses, feedback } = estimator.check(passphrase, [...known]);
  return strengthOf(guesses, feedback.warning ?? undefined);
}
