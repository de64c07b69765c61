import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
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
  return <Link to={seq === undefined ? `/c/${id}` : `/c/${id}#m${String(seq)}`}>{name}</Link>;
}
