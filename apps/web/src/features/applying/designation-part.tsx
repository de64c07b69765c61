import type { ApplicationForm } from '#client';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../ui/text-field.js';
import { ChosenFiles } from './chosen-files.js';
import type { PartProps } from './part-props.js';

const CONTACT = ['name', 'office', 'telephone', 'email'] as const;

interface DesignationPartProps extends PartProps {
  readonly files: readonly File[];
  readonly onFiles?: (files: readonly File[]) => void;
}

/** How the State notified it, what shows that, and whom the secretariat asks. */
export function DesignationPart({ form, onChange, errorOf, files, onFiles }: DesignationPartProps): ReactElement {
  const { t } = useTranslation('apply');
  const { designation, contact, remarks } = form;
  const notify = (change: Partial<ApplicationForm['designation']>): void => {
    onChange({ designation: { ...designation, ...change } });
  };
  return (
    <>
      <div className="row">
        <TextField
          label={t('field.reference')}
          hint={t('field.referenceHint')}
          error={errorOf('designation.reference')}
          value={designation.reference}
          onChange={(reference) => {
            notify({ reference });
          }}
          autoComplete="off"
        />
        <TextField
          type="date"
          label={t('field.date')}
          error={errorOf('designation.date')}
          value={designation.date}
          onChange={(date) => {
            notify({ date });
          }}
        />
      </div>
      {onFiles !== undefined && <ChosenFiles files={files} onChange={onFiles} />}
      <fieldset className="choices contact">
        <legend>{t('field.contact')}</legend>
        <p className="hint">{t('field.contactHint')}</p>
        {CONTACT.map((field) => (
          <TextField
            key={field}
            label={t(field === 'name' ? 'field.contact-name' : `field.${field}`)}
            error={errorOf(`contact.${field}`)}
            {...(field === 'email' ? { type: 'email' } : field === 'telephone' ? { type: 'tel' } : {})}
            value={contact[field]}
            onChange={(typed) => {
              onChange({ contact: { ...contact, [field]: typed } });
            }}
          />
        ))}
      </fieldset>
      <TextField
        label={t('field.remarks')}
        hint={t('field.remarksHint')}
        error={errorOf('remarks')}
        multiline
        rows={3}
        value={remarks}
        onChange={(typed) => {
          onChange({ remarks: typed });
        }}
      />
    </>
  );
}
