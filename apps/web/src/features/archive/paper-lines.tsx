import { useId, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArchiveDesk } from '../../desk/api/archive.js';
import { TextField } from '../../ui/text-field.js';
import { withLine } from './typed-lines.js';

/** What is wrong with each line. */
export type LineFaults = Awaited<ReturnType<ArchiveDesk['lineFaults']>>;

/** What the fields may be given. */
export interface PaperLinesProps {
  readonly lines: readonly string[];
  readonly faults: LineFaults | undefined;
  readonly onChange: (lines: readonly string[]) => void;
}

/** The four lines of a page, as they are typed; what is wrong with one is told at its field. */
export function PaperLines({ lines, faults, onChange }: PaperLinesProps): ReactElement {
  const { t } = useTranslation('archive');
  const id = useId();
  return (
    <div className="stack" role="group" aria-labelledby={id}>
      <p className="label" id={id}>
        {t('lines.legend')}
      </p>
      {lines.map((line, i) => (
        <TextField
          key={i}
          label={t('lines.line', { line: i + 1 })}
          error={wordsOf(faults?.[i], t)}
          value={line}
          onChange={(typed) => {
            onChange(withLine(lines, i, typed));
          }}
          autoComplete="off"
          autoCorrect="off"
          spellCheck="false"
        />
      ))}
    </div>
  );
}

function wordsOf(
  fault: LineFaults[number] | undefined,
  t: ReturnType<typeof useTranslation<'archive'>>['t'],
): string | undefined {
  switch (fault?.is) {
    case undefined:
      return undefined;
    case 'count':
      return t('lines.count', { count: fault.found });
    case 'word':
      return t('lines.word', { place: fault.place });
    case 'check':
      return t('lines.check');
  }
}
