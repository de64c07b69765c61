import { listBounds } from '#client/choices';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import administration from '../../locales/en/administration.json';
import words from '../../locales/en/import.json';
import { addCatalogue } from '../../platform/i18n.js';
import { useAct } from '../../platform/use-act.js';
import { ChooseFile } from '../../ui/choose-file.js';
import { Fault } from '../../ui/fault.js';
import { Loading } from '../../ui/progress.js';
import { AdministrationFrame } from '../administration/administration-frame.js';
import { ImportPreview } from './import-preview.js';

addCatalogue('administration', administration);
addCatalogue('import', words);

/** A list of authorities from elsewhere: read here, shown row by row, and made into files that are signed. */
export function ImportScreen(): ReactElement {
  const { t } = useTranslation('import');
  const reading = useAct((desk, file: File) => desk.imports.read(file));
  return (
    <AdministrationFrame
      title={t('title')}
      lead={t('lead')}
      acts={
        <ChooseFile
          variant="primary"
          icon="clip"
          label={t('choose')}
          name={t('file')}
          types=".csv,.xlsx,text/csv"
          most={listBounds.bytes}
          isPending={reading.isPending}
          onFiles={([file]) => {
            reading.mutate(file);
          }}
        />
      }
    >
      {reading.error !== null && <Fault error={reading.error} />}
      {reading.isPending && <Loading label={t('reading')} />}
      {reading.data !== undefined && <ImportPreview list={reading.data} />}
      <section className="stack tight" aria-labelledby="import-how">
        <h2 id="import-how">{t('how.title')}</h2>
        <ul className="small">
          {(['heading', 'values', 'keys', 'persons'] as const).map((one) => (
            <li key={one}>{t(`how.${one}`)}</li>
          ))}
        </ul>
      </section>
    </AdministrationFrame>
  );
}
