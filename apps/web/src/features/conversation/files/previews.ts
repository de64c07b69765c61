// Formats that are drawn from their points or their page descriptions, and in which nothing runs; never SVG, never HTML.
const SHOWN: Readonly<Record<string, 'picture' | 'pdf'>> = {
  'application/pdf': 'pdf',
  'image/gif': 'picture',
  'image/jpeg': 'picture',
  'image/png': 'picture',
  'image/webp': 'picture',
};
/** The most points that are drawn of a page, and the longest side of it. */
const MOST_POINTS = 16_000_000;
const MOST_SIDE = 8_192;

/** How a file is looked at here; what is left can only be saved. */
export function previewOf(mediaType: string): 'picture' | 'pdf' | undefined {
  return Object.hasOwn(SHOWN, mediaType) ? SHOWN[mediaType] : undefined;
}

/** How much a page is enlarged to become `wanted` points wide, as far as a drawing may grow. */
export function pageScale(width: number, height: number, wanted: number): number {
  return Math.min(wanted / width, Math.sqrt(MOST_POINTS / (width * height)), MOST_SIDE / Math.max(width, height));
}
