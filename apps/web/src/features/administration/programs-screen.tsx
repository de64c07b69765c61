import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TokenLine } from '../../desk/api/tokens.js';
import { useAct } from '../../platform/use-act.js';
import { useView } from '../../platform/use-desk.js';
import { Button } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Fault } from '../../ui/fault.js';
import { Notice } from '../../ui/notice.js';
import { Loading } from '../../ui/progress.js';
import { Table } from '../../ui/table.js';
import { Time } from '../../ui/time.js';
import { AdministrationFrame } from './administration-frame.js';
import { MakeToken } from './make-token.js';

/** Programs of the authority that may look authorities up: a token for each, made, listed and ended. */
export function ProgramsScreen(): ReactElement {
  const { t } = useTranslation('administration');
  const { data, error, refetch } = useView(['tokens'], (desk) => desk.tokens.list());
  return (
    <AdministrationFrame title={t('programs.title')} lead={t('programs.lead')}>
      {error !== null && <Fault error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading label={t('programs.loading')} />}
      {data?.length === 0 && (
        <EmptyState title={t('programs.none.title')}>
          <p>{t('programs.none.what')}</p>
        </EmptyState>
      )}
      {data !== undefined && <Tokens tokens={data} />}
      <MakeToken />
    </AdministrationFrame>
  );
}

function Tokens({ tokens }: { readonly tokens: readonly TokenLine[] }): ReactElement {
  const { t } = useTranslation('administration');
  const revoking = useAct((desk, { id }: TokenLine) => desk.tokens.revoke(id));
  return (
    <div className="stack">
      {revoking.error !== null && <Fault error={revoking.error} />}
      {revoking.isSuccess && (
        <Notice tone="ok" title={t('programs.revoked', { name: revoking.variables.name })} isAnnounced />
      )}
      {tokens.length > 0 && (
        <Table
          caption={t('programs.table')}
          columns={(['name', 'reads', 'by', 'used', 'until', 'acts'] as const).map((column) =>
            t(`programs.columns.${column}`),
          )}
        >
          {tokens.map((token) => (
            <Row key={token.id} token={token} isPending={revoking.isPending} onRevoke={revoking.mutate} />
          ))}
        </Table>
      )}
    </div>
  );
}

interface RowProps {
  readonly token: TokenLine;
  readonly isPending: boolean;
  readonly onRevoke: (token: TokenLine) => void;
}

function Row({ token, isPending, onRevoke }: RowProps): ReactElement {
  const { t } = useTranslation('administration');
  const { name, reads, by, at, usedAt, until } = token;
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <bdi>{name}</bdi>
      </th>
      <td role="cell" data-label={t('programs.columns.reads')}>
        {t(`programs.reads.${reads}`)}
      </td>
      <td role="cell" data-label={t('programs.columns.by')}>
        <span>
          <Time at={at} kind="date" />
          <br />
          <small>{by === undefined ? t('programs.byNobody') : t('programs.by', { name: by.name })}</small>
        </span>
      </td>
      <td role="cell" data-label={t('programs.columns.used')}>
        {usedAt === undefined ? t('programs.never') : <Time at={usedAt} kind="moment" />}
      </td>
      <td role="cell" data-label={t('programs.columns.until')}>
        <Time at={until} kind="date" />
      </td>
      <td role="cell" data-label={t('programs.columns.acts')}>
        <Button
          isSmall
          variant="grave"
          aria-label={t('programs.revokeOf', { name })}
          isDisabled={isPending}
          onPress={() => {
            onRevoke(token);
          }}
        >
          {t('programs.revoke')}
        </Button>
      </td>
    </tr>
  );
}
