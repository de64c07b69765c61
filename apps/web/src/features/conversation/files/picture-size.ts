/** How large a picture is drawn, in points. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** How much of a file is looked at: a photograph's size stands behind what the camera wrote beside it. */
export const PICTURE_HEAD_BYTES = 1 << 22;

/**
 * The size that the head of a PNG, JPEG, GIF or WebP file states, by which a browser decodes it; undefined for all else. A
 * few bytes can state a picture that fills the memory.
 */
export function pictureSize(head: Uint8Array): PictureSize | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const starts = (text: string, at = 0): boolean =>
    [...text].every((letter, place) => head[at + place] === letter.charCodeAt(0));
  try {
    if (starts('\x89PNG\r\n\x1a\n')) return { width: view.getUint32(16), height: view.getUint32(20) };
    if (starts('\xff\xd8')) return jpegSize(view);
    if (starts('GIF8')) return gifSize(view);
    if (starts('RIFF') && starts('WEBP', 8)) return webpSize(view, (name) => starts(name, 12));
  } catch (error) {
    // The file ends before its size does.
    if (!(error instanceof RangeError)) throw error;
  }
  return undefined;
}

function jpegSize(view: DataView): PictureSize {
  for (let at = 2; ;) {
    const marker = view.getUint8(at + 1);
    if (view.getUint8(at) !== 0xff || marker === 0xff) at += 1;
    // Markers that stand alone.
    else if (marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    else at += 2 + view.getUint16(at + 2);
  }
}

// Where the first image is larger than the screen that it is on, browsers take the larger.
function gifSize(view: DataView): PictureSize {
  const table = (flags: number): number => ((flags & 0x80) === 0 ? 0 : 3 << ((flags & 7) + 1));
  let at = 13 + table(view.getUint8(10));
  while (view.getUint8(at) !== 0x2c) {
    for (at += 2; view.getUint8(at) !== 0;) at += 1 + view.getUint8(at);
    at += 1;
  }
  const along = (screen: number, left: number, length: number): number =>
    Math.max(view.getUint16(screen, true), view.getUint16(at + left, true) + view.getUint16(at + length, true));
  return { width: along(6, 1, 5), height: along(8, 3, 7) };
}

function webpSize(view: DataView, is: (chunk: string) => boolean): PictureSize | undefined {
  if (is('VP8X'))
    return { width: 1 + (view.getUint32(24, true) & 0xffffff), height: 1 + (view.getUint32(26, true) >>> 8) };
  if (is('VP8L')) {
    const both = view.getUint32(21, true);
    return { width: 1 + (both & 0x3fff), height: 1 + ((both >>> 14) & 0x3fff) };
  }
  if (is('VP8 ')) return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  return undefined;
}
