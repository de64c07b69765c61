import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { leafKinds } from '../../desk/api/record.js';
import { Select } from '../../ui/select.js';
import { TextField } from '../../ui/text-field.js';
import { useActors, type LeafChoice } from './use-leaves.js';

/** What the choice of leaves is given. */
export interface LeafFilterFormProps {
  readonly choice: LeafChoice;
  readonly onChange: (choice: LeafChoice) => void;
}

/** Chooses leaves by kind, by who acted, and from a day on. */
export function LeafFilterForm({ choice, onChange }: LeafFilterFormProps): ReactElement {
  const { t } = useTranslation('record');
  const actors = useActors();
  return (
    <form
      className="row no-print"
      aria-label={t('filter.label')}
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <Select
        label={t('filter.kind')}
        options={[
          { id: '', label: t('filter.any') },
          ...leafKinds.map((kind) => ({ id: kind, label: t(`kinds.${kind}`) })),
        ]}
        value={choice.kind ?? ''}
        onChange={(kind) => {
          onChange({ ...choice, kind: kind === '' ? undefined : kind });
        }}
      />
      <Select
        label={t('filter.by')}
        options={[
          { id: '', label: t('filter.anyone') },
          ...actors.map(({ id, name, authority }) => ({
            id,
            label: authority === undefined ? name : t('object.by', { name, authority }),
          })),
        ]}
        value={choice.by ?? ''}
        onChange={(by) => {
          onChange({ ...choice, by: by === '' ? undefined : by });
        }}
      />
      <TextField
        type="date"
        label={t('filter.from')}
        value={choice.from}
        onChange={(from) => {
          onChange({ ...choice, from });
        }}
      />
    </form>
  );
}
