/** A refusal that no switch takes away, for it is made in a pure lib, and the unit test that would turn red without it. */
export interface Unswitched {
  readonly what: string;
  readonly tests: string;
  /** The title of the test. */
  readonly says: string;
}

/** What attacks without `checks` rest on. */
export const unswitched: readonly Unswitched[] = [
  {
    what: 'the committing seal',
    tests: 'libs/crypto/src/seal.spec.ts',
    says: 'refuses every flipped bit, of the seal, of the key and of what it is bound to',
  },
  {
    what: 'the place that a message is sealed for',
    tests: 'libs/crypto/src/message.spec.ts',
    says: 'is refused at another’s place, from another writer, and in an epoch of another size',
  },
  {
    what: 'the writer of a message, against another reader',
    tests: 'libs/crypto/src/message.spec.ts',
    says: 'cannot be made by one reader in another’s name to a third',
  },
  {
    what: 'the form of a roster statement',
    tests: 'libs/roster/src/statement.spec.ts',
    says: 'refuses what is not canonical JSON',
  },
  { what: 'the suite', tests: 'libs/roster/src/statement.spec.ts', says: 'refuses an unknown suite' },
  {
    what: 'the bound on changes',
    tests: 'libs/roster/src/statement.spec.ts',
    says: 'refuses 65,536 changes, or as many consents, quickly',
  },
  {
    what: 'a statement replayed or out of place in the directory',
    tests: 'libs/directory/src/directory.spec.ts',
    says: 'is one that is replayed, or comes after another about its subject',
  },
  {
    what: 'a misfiled statement',
    tests: 'libs/directory/src/directory.spec.ts',
    says: 'is one that stands under another subject',
  },
  {
    what: 'withheld bytes of a statement',
    tests: 'libs/directory/src/directory.spec.ts',
    says: 'make their subject pending from there on, and nothing before or beside',
  },
  {
    what: 'the consistency of logs',
    tests: 'libs/tlog/src/proof.spec.ts',
    says: 'refuses a log that rewrote, dropped or reordered a leaf it had shown',
  },
  {
    what: 'the quorum of witnesses',
    tests: 'libs/tlog/src/checkpoint-policy.spec.ts',
    says: 'refuses fewer cosignatures than the quorum',
  },
  {
    what: 'the signature of the log',
    tests: 'libs/tlog/src/checkpoint-policy.spec.ts',
    says: 'refuses a note that the log did not sign',
  },
  {
    what: 'an older record',
    tests: 'libs/client/src/record.spec.ts',
    says: 'refuses an older record, and one that has not begun, once a newer was shown',
  },
  {
    what: 'a map in which a conversation falls back',
    tests: 'libs/client/src/record-chain.spec.ts',
    says: 'finds a value that falls, vanishes or changes under its number',
  },
  {
    what: 'a map that is left out between two looks',
    tests: 'libs/client/src/record-chain.spec.ts',
    says: 'finds a map that does not name the one before it',
  },
  {
    what: 'a map leaf that passes over another',
    tests: 'libs/client/src/record-chain.spec.ts',
    says: 'finds the first leaf that passes over another, and keeps both',
  },
  {
    what: 'another file under the key of a first',
    tests: 'libs/crypto/src/attachment.spec.ts',
    says: 'refuses another length, another hash and a key of another length',
  },
  {
    what: 'a share released for another opening, device, epoch or place',
    tests: 'libs/client/src/archive-recover.spec.ts',
    says: 'takes no releases of another opening, replayed under the new one',
  },
];

// Attacks whose feature is not built yet come with it: altered web code with the desk, forged moderation with forums.
