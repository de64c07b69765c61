import { AnnotationMode, getDocument, PDFWorker, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import { scriptUrl } from '../../../platform/trusted-types.js';
import { PdfParts } from './pdf-parts.js';
import { pageScale } from './previews.js';

const MOST_BYTES = 50_000_000;
const MOST_PAGES = 5_000;
/** Of what a file brings, only pages are read: nothing is run, evaluated, fetched elsewhere or handed to the page's own fonts. */
const PAGES_ALONE = {
  isEvalSupported: false,
  enableXfa: false,
  BinaryDataFactory: PdfParts,
  useWorkerFetch: false,
  useSystemFonts: false,
  disableFontFace: true,
  maxImageSize: 64_000_000,
  canvasMaxAreaInBytes: 256_000_000,
} as const;

/** Why a PDF is not shown: it wants a password, is no whole PDF, or is too much for a preview. */
export type PdfFault = 'locked' | 'damaged' | 'large';

/** A PDF that a worker of its own takes apart. */
export class PdfFile {
  constructor(private readonly document: PDFDocumentProxy) {}

  get pages(): number {
    return this.document.numPages;
  }

  /** Draws a page, `width` points wide where that is not too much, and answers its words. */
  async draw(number: number, canvas: HTMLCanvasElement, width: number, signal: AbortSignal): Promise<string> {
    const page = await this.document.getPage(number);
    signal.throwIfAborted();
    const plain = page.getViewport({ scale: 1 });
    const viewport = page.getViewport({ scale: pageScale(plain.width, plain.height, width) });
    canvas.width = Math.max(1, Math.floor(viewport.width));
    canvas.height = Math.max(1, Math.floor(viewport.height));
    // What a form or a stamp looks like is drawn with the page; it is nothing that could be pressed or filled in.
    const drawing = page.render({ canvas, viewport, annotationMode: AnnotationMode.ENABLE });
    signal.addEventListener('abort', () => {
      drawing.cancel();
    });
    await drawing.promise;
    const { items } = await page.getTextContent();
    page.cleanup();
    return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
  }
}

/** Opens a PDF until `signal` ends it: its worker then stops, whatever it does, and its memory is given back. */
export async function openPdf(blob: Blob, signal: AbortSignal): Promise<PdfFile | PdfFault> {
  if (blob.size > MOST_BYTES) return 'large';
  const data = new Uint8Array(await blob.arrayBuffer());
  signal.throwIfAborted();
  const port = new Worker(scriptUrl(workerUrl), { type: 'module' });
  const opening = getDocument({ ...PAGES_ALONE, data, worker: PDFWorker.create({ port }) });
  signal.addEventListener('abort', () => {
    port.terminate();
    void opening.destroy();
  });
  const isLost = new Promise<never>((_, lose) => {
    port.addEventListener('error', () => {
      lose(new Error('the worker did not start'));
    });
  });
  try {
    const document = await Promise.race([opening.promise, isLost]);
    return document.numPages > MOST_PAGES ? 'large' : new PdfFile(document);
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') return 'locked';
    if (error instanceof Error && error.name === 'InvalidPDFException') return 'damaged';
    throw error;
  }
}
