import { z } from 'zod';
import { Bytes32Text, DeviceId, OfficerId, SignatureText } from './ids.js';
import { limits } from './limits.js';
import { isStorable } from './text.js';

/** The subject of statements: the network, one authority or one regional network. */
export const Subject = z.union([
  z.literal('network'),
  z.string().regex(/^(?:authority|region):[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/),
]);

/** A statement of the directory as canonical JSON text; `libs/directory` parses it. */
export const StatementText = z.string().min(2).max(limits.statementBytes);

/** A checkpoint with its signatures, in the text form of c2sp.org/signed-note. */
export const NoteText = z.string().min(10).max(limits.noteBytes);

/** The value of a personal field, or a text for members, and the random bytes that open its commitment (protocol 1.3, 11). */
export const FieldOpening = z.strictObject({
  label: z.string().min(1).max(64).refine(isStorable),
  value: z.string().max(limits.fieldText).refine(isStorable),
  r: Bytes32Text,
});
export type FieldOpening = z.infer<typeof FieldOpening>;

/** `GET /v1/network`: what anyone may know before they trust anything. */
export const NetworkDescription = z.strictObject({
  networkId: Bytes32Text,
  founding: StatementText,
  directory: NoteText,
  audit: NoteText,
});
export type NetworkDescription = z.infer<typeof NetworkDescription>;

/** `POST /v1/directory/statements`: a statement for the log; it authenticates itself by its signatures. */
export const StatementSubmission = z.strictObject({
  statement: StatementText,
  openings: z.array(FieldOpening).max(limits.openings).default([]),
});
export type StatementSubmission = z.input<typeof StatementSubmission>;
/** The answer: the statement's place in the directory log. */
export const StatementAccepted = z.strictObject({ index: z.int().nonnegative() });
/** As its schema parses it. */
export type StatementAccepted = z.infer<typeof StatementAccepted>;

/** `GET /v1/directory/checkpoint?covering`: with `covering`, the first cosigned checkpoint of at least that size. */
export const CheckpointQuery = z.strictObject({ covering: z.coerce.number().int().positive().optional() });

/** `GET /v1/directory/checkpoint`: the newest cosigned checkpoint of the directory log; `GET /v1/record/:log/checkpoint`: of either. */
export const CheckpointResponse = z.strictObject({ note: NoteText });
export type CheckpointResponse = z.infer<typeof CheckpointResponse>;

/** `GET /v1/directory/entries?from&limit`: the log itself, in order, some 100 bytes each. */
export const EntriesQuery = z.strictObject({
  from: z.coerce.number().int().nonnegative(),
  limit: z.coerce.number().int().min(1).max(limits.pageEntries).default(limits.pageEntries),
});
/** The answer: each entry's subject, and the hash of its statement. */
export const DirectoryEntries = z.strictObject({
  entries: z.array(z.strictObject({ subject: Subject, statement: Bytes32Text })).max(limits.pageEntries),
});
/** As its schema parses it. */
export type DirectoryEntries = z.infer<typeof DirectoryEntries>;

/** `GET /v1/directory/statements?subject&from&limit`: statements' bytes with their index, all subjects or one. A page may hold fewer than asked, and more follow. */
export const StatementsQuery = z.strictObject({
  subject: Subject.optional(),
  from: z.coerce.number().int().nonnegative(),
  limit: z.coerce.number().int().min(1).max(limits.pageStatements).default(limits.pageStatements),
});
/** The answer: statements with the openings that the asker is entitled to. */
export const DirectoryStatements = z.strictObject({
  statements: z
    .array(
      z.strictObject({
        index: z.int().nonnegative(),
        statement: StatementText,
        openings: z.array(FieldOpening).max(limits.openings),
      }),
    )
    .max(limits.pageStatements),
});
/** As its schema parses it. */
export type DirectoryStatements = z.infer<typeof DirectoryStatements>;

/** `POST /v1/directory/erasures`: commitments of one's own authority, whose values the relay is to forget (protocol 1.3). */
export const Erasure = z.strictObject({ commitments: z.array(Bytes32Text).min(1).max(limits.erasures) });
export type Erasure = z.infer<typeof Erasure>;
/** The answer: how many values it held and holds no longer. */
export const Erased = z.strictObject({ values: z.int().nonnegative() });
/** As its schema parses it. */
export type Erased = z.infer<typeof Erased>;

/** `GET /v1/directory/subjects/:subject`: the `prev` that the subject's next statement must carry; empty for a new subject. */
export const SubjectPlace = z.strictObject({
  prev: z.union([z.literal(''), Bytes32Text]),
  size: z.int().nonnegative(),
});
export type SubjectPlace = z.infer<typeof SubjectPlace>;

/** `POST /v1/enrolments`: a new device asks to be enrolled; an administrator who was read six words signs the same body. */
export const EnrolmentRequest = z.strictObject({
  body: z.string().min(2).max(limits.enrolmentBytes),
  signature: SignatureText,
});
export type EnrolmentRequest = z.infer<typeof EnrolmentRequest>;

/** `GET /v1/enrolments/:id`: `stale` when the authority's log moved on and the device must ask anew. */
export const EnrolmentState = z.strictObject({
  id: Bytes32Text,
  state: z.enum(['waiting', 'enrolled', 'stale', 'expired']),
});
export type EnrolmentState = z.infer<typeof EnrolmentState>;

/** `GET /v1/enrolments`: those waiting in one's own authority. */
export const WaitingEnrolments = z.strictObject({
  enrolments: z
    .array(
      z.strictObject({
        id: Bytes32Text,
        officer: OfficerId,
        device: DeviceId,
        /** When it was asked last, Unix seconds. */
        asked: z.int().nonnegative(),
        body: z.string().max(limits.enrolmentBytes),
        signature: SignatureText,
      }),
    )
    .max(limits.waitingEnrolments),
});
export type WaitingEnrolments = z.infer<typeof WaitingEnrolments>;
