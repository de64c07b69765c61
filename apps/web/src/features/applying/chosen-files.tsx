import { applicationBounds } from '#client/choices';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/button.js';
import { ChooseFile } from '../../ui/choose-file.js';
import { Icon } from '../../ui/icon.js';
import { Notice } from '../../ui/notice.js';
import { isolated } from '../conversation/words.js';
import { sizeWords } from '../../platform/size-words.js';
import { refusedFiles } from './refused-files.js';

interface ChosenFilesProps {
  readonly files: readonly File[];
  readonly onChange: (files: readonly File[]) => void;
}

/** Documents that are chosen or dropped; what cannot be sent is told at once. */
export function ChosenFiles({ files, onChange }: ChosenFilesProps): ReactElement {
  const { t, i18n } = useTranslation('apply');
  const [refused, setRefused] = useState<readonly string[]>([]);
  const take = (chosen: readonly File[]): void => {
    const { taken, refused: told } = refusedFiles(files, chosen);
    setRefused(
      told.map(({ name, why }) => t(`files.${why}`, { name: isolated(name), most: applicationBounds.documents })),
    );
    onChange(taken);
  };
  return (
    <fieldset className="choices">
      <legend>{t('files.title')}</legend>
      <p className="hint">{t('files.hint', { most: applicationBounds.documents })}</p>
      {refused.map((words) => (
        <Notice key={words} tone="warn" isAnnounced>
          {words}
        </Notice>
      ))}
      {files.length > 0 && (
        <ul className="form-rows" aria-label={t('files.list')}>
          {files.map((file) => (
            <li key={file.name}>
              <Icon name="doc" />
              <span>
                <bdi className="strong">{file.name}</bdi>{' '}
                <span className="muted xs">{sizeWords(file.size, i18n.language)}</span>
              </span>
              <IconButton
                variant="quiet"
                icon="trash"
                label={t('files.remove', { name: isolated(file.name) })}
                onPress={() => {
                  onChange(files.filter((one) => one !== file));
                }}
              />
            </li>
          ))}
        </ul>
      )}
      <ChooseFile icon="clip" label={t('files.choose')} drop={t('files.drop')} most={Infinity} isMany onFiles={take} />
      <p className="hint">{t('files.again')}</p>
    </fieldset>
  );
}
