import {
  AuthorityId,
  Bytes32Text,
  ConversationId,
  ConversationKind,
  DeviceId,
  MapProof,
  MessageId,
  NoteText,
  OfficerId,
  StatementText,
  UnixSeconds,
} from '#contracts';
import { canonicalJson, parseCanonicalJson } from '#crypto/verify';
import { Change } from '#roster';
import { z } from 'zod';
import { refuse } from './errors.js';

/** What stands in every export, in plain words; a file that says anything else is refused. */
export const exportSays = [
  'This file proves that its messages stood at these places of this conversation, with nothing between the places that are listed, no later than the time at which the witnesses confirmed the record.',
  'It does not prove who wrote them. The sender of a place is what the relay noted; the relay and any member together could have made the same.',
  'Only a message that its author put on the record carries its author’s signature. In a forum every message does.',
  'What stands under "account" (names, changes of members, corrections, withdrawals, what was left out) is the word of whoever exported, and proves nothing.',
  'The times of messages are those of the devices that sent them.',
  'To check it without account or network: comity record verify FILE --trust INVITATION',
].join(' ');

const Seq = z.int().positive();
const Inclusion = z.array(Bytes32Text).max(64);
const Name = z.string().max(2000);

/** A frame as the chain covers it: `statement` is the hash of the statement whose epoch it is in, `hash` SHA-256 of its bytes. */
export const ExportedFrame = z.strictObject({
  seq: Seq,
  kind: z.enum(['statement', 'content', 'archive']),
  statement: Bytes32Text,
  sender: DeviceId,
  id: MessageId,
  hash: Bytes32Text,
});
/** As its schema parses it. */
export type ExportedFrame = z.infer<typeof ExportedFrame>;

/** A device, whose it is, and the authority that it sat for last, as the exporter names them. */
export const ExportedPerson = z.strictObject({
  device: DeviceId,
  officer: OfficerId.optional(),
  name: Name.optional(),
  authority: AuthorityId.optional(),
  authorityName: Name.optional(),
  state: Name.optional(),
});
/** As its schema parses it. */
export type ExportedPerson = z.infer<typeof ExportedPerson>;

/** What the exporter's client holds of one place beside what is proved. Numbers are places of the same conversation. */
export const ExportedPlace = z.strictObject({
  seq: Seq,
  is: z.enum(['message', 'roster', 'archived', 'unreadable', 'refused']),
  /** That its sender sat for here, where they sat for another later. */
  authority: AuthorityId.optional(),
  changes: z.array(Change).optional(),
  corrections: z.array(Seq).optional(),
  withdrawn: Seq.optional(),
  noted: z.array(Seq).optional(),
  afterRevocation: z.literal(true).optional(),
  receivedBy: DeviceId.optional(),
  recovered: z.literal(true).optional(),
  attachment: z.enum(['not-asked', 'too-large', 'unavailable']).optional(),
});
/** As its schema parses it. */
export type ExportedPlace = z.infer<typeof ExportedPlace>;

/** The word of whoever exported: nothing of it is proved. */
export const ExportAccount = z.strictObject({
  /** By the exporter's clock. */
  at: UnixSeconds,
  by: DeviceId,
  kind: ConversationKind,
  /** The first and the last place that were to be shown. */
  from: Seq,
  to: Seq,
  people: z.array(ExportedPerson),
  places: z.array(ExportedPlace),
});
/** As its schema parses it. */
export type ExportAccount = z.infer<typeof ExportAccount>;

/** An exported conversation: from whoever gives it, untrusted until it is verified. */
export const ExportFile = z.strictObject({
  format: z.literal('comity/export/v1'),
  says: z.literal(exportSays),
  /** The founding statement, and every later one about the network that took effect, in order. */
  network: z.array(StatementText).min(1),
  conversation: ConversationId,
  /** The conversation's head in the logged map, proved up to a cosigned checkpoint of the audit log. */
  logged: MapProof.omit({ earlier: true }),
  /** The head before the first frame, and the frames up to the logged head, dense. */
  chain: z.strictObject({
    before: z.strictObject({ seq: z.int().nonnegative(), head: Bytes32Text }),
    frames: z.array(ExportedFrame).min(1),
  }),
  /** Sealed bytes of the messages shown, each with its own key and no other's. */
  messages: z.array(z.strictObject({ seq: Seq, bytes: z.string(), key: Bytes32Text })),
  /** Ciphertexts of attachments, by the place of the message that holds key and hash. */
  attachments: z.array(z.strictObject({ seq: Seq, ciphertext: z.string() })),
  /** Enrolments of the devices that put a message on the record, under a checkpoint of the directory's log. */
  signers: z
    .strictObject({
      checkpoint: NoteText,
      enrolments: z
        .array(z.strictObject({ index: z.int().nonnegative(), statement: StatementText, inclusion: Inclusion }))
        .min(1),
    })
    .optional(),
  account: ExportAccount,
});
/** As its schema parses it. */
export type ExportFile = z.infer<typeof ExportFile>;

/** The one text of an export. */
export function formatExport(file: ExportFile): string {
  return canonicalJson(file);
}

/** An export from its text: canonical JSON, strict in every part; nothing of it is verified yet. @throws `export.form` */
export function parseExport(text: string): ExportFile {
  try {
    return ExportFile.parse(parseCanonicalJson(text));
  } catch (error) {
    return refuse('export.form', 'this is not an exported conversation, or its form was altered', error);
  }
}
