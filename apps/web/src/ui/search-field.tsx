import type { ReactElement, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import {
  Input,
  Label,
  SearchField as AriaSearchField,
  type SearchFieldProps as AriaSearchFieldProps,
} from 'react-aria-components';
import { IconButton } from './button.js';
import { Icon } from './icon.js';
import { Kbd } from './kbd.js';

/** What a search field may be given: all that react-aria's takes, but for its parts. */
export interface SearchFieldProps extends Omit<AriaSearchFieldProps, 'children' | 'className' | 'style'> {
  /** What is searched; shown in the empty field too. */
  readonly label: string;
  /** The key that leads here. */
  readonly shortcut?: string;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** A field to find by. Escape empties it. */
export function SearchField({ label, shortcut, inputRef, ...rest }: SearchFieldProps): ReactElement {
  const { t } = useTranslation('ui');
  return (
    <AriaSearchField {...rest} className="find">
      <Icon name="search" />
      <Label className="vh">{label}</Label>
      <Input placeholder={label} ref={inputRef} />
      {shortcut !== undefined && <Kbd>{shortcut}</Kbd>}
      <IconButton variant="quiet" icon="x" label={t('empty')} />
    </AriaSearchField>
  );
}
