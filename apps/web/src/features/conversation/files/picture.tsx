import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useWords } from '../words.js';

/** The longest side of what is drawn, CSS pixels. */
const MOST = 640;

/** A picture, drawn from its points onto a canvas: nothing else of the file reaches the page. */
export function Picture({ blob, name }: { readonly blob: Blob; readonly name: string }): ReactElement {
  const { say } = useWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [isBroken, setBroken] = useState(false);
  useEffect(() => {
    createImageBitmap(blob).then(
      (bitmap) => {
        const scale = Math.min(1, MOST / Math.max(bitmap.width, bitmap.height));
        const target = canvas.current;
        if (target !== null) {
          target.width = Math.max(1, Math.round(bitmap.width * scale));
          target.height = Math.max(1, Math.round(bitmap.height * scale));
          target.getContext('2d')?.drawImage(bitmap, 0, 0, target.width, target.height);
        }
        bitmap.close();
      },
      () => {
        setBroken(true);
      },
    );
  }, [blob]);
  if (isBroken) return <p className="msg-gone">{say('files.broken')}</p>;
  return <canvas ref={canvas} className="picture" role="img" aria-label={name} />;
}
