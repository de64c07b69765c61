import { limits } from '#contracts';
import { AttachmentSealer } from '#crypto';
import { toBase64url } from '#primitives';
import { PieceWriter, type AttachmentPieces } from './attachment-pieces.js';
import { refuse } from './errors.js';

/** A file as the platform hands it over: read once, from its beginning to its end. */
export interface AttachedFile {
  readonly name: string;
  /** Bytes. */
  readonly length: number;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/**
 * Seals a file into pieces as it is read, and answers what its message must say.
 * @param progress - called with the bytes read; what it throws ends the sealing
 * @throws `attachment.too-large`, `attachment.source` when the file is not as long as it was said to be
 */
export async function sealFile(
  pieces: AttachmentPieces,
  file: AttachedFile,
  progress: (done: number) => void,
): Promise<{ readonly key: string; readonly sha256: string }> {
  if (file.length > limits.attachmentBytes)
    refuse('attachment.too-large', `a file may have ${limits.attachmentBytes} bytes`);
  const sealer = new AttachmentSealer();
  const writer = new PieceWriter(pieces);
  let read = 0;
  for await (const bytes of file.bytes) {
    read += bytes.length;
    if (read > file.length) break;
    progress(read);
    await writer.push(sealer.push(bytes));
  }
  if (read !== file.length) refuse('attachment.source', 'the file changed while it was read');
  const { ciphertext, attachment } = sealer.finish();
  await writer.push(ciphertext);
  await writer.end();
  return { key: toBase64url(attachment.key), sha256: toBase64url(attachment.sha256) };
}
