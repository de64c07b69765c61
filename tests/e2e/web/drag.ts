import type { CDPSession, Locator } from 'playwright-core';

/** What comes into a window from elsewhere: files by their paths, or words. */
type Dragged = { readonly files: readonly string[] } | { readonly words: string };

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Something that is dragged into a window from elsewhere, as the browser itself meets it. */
export class Drag {
  #at: Point = { x: 0, y: 0 };

  private constructor(
    private readonly browser: CDPSession,
    private readonly dragged: Dragged,
  ) {}

  /** Brings something into a window, as far as over an element. */
  static async over(element: Locator, dragged: Dragged): Promise<Drag> {
    const page = element.page();
    const drag = new Drag(await page.context().newCDPSession(page), dragged);
    drag.#at = await middleOf(element);
    await drag.send('dragEnter');
    await drag.send('dragOver');
    return drag;
  }

  /** Goes on to over another element of the window. */
  async on(element: Locator): Promise<void> {
    this.#at = await middleOf(element);
    await this.send('dragOver');
  }

  async drop(): Promise<void> {
    await this.send('drop');
    await this.browser.detach();
  }

  private async send(type: 'dragEnter' | 'dragOver' | 'drop'): Promise<void> {
    const { dragged } = this;
    const data =
      'files' in dragged
        ? { items: [], files: [...dragged.files] }
        : { items: [{ mimeType: 'text/plain', data: dragged.words }] };
    // As what may be copied.
    await this.browser.send('Input.dispatchDragEvent', { type, ...this.#at, data: { ...data, dragOperationsMask: 1 } });
  }
}

async function middleOf(element: Locator): Promise<Point> {
  const box = await element.boundingBox();
  if (box === null) throw new Error('nothing can be dragged over what is not shown');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
