import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../ui/button.js';
import { ChooseFile } from '../../ui/choose-file.js';
import { LinkBox } from '../../ui/link-box.js';
import { Notice } from '../../ui/notice.js';
import { Select } from '../../ui/select.js';
import { TextField } from '../../ui/text-field.js';
import type { PartProps } from './part-props.js';
import { publicKeysIn } from './public-keys.js';

/** Far more than a file of keys has. */
const MOST_BYTES = 100_000;

/** The keys with which the authority will sign, their public halves: from files, or pasted. */
export function KeysPart({ form: { keys, threshold }, onChange, errorOf }: PartProps): ReactElement {
  const { t } = useTranslation('apply');
  const [pasted, setPasted] = useState('');
  const [refused, setRefused] = useState<readonly string[]>([]);
  const take = (texts: readonly { readonly name: string; readonly text: string }[]): void => {
    const read = texts.map(({ name, text }) => ({ name, ...publicKeysIn(text) }));
    const told = read.map(
      ({ name, refused: why }) => why && t(why === 'private' ? 'keys.private' : 'keys.noneIn', { name }),
    );
    setRefused(told.filter((one) => one !== undefined));
    change([...new Set([...keys, ...read.flatMap((one) => one.keys)])]);
  };
  const change = (to: readonly string[]): void => {
    onChange({ keys: [...to], threshold: Math.min(threshold, Math.max(to.length, 1)) });
  };
  const choose = async (files: readonly File[]): Promise<void> => {
    take(await Promise.all(files.map(async (file) => ({ name: file.name, text: await file.text() }))));
  };
  const error = errorOf('keys') ?? keys.map((_, i) => errorOf(`keys.${String(i)}`)).find((one) => one !== undefined);
  return (
    <>
      <p>{t('keys.what')}</p>
      <LinkBox label={t('keys.typed')} text={t('keys.command')} />
      <p className="small">{t('keys.stays')}</p>
      {refused.map((words) => (
        <Notice key={words} tone="critical" isAnnounced>
          {words}
        </Notice>
      ))}
      <div className={error === undefined ? 'field' : 'field has-error'}>
        <span className="label" id="keys-label">
          {t('field.keys')}
        </span>
        {error !== undefined && <p className="error">{error}</p>}
        {keys.length === 0 ? (
          <p className="small muted">{t('keys.none')}</p>
        ) : (
          <ol className="form-rows" aria-label={t('keys.list')}>
            {keys.map((key, place) => (
              <li key={key}>
                <code className="mono key" translate="no">
                  {key}
                </code>
                <IconButton
                  variant="quiet"
                  icon="trash"
                  label={t('keys.remove', { number: place + 1 })}
                  onPress={() => {
                    change(keys.filter((one) => one !== key));
                  }}
                />
              </li>
            ))}
          </ol>
        )}
        <ChooseFile
          icon="key"
          label={t('keys.choose')}
          most={MOST_BYTES}
          isMany
          onFiles={(files) => {
            void choose(files);
          }}
        />
      </div>
      <div className="row">
        <TextField label={t('keys.paste')} value={pasted} onChange={setPasted} autoComplete="off" />
        <Button
          isDisabled={pasted.trim() === ''}
          onPress={() => {
            take([{ name: t('keys.typedName'), text: pasted }]);
            setPasted('');
          }}
        >
          {t('keys.add')}
        </Button>
      </div>
      {keys.length > 0 && (
        <Select
          label={t('field.threshold')}
          hint={t('field.thresholdHint')}
          error={errorOf('threshold')}
          options={keys.map((_, i) => ({
            id: String(i + 1),
            label: t('keys.of', { threshold: i + 1, count: keys.length }),
          }))}
          value={String(threshold)}
          onChange={(chosen) => {
            onChange({ threshold: Number(chosen) });
          }}
        />
      )}
      <p className="hint">{t('keys.readOut')}</p>
    </>
  );
}
