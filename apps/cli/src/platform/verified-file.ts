import {
  isAuditorAccount,
  parseAuditorAccount,
  parseInvitation,
  safeFileName,
  statementIn,
  verifyExport,
  type VerifiedExport,
} from '#client';
import { networkIdOf, parseStatement } from '#directory';
import { CodedError, toBase64url } from '#primitives';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { named, readText } from './file.js';
import { print, safeLine, type Io } from './io.js';
import { canonicalStatement } from './statement-file.js';
import { timeOf } from './time.js';
import { checkPack } from './verified-pack.js';

/** An export may hold files of many megabytes. */
const MOST_EXPORT_BYTES = 400 * 1024 * 1024;

/** How an export is checked. */
export interface CheckOptions {
  readonly trust?: string;
  readonly files?: string;
}

/**
 * Checks an exported conversation, an oversight pack or the proof of one leaf with nothing but its file, and says what it proves
 * and what not. No device, no relay.
 * @param options.trust - an invitation, a founding statement or an auditor's token file: the network that it must be of
 * @param options.files - a folder in which the attached files are saved, each under its place and a safe name
 * @throws `export.*` or `pack.*` with the first thing that does not hold
 */
export async function checkFile(io: Io, file: string, { trust, files }: CheckOptions): Promise<void> {
  const trusted = trust === undefined ? undefined : await networkOf(trust);
  const text = await readText(file, MOST_EXPORT_BYTES);
  if (isOfRecord(text)) {
    if (files !== undefined)
      throw new CodedError('usage.invalid', 'an oversight pack holds no files: leave out --files');
    checkPack(io, text, trusted);
    return;
  }
  const verified = verifyExport(text, trusted);
  if (files !== undefined) await saveFiles(files, verified);
  print(io, exportLines(io, verified, trusted !== undefined), exportDocument(verified, trusted !== undefined));
}

async function saveFiles(folder: string, { messages }: VerifiedExport): Promise<void> {
  await named(folder, 'made', () => mkdir(folder, { recursive: true, mode: 0o700 }));
  for (const { seq, attachment } of messages) {
    if (attachment === undefined) continue;
    const file = join(folder, `${String(seq)} ${safeFileName(attachment.name, attachment.mediaType)}`);
    await named(file, 'written', () => writeFile(file, attachment.bytes, { mode: 0o600, flag: 'wx' }));
  }
}

function exportLines(
  io: Io,
  { network, conversation, logged, frames, messages }: VerifiedExport,
  isTrusted: boolean,
): string[] {
  const first = frames[0]?.seq ?? 0;
  const signed = messages.filter((message) => message.signed !== undefined);
  return [
    `network        ${safeLine(network.name)} ${toBase64url(network.id)}`,
    `conversation   ${conversation}, places #${String(first)} to #${String(logged.seq)}, none left out between`,
    `messages       ${String(messages.length)} with their words, ${String(messages.filter(({ attachment }) => attachment !== undefined).length)} with a file`,
    `on the record  ${signed.length === 0 ? 'none' : signed.map(({ seq, signed: by }) => `#${String(seq)} by a device of ${by?.authority ?? ''}`).join(', ')}`,
    `The words in this file stood at these places no later than ${timeOf(logged.at, io)}, when the network's witnesses confirmed the record. This does not prove who wrote them, but where it says "on the record".`,
    ...(isTrusted
      ? []
      : [
          '! Nobody compared the network: give --trust with an invitation, a founding statement or the token file of an auditor, or compare the line above.',
        ]),
  ];
}

function exportDocument(
  { network, conversation, logged, frames, messages, account }: VerifiedExport,
  isTrusted: boolean,
): unknown {
  return {
    event: 'export',
    holds: true,
    trusted: isTrusted,
    networkId: toBase64url(network.id),
    conversation,
    from: frames[0]?.seq,
    to: logged.seq,
    at: logged.at,
    messages: messages.map(({ seq, id, sender, writtenAt, json, signed, attachment }) => ({
      seq,
      id,
      sender,
      writtenAt,
      content: json,
      ...(signed === undefined ? {} : { signed }),
      ...(attachment === undefined ? {} : { attachment: { name: attachment.name, length: attachment.length } }),
    })),
    account,
  };
}

async function networkOf(file: string): Promise<Uint8Array> {
  const text = await readText(file);
  return networkIdOf(parseStatement(foundingIn(text)).body);
}

function foundingIn(text: string): string {
  const statement = statementIn(text);
  if (statement !== undefined) return canonicalStatement(statement);
  return isAuditorAccount(text) ? parseAuditorAccount(text).founding : parseInvitation(text).founding;
}

// What it is says nothing of whether it holds.
function isOfRecord(text: string): boolean {
  return /"format":"comity\/(?:pack|leaf)\/v1"/.test(text);
}
