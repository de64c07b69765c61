import { Fragment, useMemo, useState, type ReactElement } from 'react';
import type { Words } from '../../../desk/api/thread.js';
import { AddressDialog } from './address-dialog.js';
import { lookFirst } from './where-it-leads.js';
import { parseMarkup, type Block, type Line, type Span } from './markup.js';

type OnOpen = (address: string) => void;

/** The words of a message: its small markup, each paragraph in its own direction of writing. Nothing of it runs. */
export function MessageText({ words }: { readonly words: Words }): ReactElement {
  const { text, language } = words;
  const blocks = useMemo(() => parseMarkup(text), [text]);
  const [address, setAddress] = useState<string>();
  return (
    <div className="msg-text" lang={language}>
      {blocks.map((block, place) => (
        <ShownBlock key={place} block={block} onOpen={setAddress} />
      ))}
      {address !== undefined && (
        <AddressDialog
          address={address}
          onClose={() => {
            setAddress(undefined);
          }}
        />
      )}
    </div>
  );
}

function ShownBlock({ block, onOpen }: { readonly block: Block; readonly onOpen: OnOpen }): ReactElement | undefined {
  switch (block.is) {
    case 'blank':
      return undefined;
    case 'paragraph':
      return <Lines lines={block.lines} onOpen={onOpen} />;
    case 'quotation':
      return (
        <blockquote dir="auto">
          <Lines lines={block.lines} onOpen={onOpen} />
        </blockquote>
      );
    case 'bullets':
      return (
        <ul dir="auto">
          <Items lines={block.lines} onOpen={onOpen} />
        </ul>
      );
    case 'numbers':
      // The numbers as they were written: another message may speak of them.
      return (
        <ol dir="auto">
          <Items lines={block.lines} onOpen={onOpen} isNumbered />
        </ol>
      );
  }
}

function Lines({ lines, onOpen }: { readonly lines: readonly Line[]; readonly onOpen: OnOpen }): ReactElement {
  return (
    <p dir="auto">
      {lines.map((line, place) => (
        <Fragment key={place}>
          {place > 0 && <br />}
          <Spans spans={line.spans} onOpen={onOpen} />
        </Fragment>
      ))}
    </p>
  );
}

function Items({
  lines,
  onOpen,
  isNumbered = false,
}: {
  readonly lines: readonly Line[];
  readonly onOpen: OnOpen;
  readonly isNumbered?: boolean;
}): ReactElement[] {
  return lines.map((line, place) => (
    <li key={place} dir="auto" data-marker={isNumbered ? line.marker.trim() : undefined}>
      <Spans spans={line.spans} onOpen={onOpen} />
    </li>
  ));
}

function Spans({ spans, onOpen }: { readonly spans: readonly Span[]; readonly onOpen: OnOpen }): ReactElement[] {
  return spans
    .filter(({ is }) => is !== 'marker')
    .map((span, place) => {
      const shown = span.is === 'link' ? <Address address={span.text} onOpen={onOpen} /> : span.text;
      return span.strong ? <strong key={place}>{shown}</strong> : <Fragment key={place}>{shown}</Fragment>;
    });
}

/** An address in full; it is opened only after the reader has looked at it. */
function Address({ address, onOpen }: { readonly address: string; readonly onOpen: OnOpen }): ReactElement {
  return (
    <a
      className="address"
      href={address}
      target="_blank"
      rel="noopener noreferrer"
      dir="ltr"
      {...lookFirst(() => {
        onOpen(address);
      })}
    >
      {address}
    </a>
  );
}
