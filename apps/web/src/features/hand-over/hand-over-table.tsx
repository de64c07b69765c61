import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { HandOverChoice, HandOverLine, HandOverView } from '../../desk/api/hand-overs.js';
import { DeskError } from '../../platform/error-transfer.js';
import { useFaultWording } from '../../platform/fault-words.js';
import { useAct } from '../../platform/use-act.js';
import { Button } from '../../ui/button.js';
import { Fault } from '../../ui/fault.js';
import { Mark } from '../../ui/mark.js';
import { Select } from '../../ui/select.js';
import { Table } from '../../ui/table.js';
import { useStates } from '../directory/use-states.js';

interface TableProps {
  readonly view: HandOverView;
  /** The successor chosen for each conversation. */
  readonly chosen: ReadonlyMap<string, string>;
  readonly onChoose: (conversation: string, successor: string) => void;
}

/** Each conversation, who of ours is in it, its successor, and what became of it. */
export function HandOverTable({ view, chosen, onChoose }: TableProps): ReactElement {
  const { t } = useTranslation('hand-over');
  const again = useAct((desk, choice: HandOverChoice) => desk.handOvers.start(view.officer.id, [choice]));
  const settling = useAct((desk, conversation: string) => desk.handOvers.settle(view.officer.id, conversation));
  const error = settling.error ?? again.error;
  return (
    <>
      {error !== null && <Fault error={error} />}
      <Table
        caption={t('table')}
        columns={(['conversation', 'ours', 'successor', 'state'] as const).map((column) => t(`columns.${column}`))}
      >
        {view.lines.map((line) => (
          <Row
            key={line.conversation}
            line={line}
            view={view}
            successor={chosen.get(line.conversation)}
            onChoose={onChoose}
            onSettle={settling.mutate}
            onAgain={again.mutate}
          />
        ))}
      </Table>
    </>
  );
}

interface RowProps extends Pick<TableProps, 'view' | 'onChoose'> {
  readonly line: HandOverLine;
  readonly successor: string | undefined;
  readonly onSettle: (conversation: string) => void;
  readonly onAgain: (choice: HandOverChoice) => void;
}

function Row({ line, view, successor, onChoose, onSettle, onAgain }: RowProps): ReactElement {
  const { t, i18n } = useTranslation('hand-over');
  const states = useStates();
  const { conversation, subject, counterparts, ours, state } = line;
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  const parties = list.format(counterparts.map(states.name));
  const untitled = counterparts.length === 0 ? t('untitledOwn') : t('untitled', { parties });
  const title = subject ?? untitled;
  const isOpen = state.is === 'open' || state.is === 'refused';
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <span>
          <Link to={`/c/${conversation}`}>
            <bdi>{title}</bdi>
          </Link>
          {subject !== undefined && counterparts.length > 0 && (
            <>
              <br />
              <small>{parties}</small>
            </>
          )}
        </span>
      </th>
      <td role="cell" data-label={t('columns.ours')}>
        {ours.length === 0 ? t('nobodyElse') : list.format(ours.map(({ name }) => name))}
      </td>
      <td role="cell" data-label={t('columns.successor')}>
        {isOpen && view.successors.length > 0 ? (
          <Select
            label={t('of', { conversation: title })}
            isLabelHidden
            placeholder={t('choose')}
            options={view.successors.map(({ id, name }) => ({ id, label: name }))}
            value={successor}
            onChange={(id) => {
              onChoose(conversation, id);
            }}
          />
        ) : (
          'to' in state && state.to.name
        )}
      </td>
      <td role="cell" data-label={t('columns.state')}>
        <span className="stack">
          <State state={state} />
          {isOpen && (
            <Button
              isSmall
              variant="quiet"
              aria-label={t('settleOf', { conversation: title })}
              onPress={() => {
                onSettle(conversation);
              }}
            >
              {t('settle')}
            </Button>
          )}
          {state.is === 'handed' && state.history === 'nothing' && (
            <Button
              isSmall
              variant="quiet"
              aria-label={t('againOf', { conversation: title })}
              onPress={() => {
                onAgain({ conversation, successor: state.to.id });
              }}
            >
              {t('again')}
            </Button>
          )}
        </span>
      </td>
    </tr>
  );
}

function State({ state }: { readonly state: HandOverLine['state'] }): ReactElement {
  const { t } = useTranslation('hand-over');
  const faults = useFaultWording();
  if (state.is === 'open')
    return (
      <Mark tone="warn" icon="people">
        {t('states.open')}
      </Mark>
    );
  if (state.is === 'settled') return <span>{t('states.settled')}</span>;
  const { name } = state.to;
  if (state.is === 'handed')
    return (
      <Mark tone="ok" icon="check">
        {t(`states.handed.${state.history}`, { name })}
      </Mark>
    );
  if (state.is === 'refused') {
    const { what, act, code } = faults(new DeskError(state.code, state.detail));
    return (
      <span className="stack" role="alert">
        <Mark tone="critical" icon="alert">
          {t('states.refused', { name })}
        </Mark>
        <span>{what}</span>
        <span>{act}</span>
        <code className="mono muted">{code}</code>
      </span>
    );
  }
  return (
    <Mark icon="clock" tone={state.is === 'next' ? 'plain' : 'chosen'}>
      {t(`states.${state.is}`, { name })}
    </Mark>
  );
}
