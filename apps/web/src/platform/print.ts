/** Has the browser print the page as it stands, and says when it is done with it: not every browser waits in `print`. */
export function printPage(onDone: () => void): void {
  addEventListener('afterprint', onDone, { once: true });
  print();
}
