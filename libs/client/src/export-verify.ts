import type { AuthorityId, ConversationId, DeviceId, MessageId } from '#contracts';
import { openAttachment, openDisclosed, verifyRecord, type OpenedMessage } from '#crypto';
import { head0, nextHeadOfHash, sha256, type Json } from '#crypto/verify';
import type { NetworkTerms } from '#directory';
import { codeOf, equalBytes, fromBase64url } from '#primitives';
import { verifyCheckpoint, type VerifiedCheckpoint } from '#tlog';
import { checkpointPolicy } from './directory.js';
import { refuse, type ClientErrorCode } from './errors.js';
import { attachmentIn, type AttachmentWords } from './export-attachment.js';
import { parseExport, type ExportAccount, type ExportedFrame, type ExportFile } from './export-file.js';
import { enrolledSigners, type EnrolledSigner } from './export-signers.js';
import { understand, type Content } from './message-content.js';
import { readHeadValue } from './message-context.js';
import { networkTerms } from './network-terms.js';
import { provePlace } from './record-chain.js';

/** A message whose words are proved to stand at its place. */
export interface ExportedMessage {
  readonly seq: number;
  readonly id: MessageId;
  /** What the relay noted; not who wrote it. */
  readonly sender: DeviceId;
  /** The time in its id, by its sender's device, Unix seconds. */
  readonly writtenAt: number;
  /** The content of a known type. */
  readonly content?: Content;
  /** The content as it stands. */
  readonly json: Json;
  /** Whose device signed it: only of a message on the record. */
  readonly signed?: { readonly device: DeviceId; readonly authority: AuthorityId };
  /** The file it carries, opened and whole. */
  readonly attachment?: AttachmentWords & { readonly bytes: Uint8Array };
}

/** What an export proves; the account in it is the exporter's word. */
export interface VerifiedExport {
  readonly network: { readonly id: Uint8Array; readonly name: string };
  readonly conversation: ConversationId;
  /** The logged head: the last place that it covers, and the time by which the witnesses confirmed it, Unix seconds. */
  readonly logged: { readonly seq: number; readonly at: number; readonly size: number };
  /** Every place from the first to the logged one, dense. */
  readonly frames: readonly ExportedFrame[];
  readonly messages: readonly ExportedMessage[];
  readonly account: ExportAccount;
}

/**
 * Checks an export with nothing but its text: no account, no server, no clock (protocol 5.5).
 * @param text - from whoever gives it: untrusted
 * @param trusted - the id of the network that it must be of, 32 bytes; without it the caller shows which it is
 * @throws `export.form`, `export.network`, `export.terms`, `export.checkpoint`, `export.proof`, `export.chain`, `export.bytes`, `export.key`,
 * `export.content`, `export.attachment`, `export.signer`
 */
export function verifyExport(text: string, trusted?: Uint8Array): VerifiedExport {
  const file = parseExport(text);
  const terms = networkTerms('export', file.network, trusted);
  const logged = loggedHead(file, terms);
  const frames = chainTo(file, logged);
  const signers = as('export.signer', 'an enrolment in this file is not one of the network’s directory', () =>
    enrolledSigners(file, terms),
  );
  const ciphertexts = byPlace(file.attachments);
  const opened = [...byPlace(file.messages).values()].map((one) => {
    const frame = frames.get(one.seq);
    if (frame?.kind !== 'content') return refuse('export.chain', `no message stands at #${String(one.seq)}`);
    return openedMessage(file, terms, frame, one, { signers, ciphertext: ciphertexts.get(one.seq)?.ciphertext });
  });
  for (const seq of ciphertexts.keys())
    if (opened.find((one) => one.seq === seq)?.attachment === undefined) refuse('export.attachment');
  const { conversation, account } = file;
  return {
    network: { id: terms.networkId, name: terms.name },
    conversation,
    logged: { seq: logged.seq, at: logged.at, size: logged.size },
    frames: [...frames.values()],
    messages: opened,
    account,
  };
}

interface LoggedHead {
  readonly seq: number;
  readonly head: Uint8Array;
  readonly at: number;
  readonly size: number;
}

function loggedHead({ conversation, logged }: ExportFile, terms: NetworkTerms): LoggedHead {
  const checkpoint = as(
    'export.checkpoint',
    'the record in this file is not signed by the network’s log and enough of its witnesses',
    (): VerifiedCheckpoint => verifyCheckpoint(logged.checkpoint, checkpointPolicy(terms, 'audit')),
  );
  const words = 'the proof in this file does not lead from the conversation to the confirmed record';
  const { value } = as('export.proof', words, () => provePlace(logged, { kind: 'head', id: conversation }, checkpoint));
  if (value === undefined) return refuse('export.proof', words);
  return { ...as('export.proof', words, () => readHeadValue(value)), at: checkpoint.at, size: checkpoint.size };
}

