import { useState, type ReactElement } from 'react';
import type { ConversationView } from '../../../desk/api/conversations.js';
import type { MemberDevice, MemberOfficer, MemberParty, Members } from '../../../desk/api/members.js';
import type { Party, Person } from '../../../desk/api/parties.js';
import { useDesk, useView } from '../../../platform/use-desk.js';
import { Button } from '../../../ui/button.js';
import { Fault } from '../../../ui/fault.js';
import { Icon } from '../../../ui/icon.js';
import { Mark } from '../../../ui/mark.js';
import { StatePlate } from '../../directory/state-plate.js';
import { Loading } from '../../../ui/progress.js';
import { Time } from '../../../ui/time.js';
import { historyWords, isolated, retentionWords, useWords } from '../words.js';
import { OfficerDialog } from './officer-dialog.js';
import { ExpertsSection } from './experts-section.js';
import { Proposals } from './proposals.js';
import { RulesDialog } from './rules-dialog.js';
import { ThirdPartyDialog } from './third-party-dialog.js';

type Asking = 'third' | 'rules' | { readonly party: Party; readonly candidates: readonly Person[] };

/** Who is in a conversation: every party, officer and device, why each is trusted, and since when. */
export function MembersPanel({ view }: { readonly view: ConversationView }): ReactElement {
  const { say } = useWords();
  const { id } = view;
  const { self } = useDesk();
  const isExpert = self.expert !== undefined;
  const members = useView(['conversations', id, 'members'], (desk) => desk.conversations.members(id));
  const [asking, setAsking] = useState<Asking>();
  if (members.data === undefined) {
    if (members.error !== null) return <Fault error={members.error} onRetry={() => void members.refetch()} />;
    return <Loading label={say('members.loading')} />;
  }
  const { data } = members;
  const canAsk = data.member && !data.closed && !isExpert;
  const done = (): void => {
    setAsking(undefined);
  };
  return (
    <>
      <p className="muted xs">
        {say('members.summary', {
          officers: say('members.officers', { count: view.officers }),
          devices: say('members.devices', { count: view.devices }),
        })}
      </p>
      <Proposals conversation={id} proposals={data.proposals} canWrite={view.member && !view.closed && !isExpert} />
      {data.parties.map((party) => (
        <PartySection
          key={`${party.party.id} ${party.capacity}`}
          member={party}
          onBringIn={canAsk ? setAsking : undefined}
        />
      ))}
      {canAsk && <Asks ours={view.ours} members={data} onAsk={setAsking} />}
      {!isExpert && <ExpertsSection conversation={id} members={data} />}
      <Rules members={data} />
      {typeof asking === 'object' && <OfficerDialog conversation={id} {...asking} onClose={done} />}
      {asking === 'third' && <ThirdPartyDialog conversation={id} members={data} onClose={done} />}
      {asking === 'rules' && <RulesDialog conversation={id} members={data} onClose={done} />}
    </>
  );
}

function PartySection(props: {
  readonly member: MemberParty;
  readonly onBringIn: ((what: Asking) => void) | undefined;
}): ReactElement {
  const { say, state } = useWords();
  const { member, onBringIn } = props;
  const { party, capacity, until, officers, archive, absent } = member;
  return (
    <section>
      <div className="party">
        <StatePlate side={party.side} state={party.state} />
        <div>
          <h3>
            <bdi>{party.side === 'ours' ? say('ourOffice', { name: isolated(state(party)) }) : state(party)}</bdi>
          </h3>
          <bdi className="xs muted">{party.name}</bdi>
          {capacity !== 'party' && (
            <Mark tone="chosen">
              {say(`capacity.${capacity}`)}
              {until !== undefined && (
                <>
                  {' '}
                  {say('members.until')} <Time at={until} kind="moment" />
                </>
              )}
            </Mark>
          )}
        </div>
      </div>
      <ul className="stack">
        {officers.map((officer) => (
          <Officer key={officer.person.officer} officer={officer} />
        ))}
      </ul>
      {officers.length === 0 && capacity === 'party' && (
        <>
          <p className="small">{say('members.nobody')}</p>
          {onBringIn !== undefined && absent !== undefined && (
            <div className="row">
              <Button
                isSmall
                icon="plus"
                onPress={() => {
                  onBringIn({ party, candidates: absent });
                }}
              >
                {say('members.bringIn')}
              </Button>
            </div>
          )}
        </>
      )}
      {archive && (
        <p className="disclose">
          <Icon name="eye" />
          <span className="xs">{say('members.archive', { party: isolated(state(party)) })}</span>
        </p>
      )}
    </section>
  );
}

