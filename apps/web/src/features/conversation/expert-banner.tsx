import type { ReactElement } from 'react';
import type { ConversationView } from '../../desk/api/conversations.js';
import { Icon } from '../../ui/icon.js';
import { Time } from '../../ui/time.js';
import type { ExpertEnd } from './expert-end.js';
import { isolated, useWords } from './words.js';

/** Says, over what is written, that somebody from outside reads it. */
export function ExpertBanner({ view }: { readonly view: ConversationView }): ReactElement {
  const { say, state } = useWords();
  return (
    <>
      {view.experts.map(({ person, self, until }) => (
        <p key={person.officer} className="disclose expert-note" role="note">
          <Icon name="people" />
          <span>
            <span className="strong">
              {say(self ? 'expert.you' : 'expert.reads')} <Time at={until} kind="moment" />.
            </span>{' '}
            <span className={self ? undefined : 'hide-small'}>
              {say(self ? 'expert.youWhat' : 'expert.who', {
                name: isolated(person.name),
                party: isolated(state(person.party)),
              })}
            </span>
          </span>
        </p>
      ))}
    </>
  );
}

/** Says, in place of where they wrote, that an outside expert takes part no longer. */
export function ExpertEnded({ end, party }: { readonly end: ExpertEnd; readonly party: string }): ReactElement {
  const { say } = useWords();
  return (
    <>
      <span className="strong">
        {say(`expert.${end.is}`, { party })}
        {'at' in end && (
          <>
            {' '}
            <Time at={end.at} kind="moment" />.
          </>
        )}
      </span>{' '}
      {say('expert.endedWhat', { party })}
    </>
  );
}
