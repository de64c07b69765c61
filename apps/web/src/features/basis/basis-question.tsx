import { cooperations, offences, type Cooperation, type Offence } from '#consultation';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../ui/choices.js';
import { Select } from '../../ui/select.js';
import { TextField } from '../../ui/text-field.js';

/** What is asked, as it is typed. */
export interface AskedBasis {
  readonly requesting: string;
  readonly requested: string;
  readonly cooperation: Cooperation;
  readonly offence: Offence;
  readonly years: string;
  readonly isTransnational: boolean;
  readonly isThere: boolean;
}

/** Years as typed; undefined where it is no number of years. */
export function yearsIn(text: string): number | undefined {
  return /^\d{1,3}$/.test(text.trim()) ? Number(text) : undefined;
}

interface QuestionProps {
  readonly asked: AskedBasis;
  readonly states: readonly { readonly id: string; readonly label: string }[];
  readonly onChange: (change: Partial<AskedBasis>) => void;
}

/** Two States, what is asked for, and what is known of the offence. */
export function BasisQuestionForm({ asked, states, onChange }: QuestionProps): ReactElement {
  const { t } = useTranslation('basis');
  const { cooperation, years } = asked;
  const isForm = years.trim() === '' || yearsIn(years) !== undefined;
  return (
    <form
      className="stack no-print"
      aria-label={t('question.label')}
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      {(['requesting', 'requested'] as const).map((side) => (
        <Select
          key={side}
          label={t(`question.${side}`)}
          placeholder={t('question.choose')}
          options={states}
          value={asked[side] === '' ? undefined : asked[side]}
          onChange={(state) => {
            onChange({ [side]: state });
          }}
        />
      ))}
      <Select
        label={t('question.cooperation')}
        options={cooperations.map((id) => ({ id, label: t(`cooperation.${id}`) }))}
        value={cooperation}
        onChange={(chosen) => {
          onChange({ cooperation: chosen });
        }}
      />
      <Select
        label={t('question.offence')}
        options={offences.map((id) => ({ id, label: t(`offence.${id}`) }))}
        value={asked.offence}
        onChange={(offence) => {
          onChange({ offence });
        }}
      />
      <TextField
        label={t('question.years')}
        hint={t('question.yearsHint')}
        error={isForm ? undefined : t('question.yearsForm')}
        inputMode="numeric"
        value={years}
        onChange={(typed) => {
          onChange({ years: typed });
        }}
      />
      <fieldset className="choices">
        <legend>{t('question.links')}</legend>
        <Checkbox
          label={t('question.isTransnational')}
          isSelected={asked.isTransnational}
          onChange={(isTransnational) => {
            onChange({ isTransnational });
          }}
        />
        <Checkbox
          label={t(`question.isThere.${cooperation === 'extradition' ? 'extradition' : 'other'}`)}
          isSelected={asked.isThere}
          onChange={(isThere) => {
            onChange({ isThere });
          }}
        />
      </fieldset>
    </form>
  );
}
