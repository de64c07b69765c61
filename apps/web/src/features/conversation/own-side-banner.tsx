import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { Icon } from '../../ui/icon.js';
import { conversationPath } from './link.js';
import { useWords } from './words.js';

/** Says, over everything that is written for our own office, that nobody else reads it. */
export function OwnSideBanner({ beside }: { readonly beside: string | undefined }): ReactElement {
  const { say } = useWords();
  return (
    <p className="own-side">
      <Icon name="lock" />
      <span className="strong">{say('notes.banner')}</span>
      <span className="hide-small">{say('notes.textAlone')}</span>
      {beside !== undefined && (
        <Link className="push" to={conversationPath(beside)}>
          {say('toConversation')}
        </Link>
      )}
    </p>
  );
}
