import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../ui/text-field.js';
import type { PartProps } from './editing.js';
import { FormRows } from './form-rows.js';

const LINES = ['telephone', 'fax', 'email', 'web'] as const;

/** The office: its names, ministry, address and lines. */
export function OfficePart({ draft, onChange, errorOf }: PartProps): ReactElement {
  const { t } = useTranslation('pages');
  const { names, ministry, address, office, territories } = draft;
  return (
    <section className="card stack" aria-labelledby="part-office">
      <h2 id="part-office">{t('part.office')}</h2>
      <p className="small">{t('everyone')}</p>
      <FormRows
        label={t('field.names')}
        items={names}
        onChange={(changed) => {
          onChange({ names: changed });
        }}
        add={t('office.addName')}
        remove={(number) => t('office.removeName', { number })}
        fresh={() => ({ language: '', name: '' })}
      >
        {({ language, name }, change, place) => (
          <>
            <TextField
              label={t('field.names')}
              error={errorOf(`names.${String(place)}.name`)}
              value={name}
              onChange={(value) => {
                change({ name: value });
              }}
            />
            <TextField
              label={t('language')}
              hint={t('languageHint')}
              error={errorOf(`names.${String(place)}.language`)}
              value={language}
              onChange={(value) => {
                change({ language: value });
              }}
            />
          </>
        )}
      </FormRows>
      <div className="row">
        <TextField
          label={t('field.ministry')}
          error={errorOf('ministry')}
          value={ministry}
          onChange={(value) => {
            onChange({ ministry: value });
          }}
        />
        <TextField
          label={t('field.territories')}
          hint={t('office.territoriesHint')}
          error={errorOf('territories')}
          value={territories.join(', ')}
          onChange={(value) => {
            onChange({ territories: value === '' ? [] : value.split(', ') });
          }}
        />
      </div>
      <TextField
        label={t('field.address')}
        multiline
        rows={2}
        error={errorOf('address')}
        value={address}
        onChange={(value) => {
          onChange({ address: value });
        }}
      />
      <div className="row">
        {LINES.map((line) => (
          <TextField
            key={line}
            label={t(`field.office-${line}`)}
            error={errorOf(`office.${line}`)}
            value={office[line]}
            onChange={(value) => {
              onChange({ office: { ...office, [line]: value } });
            }}
          />
        ))}
      </div>
    </section>
  );
}