/** The frames by place, once they lead from the head before them to the logged one. */
function chainTo({ conversation, chain }: ExportFile, logged: LoggedHead): ReadonlyMap<number, ExportedFrame> {
  const words = 'the places in this file do not lead to the head that the record holds';
  const { before, frames } = chain;
  let head = fromBase64url(before.head);
  if (before.seq === 0 && !equalBytes(head, head0(conversation))) refuse('export.chain', words);
  for (const [i, frame] of frames.entries()) {
    if (frame.seq !== before.seq + 1 + i) refuse('export.chain', words);
    const [S, hash] = [fromBase64url(frame.statement), fromBase64url(frame.hash)];
    head = nextHeadOfHash(head, { ...frame, S, hash });
  }
  if (before.seq + frames.length !== logged.seq || !equalBytes(head, logged.head)) refuse('export.chain', words);
  return new Map(frames.map((frame) => [frame.seq, frame]));
}

function openedMessage(
  { conversation }: ExportFile,
  { networkId }: NetworkTerms,
  { seq, statement, sender, id, hash }: ExportedFrame,
  given: { readonly bytes: string; readonly key: string },
  beside: { readonly signers: ReadonlyMap<DeviceId, EnrolledSigner>; readonly ciphertext: string | undefined },
): ExportedMessage {
  const at = `#${String(seq)}`;
  const bytes = as('export.form', `the bytes of ${at} are not in base64url`, () => fromBase64url(given.bytes));
  if (!equalBytes(sha256(bytes), fromBase64url(hash)))
    refuse('export.bytes', `the bytes of ${at} are not those that stood there`);
  const opened = openedBytes({ conversation, S: fromBase64url(statement), sender, id }, given.key, bytes, at);
  const understood = understand(opened.json);
  const content: { content?: Content } = understood.is === 'known' ? { content: understood.content } : {};
  const signer = beside.signers.get(sender);
  const signed = isSigned(opened, { networkId, conversation, id }, signer);
  return {
    seq,
    id,
    sender,
    writtenAt: writtenAt(id),
    ...content,
    json: opened.json,
    ...(signed && signer !== undefined ? { signed: { device: sender, authority: signer.authority } } : {}),
    ...openedFile(content.content, beside.ciphertext, at),
  };
}

function openedBytes(
  place: Omit<Parameters<typeof openDisclosed>[0], 'K' | 'sealed'>,
  key: string,
  sealed: Uint8Array,
  at: string,
): OpenedMessage {
  try {
    return openDisclosed({ ...place, K: fromBase64url(key), sealed });
  } catch (error) {
    const isKey = codeOf(error)?.startsWith('seal.') === true;
    return isKey
      ? refuse('export.key', `the key of ${at} does not open its bytes`, error)
      : refuse('export.content', `what the bytes of ${at} open to is no message`, error);
  }
}

function isSigned(
  { content, record }: OpenedMessage,
  place: { readonly networkId: Uint8Array; readonly conversation: ConversationId; readonly id: MessageId },
  signer: EnrolledSigner | undefined,
): boolean {
  if (record === undefined || signer === undefined) return false;
  try {
    verifyRecord({ ...place, content, signature: record, publicKey: signer.publicKey });
    return true;
  } catch {
    // Its sender sealed it so: the words stand at their place, and nobody is shown to have signed them.
    return false;
  }
}

function openedFile(
  content: Content | undefined,
  given: string | undefined,
  at: string,
): { attachment?: AttachmentWords & { bytes: Uint8Array } } {
  const found = attachmentIn(content);
  if (found === undefined || given === undefined) return {};
  const bytes = as('export.attachment', `the file of ${at} is not the one that its message names`, () =>
    openAttachment({ attachment: found.key, ciphertext: fromBase64url(given) }),
  );
  return { attachment: { ...found.words, bytes } };
}

/** The time in a UUIDv7, by whoever made it: Unix seconds. */
export function writtenAt(id: MessageId): number {
  return Math.floor(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) / 1000);
}

/** What stands in order of places, each once, by place. @throws `export.form` */
function byPlace<One extends { readonly seq: number }>(all: readonly One[]): ReadonlyMap<number, One> {
  for (const [i, { seq }] of all.entries())
    if (seq <= (all[i - 1]?.seq ?? 0)) refuse('export.form', 'the messages in this file are not in order');
  return new Map(all.map((one) => [one.seq, one]));
}

function as<Result>(code: ClientErrorCode, words: string, check: () => Result): Result {
  try {
    return check();
  } catch (error) {
    return refuse(code, words, error);
  }
}
