import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, type ButtonProps } from './button.js';
import { useCopy } from './use-copy.js';

/** What a button that copies is given. */
export interface CopyButtonProps extends Pick<ButtonProps, 'variant' | 'isSmall'> {
  readonly label: string;
  readonly text: string;
}

/** Copies a text, and says that it is copied, or that it cannot be. */
export function CopyButton({ label, text, ...look }: CopyButtonProps): ReactElement {
  const { t } = useTranslation('ui');
  const [copied, setCopied] = useState<string>();
  const isCopied = copied === text;
  const toClipboard = useCopy();
  const copy = async (): Promise<void> => {
    if (await toClipboard(text)) setCopied(text);
  };
  return (
    <Button {...look} icon={isCopied ? 'check' : 'copy'} onPress={() => void copy()}>
      {isCopied ? t('copied') : label}
    </Button>
  );
}
