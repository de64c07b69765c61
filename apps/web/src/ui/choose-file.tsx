import { useRef, useState, type DragEvent, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { sizeWords } from '../platform/size-words.js';
import { Button, IconButton, type ButtonProps } from './button.js';
import { classes } from './classes.js';
import type { IconName } from './icon.js';
import { Notice } from './notice.js';

/** Far more than a statement or an invitation has, bytes. */
export const MOST_STATEMENT_BYTES = 1_000_000;

/** What a chooser of files may be given. */
export interface ChooseFileProps extends Pick<ButtonProps, 'variant' | 'isSmall' | 'isPending'> {
  /** On the button. */
  readonly label: string;
  /** What the file is, for screen readers; the button's words where they say as much. */
  readonly name?: string;
  readonly icon: IconName;
  /** The button is its icon alone. */
  readonly isIconOnly?: boolean;
  /** What the browser offers first, as in `accept` of HTML. */
  readonly types?: string;
  /** Bytes that a file has at most; `Infinity` where whoever takes it says by itself what it refuses. */
  readonly most: number;
  readonly isMany?: boolean;
  /** Makes it a place onto which files may be dropped as well, and stands there. */
  readonly drop?: string;
  /** Takes words that are dropped there. */
  readonly onText?: (text: string) => void;
  /** Takes those that are not too large. */
  readonly onFiles: (files: readonly [File, ...File[]]) => void;
}

/** Has a file chosen, or dropped; one that is too large is refused here, in words. */
export function ChooseFile(props: ChooseFileProps): ReactElement {
  const {
    label,
    name = label,
    isIconOnly = false,
    types,
    most,
    isMany = false,
    drop,
    onText,
    onFiles,
    ...look
  } = props;
  const input = useRef<HTMLInputElement>(null);
  const [refused, setRefused] = useState<readonly File[]>([]);
  const take = (chosen: FileList | null): void => {
    const files = [...(chosen ?? [])].slice(0, isMany ? undefined : 1);
    setRefused(files.filter(({ size }) => size > most));
    const [first, ...more] = files.filter(({ size }) => size <= most);
    if (first !== undefined) onFiles([first, ...more]);
  };
  const shown = { ...look, onPress: () => input.current?.click() };
  const chooser = (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept={types}
        multiple={isMany}
        aria-label={name}
        onChange={({ currentTarget }) => {
          take(currentTarget.files);
          currentTarget.value = '';
        }}
      />
      {isIconOnly ? <IconButton {...shown} label={label} /> : <Button {...shown}>{label}</Button>}
    </>
  );
  return (
    <div className="chooser">
      {refused.map((file) => (
        <TooLarge key={file.name} file={file} most={most} />
      ))}
      {drop === undefined ? (
        chooser
      ) : (
        <DropPlace words={drop} onFiles={take} onText={onText}>
          {chooser}
        </DropPlace>
      )}
    </div>
  );
}

function TooLarge({ file: { name, size }, most }: { readonly file: File; readonly most: number }): ReactElement {
  const { t, i18n } = useTranslation('ui');
  const words = { size: sizeWords(size, i18n.language), most: sizeWords(most, i18n.language) };
  return (
    <Notice tone="warn" isAnnounced>
      <bdi className="strong">{name}</bdi> {t('tooLarge', words)}
    </Notice>
  );
}

interface DropPlaceProps {
  readonly words: string;
  readonly onFiles: (files: FileList) => void;
  readonly onText: ((text: string) => void) | undefined;
  readonly children: ReactNode;
}

function DropPlace({ words, onFiles, onText, children }: DropPlaceProps): ReactElement {
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const { files } = event.dataTransfer;
    if (files.length > 0) onFiles(files);
    else onText?.(event.dataTransfer.getData('text'));
  };
  return (
    <div
      className={classes('drop', isOver && 'is-over')}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={drop}
    >
      <p>{words}</p>
      {children}
    </div>
  );
}
