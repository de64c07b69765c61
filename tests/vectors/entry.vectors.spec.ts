import { describe, expect, it } from '@jest/globals';
import { entryBytes, parseEntry, parseStatement, statementHash } from '#directory';
import { leafHash } from '#tlog';
import { secondH, secondLp, secondSha256 } from './support/second-implementation.js';
import { everyDifferent, toHex, vectorFile, type DifferentCase } from './support/vector-file.js';

interface Inputs {
  readonly subject: string;
  readonly statement: string;
}
const file = vectorFile<{
  inputs: Inputs;
  intermediate: { statementHash: string };
  output: { entry: string; leafHash: string; length: number };
  different: DifferentCase<Inputs, string>[];
}>('entry');
const entry = ({ subject, statement }: Inputs): Uint8Array => entryBytes(subject, statementHash(statement));
const secondHash = (statement: string): Uint8Array => secondH('comity/statement-bytes/v1', statement);
const second = ({ subject, statement }: Inputs): Uint8Array =>
  secondLp('comity/entry/v1', subject, secondHash(statement));
const secondLeafHash = (bytes: Uint8Array): Uint8Array => secondSha256(Uint8Array.from([0, ...bytes]));

describe('entry vectors', () => {
  it('points to the statement by its hash, as the second implementation does', () => {
    expect(toHex(statementHash(file.inputs.statement))).toBe(file.intermediate.statementHash);
    expect(toHex(secondHash(file.inputs.statement))).toBe(file.intermediate.statementHash);
  });

  it('is small, and a leaf of the log, as the second implementation makes it', () => {
    expect([toHex(entry(file.inputs)), toHex(second(file.inputs))]).toEqual([file.output.entry, file.output.entry]);
    expect(entry(file.inputs)).toHaveLength(file.output.length);
    expect(toHex(leafHash(entry(file.inputs)))).toBe(file.output.leafHash);
    expect(toHex(secondLeafHash(second(file.inputs)))).toBe(file.output.leafHash);
  });

  it('is read back', () => {
    const { subject, statementHash: hash } = parseEntry(entry(file.inputs));
    expect([subject, toHex(hash)]).toEqual([file.inputs.subject, file.intermediate.statementHash]);
  });

  it('is another for another subject, and for the same body signed by another quorum', () => {
    const bodies = file.different.map(({ with: changed }) => parseStatement({ ...file.inputs, ...changed }.statement));
    expect(bodies.map(({ body }) => body)).toEqual(bodies.map(() => parseStatement(file.inputs.statement).body));
    everyDifferent(file, 2, (inputs) => toHex(entry(inputs)));
    everyDifferent(file, 2, (inputs) => toHex(second(inputs)));
  });
});
