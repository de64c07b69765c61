import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { GivenFile } from '../../desk/api/archive.js';
import { useAct } from '../../platform/use-act.js';
import { Button } from '../../ui/button.js';
import { Fault } from '../../ui/fault.js';
import { FileField } from './file-field.js';
import { GivenDeclaration, GivenOpening } from './given-statement.js';
import { GivenRelease, GivenRequest } from './given-shares.js';

/** Takes a file about the archive that somebody was given, says what it is, and what can be done with it. */
export function GivenBox(): ReactElement {
  const { t } = useTranslation('archive');
  const [text, setText] = useState('');
  const reading = useAct(async (desk, given: string): Promise<GivenFile> => desk.archive.read(given));
  const read = (given: string): void => {
    setText(given);
    reading.mutate(given);
  };
  return (
    <section className="card" aria-labelledby="given">
      <h2 id="given">{t('given.title')}</h2>
      <p className="small">{t('given.what')}</p>
      {reading.error !== null && <Fault error={reading.error} />}
      {reading.data === undefined ? (
        <FileField label={t('given.choose')} isPasted onText={read} />
      ) : (
        <>
          <Given key={text} file={reading.data} text={text} onText={read} />
          <div className="row">
            <Button
              variant="quiet"
              onPress={() => {
                reading.reset();
              }}
            >
              {t('given.other')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

interface GivenProps {
  readonly file: GivenFile;
  readonly text: string;
  readonly onText: (text: string) => void;
}

function Given({ file, text, onText }: GivenProps): ReactElement {
  switch (file.is) {
    case 'declaration':
      return <GivenDeclaration text={text} />;
    case 'opening':
      return <GivenOpening file={file} text={text} onText={onText} />;
    case 'request':
      return <GivenRequest file={file} text={text} />;
    case 'release':
      return <GivenRelease file={file} text={text} />;
  }
}
