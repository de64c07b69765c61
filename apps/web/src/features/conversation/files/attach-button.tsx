import type { ReactElement } from 'react';
import { ChooseFile } from '../../../ui/choose-file.js';
import { useWords } from '../words.js';
import type { Attaching } from './use-attaching.js';

/** Chooses files to attach; what is too large is said of those that are dropped or pasted just the same. */
export function AttachButton({ attaching }: { readonly attaching: Attaching }): ReactElement {
  const { say } = useWords();
  return (
    <ChooseFile
      isSmall
      isIconOnly
      icon="clip"
      label={say('files.attach')}
      most={Infinity}
      isMany
      onFiles={attaching.take}
    />
  );
}
