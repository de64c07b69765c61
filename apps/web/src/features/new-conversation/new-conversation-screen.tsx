import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import words from '../../locales/en/new-conversation.json';
import { addCatalogue } from '../../platform/i18n.js';
import { PageHead } from '../../ui/page-head.js';
import { AuthorityChoice } from './authority-choice.js';
import { ConversationForm } from './conversation-form.js';
import './new-conversation.css';

addCatalogue('new-conversation', words);

/** Where a conversation is begun: whom to ask, then what about. */
export function NewConversationScreen(): ReactElement {
  const { t } = useTranslation('new-conversation');
  const [search, setSearch] = useSearchParams();
  const authority = search.get('with');
  const choose = (id: string | undefined): void => {
    setSearch(id === undefined ? {} : { with: id });
  };
  return (
    <div className="page">
      <PageHead title={t('title')} lead={t('lead')} />
      {authority === null ? (
        <AuthorityChoice onChoose={choose} />
      ) : (
        <ConversationForm
          key={authority}
          authority={authority}
          onChange={() => {
            choose(undefined);
          }}
        />
      )}
    </div>
  );
}
