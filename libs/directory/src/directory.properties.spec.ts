import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { effectOf } from '../../../tests/support/directory.js';
import { aHistoryOfEveryType } from '../../../tests/support/directory-history.js';
import { canonicalJson } from '#crypto/verify';
import {
  bodies,
  formatStatement,
  parseStatement,
  replay,
  statementHash,
  type Directory,
  type DirectoryView,
  type LogEntry,
} from './index.js';

const { entries, directory: whole } = aHistoryOfEveryType();
const { verified } = whole;
const subjects = [...new Set(entries.map(({ subject }) => subject))];
const bare = ({ subject, statementHash: hash }: LogEntry): LogEntry => ({ subject, statementHash: hash });
const entryOf = (subject: string, statement: string): LogEntry => ({
  subject,
  statementHash: statementHash(statement),
  statement,
});
const anIndex = fc.nat(entries.length - 1);

/** Everything a view can be asked. */
function stateOf(view: DirectoryView): unknown {
  const authorities = view.authorities();
  return {
    network: view.network(),
    authorities,
    officers: authorities.map(({ id }) => view.officersOf(id)),
    devices: authorities.map(({ id }) => view.devicesOf(id)),
    regions: view.regions(),
    latest: subjects.map((subject) => view.latestStatementHash(subject)),
    pending: subjects.filter((subject) => view.isPending(subject)),
  };
}
const everyState = (directory: Directory): unknown[] =>
  Array.from({ length: directory.size + 1 }, (_, size) => stateOf(directory.at(size)));
const states = everyState(whole);

/** As `toEqual`, which Jest takes half of this file's time for where all is equal. */
const expectEqual = (value: unknown, expected: unknown): void => {
  if (!isDeepStrictEqual(value, expected)) expect(value).toEqual(expected);
};

describe('the history that is tried', () => {
  it('holds every type, all of them taken', () => {
    const types = entries.map(({ statement = '' }) => parseStatement(statement).body.type);
    expect([...new Set(types)].toSorted()).toEqual(Object.keys(bodies).toSorted());
    expect(new Set(whole.outcomes.map(effectOf))).toEqual(new Set(['applied']));
  });
});

describe('replay', () => {
  it('is deterministic, with or without signatures verified before', () => {
    expectEqual(everyState(replay(entries)), states);
    expectEqual(everyState(replay(entries, { verified })), states);
  });

  it('of a prefix is the whole as it was', () => {
    for (let size = 0; size <= entries.length; size++) {
      const prefix = replay(entries.slice(0, size), { verified });
      expectEqual(everyState(prefix), states.slice(0, size + 1));
      expectEqual(prefix.outcomes, whole.outcomes.slice(0, size));
    }
  });

  it('ends in the same state in whatever order the bytes come', () => {
    const order = fc.shuffledSubarray([...entries.keys()], { minLength: entries.length });
    fc.assert(
      fc.property(order, fc.nat(entries.length), (indices, first) => {
        const early = new Set(indices.slice(0, first));
        const directory = replay(
          entries.map((entry, i) => (early.has(i) ? entry : bare(entry))),
          { verified },
        );
        for (const index of indices) {
          expect(directory.outcomes.every(({ effect }) => effect !== 'refused')).toBe(true);
          directory.supply(index, entries[index]?.statement ?? '', { verified });
        }
        expectEqual(everyState(directory), states);
        expectEqual(directory.outcomes, whole.outcomes);
      }),
      { numRuns: 20 },
    );
  });

  it('says of no subject more than is known, however many bytes are missing', () => {
    fc.assert(
      fc.property(fc.subarray([...entries.keys()]), (gaps) => {
        const directory = replay(
          entries.map((entry, i) => (gaps.includes(i) ? bare(entry) : entry)),
          { verified },
        );
        for (let size = 0; size <= entries.length; size++) {
          const [view, truth] = [directory.at(size), whole.at(size)];
          for (const subject of subjects.filter((one) => !view.isPending(one))) {
            expect(view.latestStatementHash(subject)).toBe(truth.latestStatementHash(subject));
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a statement that should not be there', () => {
  const withOne = (at: number, bad: LogEntry): Directory =>
    replay([...entries.slice(0, at), bad, ...entries.slice(at)], { verified });
  /** The log with the bad one in it says, one size later, what it said without. */
  const changesNothing = (at: number, bad: LogEntry): void => {
    const directory = withOne(at, bad);
    expect(directory.outcomes[at]?.effect).toBe('refused');
    expectEqual(timeless(stateOf(directory.latest)), timeless(states.at(-1)));
    expectEqual(stateOf(directory.at(at + 1)), states[at]);
    expectEqual(directory.outcomes.toSpliced(at, 1), whole.outcomes);
  };
  // The bad one moves every later statement by a place: places aside, nothing may differ.
  const timeless = (state: unknown): unknown =>
    JSON.parse(JSON.stringify(state, (name, value: unknown) => (name === 'index' ? undefined : value)));

  it('changes nothing when it is replayed', () => {
    fc.assert(
      fc.property(anIndex, fc.nat(entries.length), (which, later) => {
        const at = Math.max(which + 1, later);
        changesNothing(at, entries[which] as LogEntry);
      }),
    );
  });

  it('changes nothing when it comes before its place', () => {
    fc.assert(
      fc.property(anIndex, anIndex, (which, earlier) => {
        const entry = entries[which] as LogEntry;
        const before = entries.slice(earlier, which).some(({ subject }) => subject === entry.subject);
        const { prev } = parseStatement(entry.statement ?? '').body;
        fc.pre(before && prev !== '');
        changesNothing(earlier, entry);
      }),
    );
  });

  it('changes nothing when it is misfiled', () => {
    fc.assert(
      fc.property(anIndex, fc.constantFrom(...subjects), (which, subject) => {
        const entry = entries[which] as LogEntry;
        fc.pre(subject !== entry.subject);
        changesNothing(which, { ...entry, subject });
      }),
    );
  });

  it('changes nothing when a signature is altered, or moved from another statement', () => {
    fc.assert(
      fc.property(anIndex, anIndex, (which, other) => {
        const { body, signatures } = parseStatement(entries[which]?.statement ?? '');
        const borrowed = parseStatement(entries[other]?.statement ?? '').signatures[0]?.signature ?? '';
        fc.pre(which !== other && !signatures.some(({ signature }) => signature === borrowed));
        const [first, ...rest] = signatures;
        const forged = formatStatement(body, [{ key: first?.key ?? '', signature: borrowed }, ...rest]);
        changesNothing(which, entryOf(body.subject, forged));
      }),
    );
  });

  it('changes nothing when one of the signatures it needs is taken away', () => {
    fc.assert(
      fc.property(anIndex, fc.nat(3), (which, drop) => {
        const { body, signatures } = parseStatement(entries[which]?.statement ?? '');
        fc.pre(drop < signatures.length);
        const fewer = signatures.filter((_, i) => i !== drop);
        changesNothing(which, entryOf(body.subject, canonicalJson({ body, signatures: fewer })));
      }),
    );
  });

  it('changes nothing when its body is altered under the same signatures', () => {
    fc.assert(
      fc.property(anIndex, fc.constantFrom('reference', 'officer', 'device', 'name', 'note'), (which, field) => {
        const { body, signatures } = parseStatement(entries[which]?.statement ?? '');
        const altered = { ...body, [field]: 'altered' };
        changesNothing(which, entryOf(body.subject, canonicalJson({ body: altered, signatures })));
      }),
    );
  });
});
