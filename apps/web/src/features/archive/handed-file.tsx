import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TextFile } from '../../desk/api/archive.js';
import { save } from '../../platform/save.js';
import { Button } from '../../ui/button.js';

/** What the part may be given. */
export interface HandedFileProps {
  readonly file: TextFile;
  /** To whom it goes, and what they do with it. */
  readonly words: string;
  /** Lines for the command line. */
  readonly commands?: readonly string[];
}

/** A file that goes on by hand: saved here, and what is done with it next. */
export function HandedFile({ file, words, commands = [] }: HandedFileProps): ReactElement {
  const { t } = useTranslation('archive');
  return (
    <div className="stack" role="status">
      <p className="small">{words}</p>
      {commands.map((command) => (
        <p key={command} className="mono small" translate="no" dir="ltr">
          {command}
        </p>
      ))}
      <div className="row">
        <Button
          variant="primary"
          icon="download"
          onPress={() => {
            save(new Blob([file.text]), file.name);
          }}
        >
          {t('handed.save', { name: file.name })}
        </Button>
      </div>
    </div>
  );
}
