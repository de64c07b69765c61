import type { ReactElement } from 'react';
import type { Proposal } from '../../../desk/api/members.js';
import { useAct } from '../../../platform/use-act.js';
import { Button } from '../../../ui/button.js';
import { Fault } from '../../../ui/fault.js';
import { Notice } from '../../../ui/notice.js';
import { askedWords } from '../thread/event-words.js';
import { isolated, useWords } from '../words.js';

/** What others were asked to agree to, and how far it has come. */
export function Proposals(props: {
  readonly conversation: string;
  readonly proposals: readonly Proposal[];
  readonly canWrite: boolean;
}): ReactElement | undefined {
  const { conversation, proposals, canWrite } = props;
  const { say } = useWords();
  if (proposals.length === 0) return undefined;
  return (
    <section>
      <h3>{say('members.consents')}</h3>
      {proposals.map((proposal) => (
        <Asked key={proposal.asked} conversation={conversation} proposal={proposal} canWrite={canWrite} />
      ))}
    </section>
  );
}

function Asked(props: {
  readonly conversation: string;
  readonly proposal: Proposal;
  readonly canWrite: boolean;
}): ReactElement {
  const { conversation, proposal, canWrite } = props;
  const { by, change, given, missing, ours, ready, asked } = proposal;
  const words = useWords();
  const { say, list, namesOf, state } = words;
  const act = useAct((desk) => desk.conversations[ours ? 'consent' : 'enact'](conversation, asked));
  const isReady = missing.length === 0;
  return (
    <Notice tone={ours ? 'warn' : 'info'} icon="help">
      <p>{say('members.asks', { name: isolated(by.name), change: askedWords(words, change) })}</p>
      {'experts' in change && change.experts !== undefined && (
        <>
          <p className="xs">
            {change.experts.length > 0
              ? say('members.sponsored', { names: namesOf(change.experts) })
              : say('members.sponsoredNone', { party: isolated(state(change.party)) })}
          </p>
          <p className="xs">{say('members.toNobodyByName')}</p>
        </>
      )}
      {given.length > 0 && <p className="xs">{say('members.agreed', { names: list(given.map(state)) })}</p>}
      {!isReady && <p className="xs">{say('members.missing', { names: list(missing.map(state)) })}</p>}
      {isReady && !ready && <p className="xs">{say('members.theirsToMake')}</p>}
      {canWrite && (ours || ready) && (
        <Button
          isSmall
          variant={ours ? 'primary' : 'second'}
          isPending={act.isPending}
          onPress={() => {
            act.mutate();
          }}
        >
          {say(ours ? 'members.agree' : 'members.enact')}
        </Button>
      )}
      {act.error !== null && <Fault error={act.error} />}
    </Notice>
  );
}
