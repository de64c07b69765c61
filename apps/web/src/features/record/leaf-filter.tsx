import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { leafKinds } from '../../desk/api/record.js';
import { Select } from '../../ui/select.js';
import { TextField } from '../../ui/text-field.js';
import type { LeafChoice } from './use-leaves.js';

/** What the choice of leaves is given. */
export interface LeafFilterFormProps {
  readonly choice: LeafChoice;
  readonly onChange: (choice: LeafChoice) => void;
}

/** Chooses leaves by kind, and from a day on. */
export function LeafFilterForm({ choice, onChange }: LeafFilterFormProps): ReactElement {
  const { t } = useTranslation('record');
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
