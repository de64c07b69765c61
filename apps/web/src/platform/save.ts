/** So long the browser may take to begin the saving, milliseconds. */
const BEGINNING = 60_000;

/** Hands a file to the browser's downloads, and to nobody else; it is never opened in this page. */
export function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(new Blob([blob], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, BEGINNING);
}
