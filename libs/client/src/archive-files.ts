import { Bytes32Text, AuthorityId, ConversationId, DeviceId } from '#contracts';
import { canonicalJson, parseCanonicalJson } from '#crypto';
import { parseRosterStatement, type RosterStatement } from '#roster';
import { z } from 'zod';
import { refuse } from './errors.js';

/** So many posts an item of a request holds; an epoch that has more is in several items. */
export const POSTS_PER_ITEM = 8;

const Bytes = z.string().regex(/^[A-Za-z0-9_-]+$/);

const about = {
  network: Bytes32Text,
  authority: AuthorityId,
  /** Names of the `archive.opened` statement and of the archive that it opens. */
  opening: Bytes32Text,
  archive: Bytes32Text,
  /** To whom shares are wrapped again. */
  device: DeviceId,
};

/** What a recovering device asks of the holders: the epochs in scope that it cannot read, with what was posted of each. */
export const ArchiveRequest = z.strictObject({
  format: z.literal('comity/archive-request/v1'),
  ...about,
  /** The statement that opened the epoch, and posts of it, base64url. */
  epochs: z.array(z.strictObject({ statement: z.string(), posts: z.array(Bytes).min(1).max(POSTS_PER_ITEM) })).min(1),
});
export type ArchiveRequest = z.infer<typeof ArchiveRequest>;

/** One share of an epoch, wrapped to the recovering device; `post` is the SHA-256 of the post that it was taken from. */
const ReleasedShare = z.strictObject({ conversation: ConversationId, S: Bytes32Text, post: Bytes32Text, wrap: Bytes });

/** A holder's shares on their way to a recovering device. */
export const ArchiveRelease = z.strictObject({
  format: z.literal('comity/archive-release/v1'),
  ...about,
  /** The number of the device's agreement key that the shares are wrapped to. */
  number: z.int().positive(),
  /** The holder's place, from 1. */
  place: z.int().min(1).max(16),
  shares: z.array(ReleasedShare).min(1),
});
export type ArchiveRelease = z.infer<typeof ArchiveRelease>;

/** The one text of a request or a release. */
export function formatArchiveFile(file: ArchiveRequest | ArchiveRelease): string {
  return canonicalJson(file);
}

/** A request from its text: from whoever gives it, untrusted. @throws `archive.form` */
export function parseArchiveRequest(text: string): ArchiveRequest {
  return parsed(ArchiveRequest, text, 'this is not a request to the holders of an archive');
}

/** A release from its text: from whoever gives it, untrusted. @throws `archive.form` */
export function parseArchiveRelease(text: string): ArchiveRelease {
  return parsed(ArchiveRelease, text, 'this is not a release by a holder of an archive');
}

/** Whichever of the two a text is: from whoever gives it, untrusted. @throws `archive.form` */
export function parseArchiveFile(text: string): ArchiveRequest | ArchiveRelease {
  return parsed(z.union([ArchiveRequest, ArchiveRelease]), text, 'this is no file of an archive');
}

/** What a request asks for, as it says itself. @throws `archive.form` */
export function askedIn({ epochs }: ArchiveRequest): {
  readonly conversations: readonly ConversationId[];
  readonly epochs: number;
} {
  const statements = [...new Set(epochs.map(({ statement }) => statement))].map(readStatement);
  const conversations = [...new Set(statements.map(({ body }) => body.conversation))];
  return { conversations, epochs: statements.length };
}

/** A statement of a request. @throws `archive.form` */
export function readStatement(text: string): RosterStatement {
  try {
    return parseRosterStatement(text);
  } catch (error) {
    return refuse('archive.form', 'the request holds a statement that is none', error);
  }
}

function parsed<Form extends z.ZodType>(form: Form, text: string, words: string): z.output<Form> {
  try {
    return form.parse(parseCanonicalJson(text.trim()));
  } catch (error) {
    return refuse('archive.form', words, error);
  }
}