function Officer({ officer }: { readonly officer: MemberOfficer }): ReactElement {
  const { say, state } = useWords();
  const { person, self, home, devices } = officer;
  return (
    <li className="member">
      <p className="clock-line">
        <span>
          <bdi>{person.name}</bdi> {self && <span className="muted">{say('members.you')}</span>}
          {home !== undefined && (
            <small className="muted">{say('members.liaison', { party: isolated(state(home)) })}</small>
          )}
          {person.expert && (
            <>
              {' '}
              <Mark tone="warn" icon="people">
                {say('expert.mark')}
              </Mark>
            </>
          )}
        </span>
        <span className="xs row tight">
          <Icon name={devices.every(({ standing }) => standing === 'live') ? 'shield' : 'alert'} />
          {say('members.devices', { count: devices.length })}
        </span>
      </p>
      <ul>
        {devices.map((device) => (
          <Device key={device.device} device={device} />
        ))}
      </ul>
    </li>
  );
}

function Device({ device }: { readonly device: MemberDevice }): ReactElement {
  const { say, namesOf } = useWords();
  const { kind, here, approvedBy, entry, since, standing } = device;
  return (
    <li className="member-device">
      <Icon name="device" />
      <span>
        {say(`device.${kind}`)}
        {here && <span className="muted"> ({say('members.here')})</span>}
        {standing !== 'live' && (
          <>
            {' '}
            <Mark tone="warn" icon="alert">
              {say(`standing.${standing}`)}
            </Mark>
          </>
        )}
        <small>
          {approvedBy.length === 0
            ? say('members.approvedKey')
            : say('members.approved', { names: namesOf(approvedBy) })}
          {', '}
          {say('members.entry', { entry })}
          {since > 0 && (
            <>
              {'; '}
              {say('members.since')} <Time at={since} kind="moment" />
            </>
          )}
        </small>
      </span>
    </li>
  );
}

function Asks(props: {
  readonly ours: Party;
  readonly members: Members;
  readonly onAsk: (what: Asking) => void;
}): ReactElement {
  const { say } = useWords();
  const { ours, members, onAsk } = props;
  const ask = (what: Asking) => (): void => {
    onAsk(what);
  };
  return (
    <section>
      <div className="row">
        <Button isSmall icon="plus" onPress={ask({ party: ours, candidates: members.colleagues })}>
          {say('members.add')}
        </Button>
        {members.thirds.length > 0 && (
          <Button isSmall icon="people" onPress={ask('third')}>
            {say('members.ask')}
          </Button>
        )}
      </div>
      <div className="row">
        <Button isSmall variant="quiet" icon="gear" onPress={ask('rules')}>
          {say('members.change')}
        </Button>
      </div>
    </section>
  );
}

function Rules({ members }: { readonly members: Members }): ReactElement {
  const { say } = useWords();
  return (
    <section>
      <h3>{say('members.rules')}</h3>
      <p>{historyWords(say, members.history)}</p>
      <p>{retentionWords(say, members.retention)}</p>
      <p>{say('members.proof')}</p>
      {members.parties.every(({ archive }) => !archive) && <p>{say('members.noArchive')}</p>}
    </section>
  );
}
