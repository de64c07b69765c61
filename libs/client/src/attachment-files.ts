import { limits, mediaTypes, usualMediaTypes, type AuthorityId } from '#contracts';
import { utf8 } from '#primitives';
import type { Surroundings } from './surroundings.js';

/** Bytes of a name that every file system takes, with room for what is put before or after it. */
const NAME_BYTES = 200;
const NAMELESS = 'attachment';

// Controls, marks of direction and joiners, halves of surrogate pairs, separators of lines, and what file systems or shells
// read in a way of their own.
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}<>:"|?*`$]/gu;
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** The media type that a file's ending stands for, where it is known; else undefined. */
export function mediaTypeOf(name: string): string | undefined {
  const ending = endingOf(name);
  return ending !== undefined && Object.hasOwn(mediaTypes, ending) ? mediaTypes[ending] : undefined;
}

/** Whether an authority lets those who sit for it attach files of a media type, and open them. */
export function isAllowedType(
  { directory }: Pick<Surroundings, 'directory'>,
  seat: AuthorityId,
  mediaType: string,
): boolean {
  const allowed = directory.latest.authority(seat)?.settings.attachmentTypes ?? usualMediaTypes;
  return allowed.includes(mediaType);
}

/**
 * A name under which a file may be saved, whatever name its sender gave it: no path, nothing unseen or reserved, and an
 * ending that says what the file is said to be.
 */
export function safeFileName(name: string, mediaType: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const plain = last.replaceAll(UNSAFE, '').replaceAll(/^[\s.]+|[\s.]+$/g, '');
  const named = plain === '' ? NAMELESS : RESERVED.test(plain) ? `_${plain}` : plain;
  const isItsOwn = mediaTypeOf(named) === mediaType;
  const ending = isItsOwn ? (endingOf(named) ?? 'bin') : (endingFor(mediaType) ?? 'bin');
  const stem = isItsOwn ? named.slice(0, -ending.length - 1) : named;
  return `${shortened(stem)}.${ending}`;
}

/** A name as it may be sent: its last part, without what is not seen, no longer than a message takes. */
export function sentFileName(name: string, mediaType: string): string {
  return [...safeFileName(name, mediaType)].slice(-limits.attachmentName).join('');
}

function endingOf(name: string): string | undefined {
  return /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase();
}

function endingFor(mediaType: string): string | undefined {
  return Object.entries(mediaTypes).find(([, type]) => type === mediaType)?.[0];
}

function shortened(stem: string): string {
  const points = [...stem];
  while (utf8(points.join('')).length > NAME_BYTES) points.pop();
  return points.join('').trimEnd() || NAMELESS;
}
