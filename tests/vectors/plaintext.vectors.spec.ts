import { describe, expect, it } from '@jest/globals';
import { bucketOf, encodeCore, encodePlaintext, readPlaintext } from '#crypto';
import { secondLp } from './support/second-implementation.js';
import { everyRefused, hex, type RefusedCase, toHex, vectorFile } from './support/vector-file.js';

interface Check {
  readonly plaintext: string;
  readonly tagsLength: number;
}
const file = vectorFile<{
  inputs: {
    content: string;
    context: { seq: number; head: string; size: number; root: string; agreement: number };
    tags: string;
    record: string;
  };
  intermediate: { core: string; authenticators: string; authenticatorsOnTheRecord: string };
  output: { plaintext: string; onTheRecord: string };
  buckets: { coreLength: number; authenticatorsLength: number; bucket: number }[];
  check: Check;
  refused: RefusedCase<Check>[];
  tooLarge: RefusedCase<{ coreLength: number }>[];
}>('plaintext');
const context = { ...file.inputs.context, head: hex(file.inputs.context.head), root: hex(file.inputs.context.root) };
const [content, tags, record] = [hex(file.inputs.content), hex(file.inputs.tags), hex(file.inputs.record)];
const read = ({ plaintext, tagsLength }: Check) => readPlaintext({ plaintext: hex(plaintext), tagsLength });

const second = (core: Uint8Array, authenticators: Uint8Array, bucket: number): string =>
  toHex(secondLp(core, authenticators)).padEnd(2 * bucket, '0');

describe('plaintext vectors', () => {
  it('writes the same core and plaintexts, as the second implementation does', () => {
    const core = encodeCore({ content, context });
    const secondCore = secondLp(
      content,
      secondLp(context.seq, context.head, context.size, context.root, context.agreement),
    );
    expect([toHex(core), toHex(secondCore)]).toEqual([file.intermediate.core, file.intermediate.core]);
    expect([toHex(secondLp(tags, '')), toHex(secondLp(tags, record))]).toEqual([
      file.intermediate.authenticators,
      file.intermediate.authenticatorsOnTheRecord,
    ]);
    expect(toHex(encodePlaintext({ core, tags }))).toBe(file.output.plaintext);
    expect(toHex(encodePlaintext({ core, tags, record }))).toBe(file.output.onTheRecord);
    expect(second(secondCore, secondLp(tags, ''), 256)).toBe(file.output.plaintext);
    expect(second(secondCore, secondLp(tags, record), 1024)).toBe(file.output.onTheRecord);
  });

  it('reads both back', () => {
    const plain = read(file.check);
    expect([toHex(plain.content), toHex(plain.tags), toHex(plain.record), plain.context]).toEqual([
      file.inputs.content,
      file.inputs.tags,
      '',
      context,
    ]);
    expect(toHex(read({ ...file.check, plaintext: file.output.onTheRecord }).record)).toBe(file.inputs.record);
  });

  it('pads to the smallest bucket that holds it', () => {
    for (const { coreLength, authenticatorsLength, bucket } of file.buckets) {
      expect(bucketOf(16 + coreLength + authenticatorsLength)).toBe(bucket);
      expect(authenticatorsLength).toBe(secondLp('', '').length);
      expect(encodePlaintext({ core: new Uint8Array(coreLength), tags: new Uint8Array(0) })).toHaveLength(bucket);
    }
    expect(file.buckets).toHaveLength(37);
  });

  it('refuses every other form', () => {
    everyRefused(file.refused, 13, file.check, read);
    everyRefused(file.tooLarge, 1, { coreLength: 0 }, ({ coreLength }) =>
      encodePlaintext({ core: new Uint8Array(coreLength), tags: new Uint8Array(0) }),
    );
  });
});
