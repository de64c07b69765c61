import { useEffect, useEffectEvent, useRef, useState, type ReactElement } from 'react';
import { useShortcuts } from '../../../platform/shortcuts.js';
import { Button, IconButton } from '../../../ui/button.js';
import { classes } from '../../../ui/classes.js';
import { Dialog } from '../../../ui/dialog.js';
import { Notice } from '../../../ui/notice.js';
import { Loading } from '../../../ui/progress.js';
import { isolated, useWords } from '../words.js';
import type { PdfFault, PdfFile } from './pdf-engine.js';
import './files.css';

type Opened = PdfFile | PdfFault | 'unreachable';

/** What a preview may be given. */
export interface PdfPreviewProps {
  readonly blob: Blob;
  readonly name: string;
  readonly onSave: () => void;
  readonly onClose: () => void;
}

/** The pages of a PDF, drawn one at a time; what cannot be drawn can still be saved. */
export function PdfPreview({ blob, name, onSave, onClose }: PdfPreviewProps): ReactElement {
  const { say } = useWords();
  const [opened, setOpened] = usePdf(blob);
  const [number, setNumber] = useState(1);
  const [isWhole, setWhole] = useState(false);
  const file = typeof opened === 'object' ? opened : undefined;
  const count = file?.pages ?? 1;
  const turn = (by: number) => (): void => {
    setNumber((now) => Math.min(count, Math.max(1, now + by)));
  };
  useShortcuts({ j: turn(1), k: turn(-1), PageDown: turn(1), PageUp: turn(-1) });
  const footer = (
    <>
      {file !== undefined && (
        <>
          <IconButton icon="back" label={say('pdf.previous')} aria-disabled={number === 1} onPress={turn(-1)} />
          <span role="status">{say('pdf.page', { number, count })}</span>
          <IconButton icon="arrow" label={say('pdf.next')} aria-disabled={number === count} onPress={turn(1)} />
          <Button
            variant="quiet"
            onPress={() => {
              setWhole(!isWhole);
            }}
          >
            {say(isWhole ? 'pdf.toWidth' : 'pdf.whole')}
          </Button>
        </>
      )}
      <span className="push">
        <Button icon="download" onPress={onSave}>
          {say('files.save')}
        </Button>
      </span>
    </>
  );
  return (
    <Dialog title={name} isWide onClose={onClose} footer={footer}>
      {opened === undefined && <Loading label={say('pdf.opening', { name: isolated(name) })} />}
      {typeof opened === 'string' && (
        <Notice tone="warn" title={say(`pdf.${opened}`)} isAnnounced>
          {say('pdf.saveInstead')}
        </Notice>
      )}
      {file !== undefined && (
        <>
          <p className="muted xs">{say('pdf.drawnHere')}</p>
          <Page
            file={file}
            number={number}
            isWhole={isWhole}
            label={say('pdf.pageOf', { number, count, name: isolated(name) })}
            onDamaged={() => {
              setOpened('damaged');
            }}
          />
        </>
      )}
    </Dialog>
  );
}

function Page(props: {
  readonly file: PdfFile;
  readonly number: number;
  readonly isWhole: boolean;
  readonly label: string;
  readonly onDamaged: () => void;
}): ReactElement {
  const { file, number, isWhole, label, onDamaged } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState<{ readonly number: number; readonly words: string }>();
  const isDrawn = drawn?.number === number;
  const draw = useEffectEvent((target: HTMLCanvasElement, signal: AbortSignal) => {
    const width = (target.parentElement?.clientWidth ?? 0) * devicePixelRatio;
    file.draw(number, target, width, signal).then(
      (words) => {
        if (!signal.aborted) setDrawn({ number, words });
      },
      () => {
        if (!signal.aborted) onDamaged();
      },
    );
  });
  useEffect(() => {
    const ending = new AbortController();
    canvas.current?.scrollIntoView({ block: 'start' });
    if (canvas.current !== null) draw(canvas.current, ending.signal);
    return () => {
      ending.abort();
    };
  }, [file, number]);
  return (
    <div className="pdf" role="group" aria-label={label} tabIndex={0}>
      <canvas
        ref={canvas}
        className={classes('picture', isWhole && 'whole')}
        role="img"
        aria-label={label}
        aria-busy={!isDrawn}
      />
      {isDrawn && <p className="vh">{drawn.words}</p>}
    </div>
  );
}

/** A PDF, opened for as long as the component is there by an engine that is fetched when it is first needed. */
function usePdf(blob: Blob): readonly [Opened | undefined, (opened: Opened) => void] {
  const [opened, setOpened] = useState<Opened>();
  useEffect(() => {
    const ending = new AbortController();
    const open = async (): Promise<Opened> => {
      const { openPdf } = await import('./pdf-engine.js');
      return openPdf(blob, ending.signal);
    };
    void open()
      .catch(() => 'unreachable' as const)
      .then((result) => {
        if (!ending.signal.aborted) setOpened(result);
      });
    return () => {
      ending.abort();
    };
  }, [blob]);
  return [opened, setOpened];
}
