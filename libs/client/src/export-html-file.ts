import { fill, markup, type Markup } from '#pages';
import { safeFileName } from './attachment-files.js';
import { attachmentIn } from './export-attachment.js';
import { standardBase64 } from './export-base64.js';
import type { ExportedPlace } from './export-file.js';
import { aside } from './export-markup.js';
import type { ExportedMessage } from './export-verify.js';
import type { ExportWords } from './export-words.js';

/** Browsers take no address of data that is much longer. */
const MOST_LINKED_BYTES = 20 * 1024 * 1024;
/** An image of more bytes is only to be saved. */
const MOST_PREVIEW_BYTES = 4 * 1024 * 1024;
/** Images that every browser draws and that run nothing. */
const DRAWN: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);
/** The file that a message carries, to be saved from the page; or why it cannot be. */
export function fileOf(
  { content, attachment }: ExportedMessage,
  place: ExportedPlace | undefined,
  words: ExportWords,
): Markup | undefined {
  const carried = attachmentIn(content)?.words;
  if (carried === undefined) return undefined;
  const { name, length } = carried;
  return markup`<div class="file">
<p dir="auto">${fill(words.attachment, { name, size: sizeWords(length, words) })}</p>
${attachment === undefined ? aside(leftOutWords(place, words)) : savedFrom(attachment, words)}</div>
`;
}

function leftOutWords(place: ExportedPlace | undefined, words: ExportWords): string {
  switch (place?.attachment) {
    case 'not-asked':
      return words.attachmentNotAsked;
    case 'too-large':
      return words.attachmentTooLarge;
    default:
      return words.attachmentUnavailable;
  }
}

function savedFrom({ name, mediaType, bytes }: NonNullable<ExportedMessage['attachment']>, words: ExportWords): Markup {
  if (bytes.length > MOST_LINKED_BYTES) return aside(words.attachmentInJson);
  const data = standardBase64(bytes);
  const isDrawn = DRAWN.has(mediaType) && bytes.length <= MOST_PREVIEW_BYTES;
  // Under a type that no browser opens by itself, whatever its sender said it is.
  return markup`${isDrawn ? markup`<img src="data:${mediaType};base64,${data}" alt="${name}">\n` : undefined}<p class="save"><a download="${safeFileName(name, mediaType)}" href="data:application/octet-stream;base64,${data}">${fill(words.download, { name })}</a></p>
`;
}

function sizeWords(bytes: number, words: ExportWords): string {
  if (bytes < 1000) return fill(words.sizeBytes, { count: bytes });
  if (bytes < 1_000_000) return fill(words.sizeKilobytes, { count: Math.round(bytes / 1000) });
  return fill(words.sizeMegabytes, { count: Math.round(bytes / 100_000) / 10 });
}
