import { useState, type ReactElement, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components';
import { IconButton } from './button.js';
import { classes } from './classes.js';

/** What a text field may be given: all that react-aria's takes, but for its parts. */
export interface TextFieldProps extends Omit<AriaTextFieldProps, 'children' | 'className' | 'style' | 'isInvalid'> {
  readonly label: string;
  /** The label is read out, and not shown. */
  readonly isLabelHidden?: boolean;
  readonly hint?: string | undefined;
  /** What is wrong, and what would be right; stands above the control. */
  readonly error?: string | undefined;
  readonly placeholder?: string;
  /** A text of several lines, that grows with what is typed. */
  readonly multiline?: boolean;
  readonly rows?: number;
  readonly inputRef?: Ref<HTMLInputElement | HTMLTextAreaElement>;
  /** Called when a secret is shown or hidden. */
  readonly onReveal?: (isShown: boolean) => void;
}

/** A labelled field for text; of type `password` it can be shown while it is typed. */
export function TextField(props: TextFieldProps): ReactElement {
  const {
    label,
    isLabelHidden = false,
    hint,
    error,
    placeholder,
    multiline = false,
    rows,
    inputRef,
    onReveal,
    ...rest
  } = props;
  const { t } = useTranslation('ui');
  const [isShown, setShown] = useState(false);
  const isSecret = rest.type === 'password';
  const input = multiline ? (
    <TextArea placeholder={placeholder} rows={rows} ref={inputRef as Ref<HTMLTextAreaElement>} />
  ) : (
    <Input
      className="input"
      {...(placeholder === undefined ? {} : { placeholder })}
      ref={inputRef as Ref<HTMLInputElement>}
    />
  );
  return (
    <AriaTextField
      {...rest}
      {...(isSecret && isShown ? { type: 'text' } : {})}
      // Some browsers send what is shown to a service that corrects it.
      {...(isSecret ? { spellCheck: 'false', autoCorrect: 'off', autoCapitalize: 'off' } : {})}
      isInvalid={error !== undefined}
      className={classes('field', error !== undefined && 'has-error')}
    >
      <Label className={classes(isLabelHidden && 'vh')}>{label}</Label>
      {hint !== undefined && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <FieldError className="error">{error}</FieldError>
      {isSecret ? (
        <div className="reveal">
          {input}
          <IconButton
            icon={isShown ? 'lock' : 'eye'}
            label={t(isShown ? 'hide' : 'show')}
            aria-pressed={isShown}
            onPress={() => {
              setShown(!isShown);
              onReveal?.(!isShown);
            }}
          />
        </div>
      ) : (
        input
      )}
    </AriaTextField>
  );
}
