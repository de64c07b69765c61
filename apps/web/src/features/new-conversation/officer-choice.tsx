import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfficerLine } from '../../desk/api/directory.js';
import { Checkbox, RadioGroup } from '../../ui/choices.js';

/** What the choice of officers is given. */
export interface OfficerChoiceProps {
  readonly staff: readonly OfficerLine[];
  /** Whether single officers are chosen, rather than the whole office. */
  readonly isSome: boolean;
  readonly officers: readonly string[];
  readonly error: string | undefined;
  readonly onSome: (isSome: boolean) => void;
  readonly onChange: (officers: readonly string[]) => void;
}

/** The whole office, or single officers of it. */
export function OfficerChoice(props: OfficerChoiceProps): ReactElement {
  const { staff, isSome, officers, error, onSome, onChange } = props;
  const { t } = useTranslation('new-conversation');
  const reachable = staff.filter((officer) => officer.reachable).length;
  return (
    <div className="stack">
      <RadioGroup
        label={t('officers.label')}
        isBoxed
        error={error}
        options={[
          { id: 'office', label: t('officers.office'), hint: t('officers.officeHint', { count: reachable }) },
          { id: 'some', label: t('officers.some'), hint: t('officers.someHint') },
        ]}
        value={isSome ? 'some' : 'office'}
        onChange={(id) => {
          onSome(id === 'some');
        }}
      />
      {isSome && (
        <fieldset className="choices under-choice">
          <legend className="vh">{t('officers.some')}</legend>
          {staff.map((officer) => (
            <Checkbox
              key={officer.id}
              label={<bdi>{officer.name}</bdi>}
              hint={officer.reachable ? undefined : t('officers.unreachable')}
              isDisabled={!officer.reachable}
              isSelected={officers.includes(officer.id)}
              onChange={(isSelected) => {
                const others = officers.filter((id) => id !== officer.id);
                onChange(isSelected ? [...others, officer.id] : others);
              }}
            />
          ))}
        </fieldset>
      )}
    </div>
  );
}
