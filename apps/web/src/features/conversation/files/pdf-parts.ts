const FILES = import.meta.glob<string>(
  [
    '../../../../../../node_modules/pdfjs-dist/cmaps/*.bcmap',
    '../../../../../../node_modules/pdfjs-dist/wasm/{jbig2,openjpeg}.wasm',
  ],
  { query: '?url', import: 'default', eager: true },
);
const ADDRESSES = new Map(Object.entries(FILES).map(([path, url]) => [path.slice(path.lastIndexOf('/') + 1), url]));

/**
 * What the engine needs for some files alone, from our own origin: decoders of scans (JBIG2, JPEG 2000) and the maps of
 * Chinese, Japanese and Korean characters. The page fetches them for the engine's worker, which fetches nothing.
 */
export class PdfParts {
  /** @throws where there is no such part, or it is not reached: what needs it stays blank */
  async fetch({ filename }: { readonly filename: string }): Promise<Uint8Array> {
    const url = ADDRESSES.get(filename);
    if (url === undefined) throw new Error(`there is no part ${filename}`);
    const response = await fetch(url);
    if (!response.ok) throw new Error(`the part ${filename} was answered with ${String(response.status)}`);
    return new Uint8Array(await response.arrayBuffer());
  }
}
