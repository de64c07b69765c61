import { useId, type ReactElement, type ReactNode } from 'react';
import { classes } from './classes.js';

/** One of the choices that are all shown. */
interface Choice<Id extends string> {
  readonly id: Id;
  readonly label: string;
  /** Belongs to this choice. */
  readonly hint?: string;
  readonly isDisabled?: boolean;
}

/** What a group of radio buttons may be given. */
export interface RadioGroupProps<Id extends string> {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly options: readonly Choice<Id>[];
  readonly value: Id | undefined;
  readonly onChange: (id: Id) => void;
  /** Each choice in a box of its own: for choices that are weighed. */
  readonly isBoxed?: boolean;
}

/** One of several, all of which are shown. The browser's own radio buttons: they obey forced colours and every setting. */
export function RadioGroup<Id extends string>(props: RadioGroupProps<Id>): ReactElement {
  const { label, hint, error, options, value, onChange, isBoxed = false } = props;
  const name = useId();
  return (
    <fieldset className={classes('choices', error !== undefined && 'has-error')}>
      <legend>{label}</legend>
      {hint !== undefined && <p className="hint">{hint}</p>}
      {error !== undefined && <p className="error">{error}</p>}
      {options.map((option) => (
        <Box key={option.id} isBoxed={isBoxed} label={option.label} hint={option.hint}>
          {(id, describedBy) => (
            <input
              type="radio"
              id={id}
              name={name}
              checked={option.id === value}
              disabled={option.isDisabled}
              aria-describedby={describedBy}
              onChange={() => {
                onChange(option.id);
              }}
            />
          )}
        </Box>
      ))}
    </fieldset>
  );
}

/** What a checkbox may be given. */
export interface CheckboxProps {
  readonly label: ReactNode;
  readonly hint?: string | undefined;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly isDisabled?: boolean;
  readonly isBoxed?: boolean;
}

/** Yes or no. */
export function Checkbox(props: CheckboxProps): ReactElement {
  const { label, hint, isSelected, onChange, isDisabled = false, isBoxed = false } = props;
  return (
    <Box isBoxed={isBoxed} label={label} hint={hint}>
      {(id, describedBy) => (
        <input
          type="checkbox"
          id={id}
          checked={isSelected}
          disabled={isDisabled}
          aria-describedby={describedBy}
          onChange={({ currentTarget }) => {
            onChange(currentTarget.checked);
          }}
        />
      )}
    </Box>
  );
}

interface BoxProps {
  readonly isBoxed: boolean;
  readonly label: ReactNode;
  readonly hint: string | undefined;
  readonly children: (id: string, describedBy: string | undefined) => ReactElement;
}

function Box({ isBoxed, label, hint, children }: BoxProps): ReactElement {
  const id = useId();
  const hintId = hint === undefined ? undefined : `${id}-hint`;
  return (
    <div className={classes('choice', isBoxed && 'choice-box')}>
      {children(id, hintId)}
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <span className="hint" id={hintId}>
          {hint}
        </span>
      )}
    </div>
  );
}
