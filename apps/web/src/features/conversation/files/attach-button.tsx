import type { ReactElement } from 'react';
import { IconButton } from '../../../ui/button.js';
import { useWords } from '../words.js';
import type { Attaching } from './use-attaching.js';

/** Chooses files to attach. */
export function AttachButton({ attaching }: { readonly attaching: Attaching }): ReactElement {
  const { say } = useWords();
  return (
    <>
      <IconButton isSmall icon="clip" label={say('files.attach')} onPress={attaching.choose} />
      <input
        ref={attaching.input}
        type="file"
        multiple
        hidden
        aria-label={say('files.attach')}
        onChange={({ currentTarget }) => {
          attaching.take(currentTarget.files);
          currentTarget.value = '';
        }}
      />
    </>
  );
}
