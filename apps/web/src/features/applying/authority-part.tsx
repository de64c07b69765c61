import { authorityFunctions, instruments } from '#client/choices';
import { useId, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../ui/choices.js';
import { classes } from '../../ui/classes.js';
import { TextField } from '../../ui/text-field.js';
import { useStates } from '../directory/use-states.js';
import { useTerms } from '../directory/use-terms.js';
import type { PartProps } from './part-props.js';

/** Whose authority it is, what it is called, and for what it was designated. */
export function AuthorityPart({ form, onChange, errorOf }: PartProps): ReactElement {
  const { t } = useTranslation('apply');
  const states = useStates();
  const { state, authority } = form;
  const code = state.trim();
  const named = states.name({ state: code });
  return (
    <>
      <TextField
        label={t('field.state')}
        hint={t('field.stateHint')}
        error={errorOf('state')}
        value={state}
        onChange={(typed) => {
          onChange({ state: typed });
        }}
        autoComplete="off"
      />
      {named !== code && (
        <p className="small" role="status">
          {t('field.stateRead', { name: named })}
        </p>
      )}
      <TextField
        label={t('field.name')}
        hint={t('field.nameHint')}
        error={errorOf('authority.name')}
        value={authority.name}
        onChange={(name) => {
          onChange({ authority: { ...authority, name } });
        }}
        autoComplete="off"
      />
      <TextField
        label={t('field.address')}
        error={errorOf('authority.address')}
        multiline
        rows={3}
        value={authority.address}
        onChange={(address) => {
          onChange({ authority: { ...authority, address } });
        }}
      />
      <Functions form={form} onChange={onChange} error={errorOf('functions')} />
    </>
  );
}

interface FunctionsProps extends Pick<PartProps, 'form' | 'onChange'> {
  readonly error: string | undefined;
}

/** Functions by instruments: many to many. */
function Functions({ form: { functions }, onChange, error }: FunctionsProps): ReactElement {
  const { t } = useTranslation('apply');
  const term = useTerms();
  const id = useId();
  const is = (code: string, instrument: string): boolean =>
    functions.some((one) => one.function === code && one.instrument === instrument);
  const choose = (code: string, instrument: string, isChosen: boolean): void => {
    const others = functions.filter((one) => one.function !== code || one.instrument !== instrument);
    onChange({ functions: isChosen ? [...others, { function: code, instrument }] : others });
  };
  return (
    <fieldset className={classes('choices', error !== undefined && 'has-error')} aria-describedby={`${id}-hint`}>
      <legend>{t('field.functions')}</legend>
      <p className="hint" id={`${id}-hint`}>
        {t('field.functionsHint')}
      </p>
      {error !== undefined && <p className="error">{error}</p>}
      <ul className="hint">
        {instruments.map((instrument) => (
          <li key={instrument}>
            {t('field.instrument', {
              short: term('instrumentShort', instrument),
              name: term('instrument', instrument),
            })}
          </li>
        ))}
      </ul>
      <div className="functions">
        {authorityFunctions.map((code) => (
          <fieldset className="choices" key={code}>
            <legend>{term('function', code)}</legend>
            <div className="row">
              {instruments.map((instrument) => (
                <Checkbox
                  key={instrument}
                  label={term('instrumentShort', instrument)}
                  isSelected={is(code, instrument)}
                  onChange={(isChosen) => {
                    choose(code, instrument, isChosen);
                  }}
                />
              ))}
            </div>
          </fieldset>
        ))}
      </div>
    </fieldset>
  );
}
