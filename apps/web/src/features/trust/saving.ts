const CHOSEN = 'is-printed';

/** Has the browser save a text as a file; it never leaves this device by it. */
export function saveText(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
  });
}

/** Prints one part of the page alone. */
export function printOnly(part: Element): void {
  part.classList.add(CHOSEN);
  print();
  part.classList.remove(CHOSEN);
}
