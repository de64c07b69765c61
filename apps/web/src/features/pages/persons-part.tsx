import { pageRoles, visibilities } from '#client/choices';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Select } from '../../ui/select.js';
import { TextField } from '../../ui/text-field.js';
import type { PartProps } from './editing.js';
import { FormRows } from './form-rows.js';

const FIELDS = ['name', 'telephone', 'email'] as const;

/** Persons of the office, and who may see what of each. */
export function PersonsPart({ draft, onChange, errorOf }: PartProps): ReactElement {
  const { t } = useTranslation(['pages', 'directory']);
  const error = errorOf('persons');
  return (
    <section className="card stack" aria-labelledby="part-persons">
      <h2 id="part-persons">{t('part.persons')}</h2>
      <p className="small">{t('persons.what')}</p>
      {error !== undefined && <p className="error">{error}</p>}
      <FormRows
        label={t('part.persons')}
        items={draft.persons}
        onChange={(persons) => {
          onChange({ persons });
        }}
        add={t('persons.add')}
        remove={(number) => t('persons.remove', { number })}
        fresh={() => ({ role: 'officer' as const, fields: {} })}
      >
        {({ role, fields }, change, place) => (
          <>
            <Select
              label={t('persons.role')}
              options={pageRoles.map((id) => ({ id, label: t(`directory:contacts.role.${id}`) }))}
              value={role}
              onChange={(value) => {
                change({ role: value });
              }}
            />
            {FIELDS.map((label) => {
              const { value, visible } = fields[label] ?? { value: '', visible: 'members' as const };
              return (
                <div key={label} className="row is-wide">
                  <TextField
                    label={t(`field.persons-${label}`)}
                    error={errorOf(`persons.${String(place)}.fields.${label}.value`)}
                    value={value}
                    onChange={(typed) => {
                      change({ fields: { ...fields, [label]: { value: typed, visible } } });
                    }}
                  />
                  <Select
                    label={t(`field.persons-${label}-visible`)}
                    options={visibilities.map((id) => ({ id, label: t(`visible.${id}`) }))}
                    value={visible}
                    onChange={(chosen) => {
                      change({ fields: { ...fields, [label]: { value, visible: chosen } } });
                    }}
                  />
                </div>
              );
            })}
          </>
        )}
      </FormRows>
    </section>
  );
}
