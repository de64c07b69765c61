import { listBounds, readImportTable } from '#client';
import { CodedError } from '#primitives';

/** The rows of a CSV or XLSX file. What reads them is fetched when it is needed. @throws `import.too-large`, `import.unreadable` */
export async function readTable(file: File): Promise<string[][]> {
  if (file.size > listBounds.bytes) throw new CodedError('import.too-large', `it has ${String(file.size)} bytes`);
  return readImportTable(file.name, new Uint8Array(await file.arrayBuffer()), {
    csv: async (text, options) => (await import('csv-parse/browser/esm/sync')).parse(text, options),
    sheet: async (bytes) => (await import('read-excel-file/universal')).readSheet(bytes),
    inflate,
  });
}

/** No more than `size` bytes are ever held, whatever is packed. */
async function inflate(packed: Uint8Array, size: number): Promise<Uint8Array> {
  const reader = new Blob([new Uint8Array(packed)])
    .stream()
    .pipeThrough(new DecompressionStream('deflate-raw'))
    .getReader();
  const whole = new Uint8Array(size);
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return whole.subarray(0, length);
    if (length + value.length > size) {
      await reader.cancel();
      throw new RangeError('more is packed than is stated');
    }
    whole.set(value, length);
    length += value.length;
  }
}
