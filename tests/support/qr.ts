import decodeQR from 'qr/decode.js';

/** So many pixels a module is drawn wide: a camera sees no less. */
const SCALE = 4;

/** What a code says that was drawn so, dark modules being true: read from its picture by the decoder, which shares no code with the drawing. */
export function readCode(modules: readonly (readonly boolean[])[]): string {
  const width = SCALE * Math.max(...modules.map(({ length }) => length));
  const height = SCALE * modules.length;
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (modules[Math.floor(y / SCALE)]?.[Math.floor(x / SCALE)] === true)
        data.fill(0, 4 * (y * width + x), 4 * (y * width + x) + 3);
  return readPixels({ width, height, data });
}

/** What a code says in a picture: pixels in rows, four bytes each. */
export function readPixels(picture: {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}): string {
  return decodeQR(picture);
}
