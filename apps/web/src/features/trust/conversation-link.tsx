import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { conversationPath } from '../conversation/link.js';
import { useInbox } from '../inbox/use-inbox.js';
import { useLineNames } from '../inbox/use-line-names.js';

/** Leads to a conversation by its name, and to a place in it. */
export function ConversationLink({
  id,
  seq,
}: {
  readonly id: string;
  readonly seq?: number | undefined;
}): ReactElement {
  const { t } = useTranslation('trust');
  const { data } = useInbox();
  const { matter, counterparts } = useLineNames();
  const line = data?.find((one) => one.id === id);
  const name = line === undefined ? t('story.aConversation') : `${matter(line)}, ${counterparts(line)}`;
  return <Link to={conversationPath(id, seq)}>{name}</Link>;
}
