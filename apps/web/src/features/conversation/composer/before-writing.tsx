import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { ConversationView } from '../../../desk/api/conversations.js';
import { useDesk } from '../../../platform/use-desk.js';
import { Icon } from '../../../ui/icon.js';
import { Notice } from '../../../ui/notice.js';
import { ExpertBanner } from '../expert-banner.js';
import { isolated, useWords } from '../words.js';

/** What a writer should know before the first word: whose law may have it disclosed, who keeps an archive of it, and who came in meanwhile. */
export function BeforeWriting({ view }: { readonly view: ConversationView }): ReactElement {
  const { say, list, state, named } = useWords();
  const { self } = useDesk();
  const disclosing = view.others.filter(({ disclosure }) => disclosure !== undefined);
  const parties = view.newcomers.filter(({ withAuthority }) => withAuthority);
  const persons = view.newcomers.filter(({ withAuthority }) => !withAuthority);
  const partyIds = [...new Set(parties.map(({ person }) => person.party.id))];
  return (
    <>
      <ExpertBanner view={view} />
      {disclosing.map((office) => (
        <p key={office.id} className="disclose">
          <Icon name="eye" />
          <span>
            <span className="strong">{say('composer.disclosure', { party: isolated(state(office)) })}</span>{' '}
            <span className="hide-small disclose-words" lang={office.disclosure?.language} dir="auto">
              {office.disclosure?.text}
            </span>{' '}
            {self.expert === undefined && <Link to={`/directory/${office.id}`}>{say('composer.page')}</Link>}
          </span>
        </p>
      ))}
      {view.others
        .filter(({ archive }) => archive)
        .map((office) => (
          <p key={office.id} className="disclose">
            <Icon name="key" />
            <span>
              <span className="strong">{say('composer.archive', { party: isolated(state(office)) })}</span>{' '}
              <span className="hide-small disclose-words">{say('composer.archiveWhat')}</span>{' '}
              <Link to={`/directory/${office.id}`}>{say('composer.page')}</Link>
            </span>
          </p>
        ))}
      {view.others
        .filter(({ reads }) => !reads)
        .map((office) => (
          <Notice
            key={office.id}
            tone="warn"
            icon="people"
            title={say('composer.nobody', { party: isolated(state(office)) })}
          >
            {self.expert === undefined && <p>{say('composer.nobodyWhat')}</p>}
          </Notice>
        ))}
      {view.newcomers.length > 0 && (
        <Notice tone="warn" icon="people" title={say('composer.newcomersWhat')}>
          {partyIds.map((id) => {
            const those = parties.filter(({ person }) => person.party.id === id).map(({ person }) => person);
            const [first] = those;
            const party = first === undefined ? '' : isolated(state(first.party));
            return (
              <p key={id}>{say('composer.newcomerParty', { party, name: list(those.map(({ name }) => name)) })}</p>
            );
          })}
          {persons.map(({ person }) => (
            <p key={person.officer}>
              {say('composer.newcomer', { name: named(person), party: isolated(state(person.party)) })}
            </p>
          ))}
        </Notice>
      )}
    </>
  );
}
