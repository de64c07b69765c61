import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useWords } from '../words.js';
import { PICTURE_HEAD_BYTES, pictureSize } from './picture-size.js';
import './files.css';

/** The longest side of what is drawn, CSS pixels. */
const MOST = 640;
/** Points that are decoded at most: 200 MB of memory. */
const MOST_POINTS = 50_000_000;

/** A picture, drawn from its points onto a canvas: nothing else of the file reaches the page. */
export function Picture({ blob, name }: { readonly blob: Blob; readonly name: string }): ReactElement {
  const { say } = useWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [fault, setFault] = useState<'broken' | 'vast'>();
  useEffect(() => {
    decoded(blob).then(
      (bitmap) => {
        if (typeof bitmap === 'string') {
          setFault(bitmap);
          return;
        }
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
        setFault('broken');
      },
    );
  }, [blob]);
  if (fault !== undefined) return <p className="msg-gone">{say(`files.${fault}`)}</p>;
  return <canvas ref={canvas} className="picture" role="img" aria-label={name} />;
}

/** Whoever sent the file says how large it is drawn: that is looked at before anything is decoded. */
async function decoded(blob: Blob): Promise<ImageBitmap | 'broken' | 'vast'> {
  const size = pictureSize(new Uint8Array(await blob.slice(0, PICTURE_HEAD_BYTES).arrayBuffer()));
  if (size === undefined) return 'broken';
  return size.width * size.height > MOST_POINTS ? 'vast' : createImageBitmap(blob);
}
