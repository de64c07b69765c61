import { useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { RegionLine, RegionMemberLine } from '../../desk/api/regions.js';
import { useDesk } from '../../platform/use-desk.js';
import { Button } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Mark } from '../../ui/mark.js';
import { Table } from '../../ui/table.js';
import { AdministrationFrame } from '../administration/administration-frame.js';
import { StatePlate } from '../directory/state-plate.js';
import { EndMembership } from './end-membership.js';
import { InviteMember } from './invite-member.js';
import './regions.css';

interface RegionPageProps {
  readonly network: RegionLine;
  /** The way to the others. */
  readonly path: ReactNode;
  /** What is to be said before all else. */
  readonly children: ReactNode;
}

/** A regional network: its coordinators, its members, and what a coordinator looks at: counts and days, no words. */
export function RegionPage({ network, path, children }: RegionPageProps): ReactElement {
  const { t } = useTranslation('regions');
  const [isInviting, setInviting] = useState(false);
  const [ended, setEnded] = useState<RegionMemberLine>();
  const { name, coordinators, members, isCoordinated } = network;
  const names = coordinators.map((one) => one.name).join(', ');
  return (
    <AdministrationFrame
      for="everybody"
      title={name}
      lead={names === '' ? t('nobody') : t('coordinated', { names })}
      path={path}
      acts={
        isCoordinated && (
          <Button
            icon="plus"
            variant="primary"
            onPress={() => {
              setInviting(true);
            }}
          >
            {t('invite.open')}
          </Button>
        )
      }
    >
      {children}
      <Counts network={network} />
      <section className="stack" aria-labelledby="members">
        <h2 id="members">{t('member.title')}</h2>
        {members.length === 0 ? (
          <EmptyState title={t('member.none')}>
            <p>{t('member.noneWhat')}</p>
          </EmptyState>
        ) : (
          <Members network={network} onEnd={setEnded} />
        )}
      </section>
      {isInviting && (
        <InviteMember
          network={network}
          onClose={() => {
            setInviting(false);
          }}
        />
      )}
      {ended !== undefined && (
        <EndMembership
          network={network}
          member={ended}
          onClose={() => {
            setEnded(undefined);
          }}
        />
      )}
    </AdministrationFrame>
  );
}

function Counts({ network: { counts } }: { readonly network: RegionLine }): ReactElement {
  const { t } = useTranslation('regions');
  return (
    <section className="stack tight" aria-label={t('counts.label')}>
      <dl className="region-counts">
        {(['members', 'reachable', 'overdue', 'withoutPage'] as const).map((count) => (
          <div key={count} className="card">
            <dt className="small">{t(`counts.${count}`)}</dt>
            <dd className="strong">{counts[count]}</dd>
          </div>
        ))}
      </dl>
      <p className="small muted">{t('countsWhat')}</p>
    </section>
  );
}

interface MembersProps {
  readonly network: RegionLine;
  readonly onEnd: (member: RegionMemberLine) => void;
}

function Members({ network, onEnd }: MembersProps): ReactElement {
  const { t } = useTranslation('regions');
  const { self } = useDesk();
  const ends = ({ authority }: RegionMemberLine): boolean =>
    network.isCoordinated || (authority.ours && self.administrator);
  const hasActs = network.members.some(ends);
  const columns = ['authority', 'office', 'devices', 'page', ...(hasActs ? (['acts'] as const) : [])] as const;
  return (
    <Table caption={t('member.title')} columns={columns.map((column) => t(`member.${column}`))}>
      {network.members.map((member) => (
        <tr key={member.authority.id} role="row">
          <MemberCells member={member} />
          {hasActs && (
            <td role="cell" data-label={t('member.acts')}>
              {ends(member) && <EndButton network={network} member={member} onEnd={onEnd} />}
            </td>
          )}
        </tr>
      ))}
    </Table>
  );
}

function MemberCells({ member }: { readonly member: RegionMemberLine }): ReactElement {
  const { t } = useTranslation('regions');
  const { authority, status, office, devices } = member;
  return (
    <>
      <th role="rowheader" scope="row">
        <span className="with-plate">
          <StatePlate side={authority.ours ? 'ours' : 'theirs'} state={authority.state} />
          <Link to={`/directory/${encodeURIComponent(authority.id)}`}>
            <bdi>{authority.name}</bdi>
          </Link>
        </span>
      </th>
      <td role="cell" data-label={t('member.office')}>
        {status === 'active' ? (
          t(`office.${office}`)
        ) : (
          <Mark tone="critical" icon="alert">
            {t(`status.${status}`)}
          </Mark>
        )}
      </td>
      <td role="cell" data-label={t('member.devices')}>
        {devices === 0 ? t('member.noDevice') : t('member.deviceCount', { count: devices })}
      </td>
      <td role="cell" data-label={t('member.page')}>
        <Review member={member} />
      </td>
    </>
  );
}

function Review({ member: { review } }: { readonly member: RegionMemberLine }): ReactElement {
  const { t } = useTranslation('regions');
  if (review === undefined) return <Mark tone="plain">{t('review.none')}</Mark>;
  if (review.is === 'overdue')
    return (
      <Mark tone="warn" icon="alert">
        {t('review.overdue', { count: -review.days })}
      </Mark>
    );
  return <Mark tone="plain">{t('review.later', { count: review.days })}</Mark>;
}

function EndButton({ network, member, onEnd }: MembersProps & { readonly member: RegionMemberLine }): ReactElement {
  const { t } = useTranslation('regions');
  const { authority } = member;
  return (
    <Button
      isSmall
      aria-label={
        authority.ours ? t('end.leaveOf', { network: network.name }) : t('end.removeOf', { authority: authority.name })
      }
      onPress={() => {
        onEnd(member);
      }}
    >
      {t(authority.ours ? 'end.leave' : 'end.remove')}
    </Button>
  );
}
