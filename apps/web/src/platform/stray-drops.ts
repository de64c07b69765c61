/**
 * Keeps the browser from opening what is dropped where nothing takes it: some do so in the place of this page, which signs
 * out whoever dropped it. Fields still take words.
 */
export function refuseStrayDrops(): void {
  addEventListener('dragover', refuse);
  addEventListener('drop', refuse);
}

function refuse(event: DragEvent): void {
  const { dataTransfer, target } = event;
  // Whoever takes what is dropped has said so by now.
  if (event.defaultPrevented || dataTransfer === null) return;
  const isField = target instanceof Element && target.matches('input, textarea');
  if (isField && !dataTransfer.types.includes('Files')) return;
  event.preventDefault();
  dataTransfer.dropEffect = 'none';
}
