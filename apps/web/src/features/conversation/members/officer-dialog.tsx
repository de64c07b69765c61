import { useState, type ReactElement } from 'react';
import type { HistoryPreview } from '../../../desk/api/members.js';
import type { Party, Person } from '../../../desk/api/parties.js';
import { useAct } from '../../../platform/use-act.js';
import { useView } from '../../../platform/use-desk.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { Fault } from '../../../ui/fault.js';
import { Loading } from '../../../ui/progress.js';
import { Select } from '../../../ui/select.js';
import { Time } from '../../../ui/time.js';
import { beginningOf } from '../thread/markup.js';
import { isolated, useWords } from '../words.js';

/** Characters of a message that is listed. */
const EXCERPT = 160;

interface OfficerDialogProps {
  readonly conversation: string;
  readonly party: Party;
  readonly candidates: readonly Person[];
  readonly onClose: () => void;
}

/** Adds an officer of a party; of a colleague it then shows what of the past may be given before it is. */
export function OfficerDialog({ conversation, party, candidates, onClose }: OfficerDialogProps): ReactElement {
  const { say, state } = useWords();
  const isOurs = party.side === 'ours';
  // Whoever is added is no candidate any more, and is still spoken of.
  const [officers] = useState(candidates);
  const [officer, setOfficer] = useState<string>();
  const [added, setAdded] = useState<Person>();
  const act = useAct((desk, id: string) => desk.conversations.addOfficer(conversation, party.id, id));
  const chosen = officers.find((one) => one.officer === officer);
  if (added !== undefined) return <GiveDialog conversation={conversation} to={added} onClose={onClose} />;
  const add = (): void => {
    if (chosen?.officer === undefined) return;
    act.mutate(chosen.officer, {
      onSuccess: () => {
        if (isOurs) setAdded(chosen);
        else onClose();
      },
    });
  };
  return (
    <Dialog
      title={say(isOurs ? 'colleague.title' : 'colleague.theirsTitle')}
      onClose={onClose}
      isKept
      footer={
        <>
          {officers.length > 0 && (
            <Button variant="primary" isPending={act.isPending} isDisabled={chosen === undefined} onPress={add}>
              {say('colleague.add')}
            </Button>
          )}
          <Button onPress={onClose}>{say('colleague.cancel')}</Button>
        </>
      }
    >
      {officers.length === 0 ? (
        <p>{isOurs ? say('colleague.nobody') : say('colleague.theirsNobody', { party: isolated(state(party)) })}</p>
      ) : (
        <>
          <Select
            label={isOurs ? say('colleague.who') : say('colleague.theirsWho', { party: isolated(state(party)) })}
            placeholder={say(isOurs ? 'colleague.choose' : 'colleague.theirsChoose')}
            options={officers.map(({ officer: id = '', name }) => ({ id, label: name }))}
            value={officer}
            onChange={setOfficer}
          />
          <p className="hint">{say('colleague.what')}</p>
        </>
      )}
      {act.error !== null && <Fault error={act.error} />}
    </Dialog>
  );
}

function GiveDialog(props: {
  readonly conversation: string;
  readonly to: Person;
  readonly onClose: () => void;
}): ReactElement {
  const { conversation, to, onClose } = props;
  const { say } = useWords();
  const name = isolated(to.name);
  const officer = to.officer ?? '';
  const preview = useView(['conversations', conversation, 'history', officer], async (desk) => ({
    found: await desk.conversations.previewHistory(conversation, officer),
  }));
  const act = useAct((desk) => desk.conversations.giveHistory(conversation, officer));
  const found = preview.data?.found;
  const canGive = found !== undefined && act.data === undefined;
  return (
    <Dialog
      title={say('colleague.historyTitle')}
      onClose={onClose}
      isKept
      footer={
        canGive ? (
          <>
            <Button
              variant="primary"
              isPending={act.isPending}
              onPress={() => {
                act.mutate();
              }}
            >
              {say('colleague.give')}
            </Button>
            <Button onPress={onClose}>{say('colleague.notNow')}</Button>
          </>
        ) : (
          // What was pressed to give them is gone.
          <Button onPress={onClose} autoFocus={act.data !== undefined}>
            {say('colleague.done')}
          </Button>
        )
      }
    >
      <p>{say('colleague.added', { name })}</p>
      {act.data !== undefined && <p role="status">{say(`colleague.${act.data}`, { name })}</p>}
      {act.data === undefined && preview.isPending && <Loading label={say('loadingMessages')} />}
      {act.data === undefined && preview.isSuccess && found === undefined && <p>{say('colleague.nothing')}</p>}
      {canGive && <Preview preview={found} name={name} />}
      {preview.error !== null && <Fault error={preview.error} />}
      {act.error !== null && <Fault error={act.error} />}
    </Dialog>
  );
}

function Preview({ preview, name }: { readonly preview: HistoryPreview; readonly name: string }): ReactElement {
  const { say } = useWords();
  const { count, messages } = preview;
  return (
    <>
      <p>{say('colleague.count', { name, count })}</p>
      <ol className="preview" tabIndex={0} aria-label={say('messages')}>
        {messages.map(({ seq, at, by, text, file, corrected }) => (
          <li key={seq}>
            <span className="xs muted">
              {say('number', { seq })}, <bdi>{by}</bdi>, <Time at={at} kind="moment" />
            </span>
            {corrected && <span className="xs">{say('colleague.corrected')}</span>}
            <span dir="auto">
              {file ?? (text === undefined ? say('colleague.noWords') : beginningOf(text, EXCERPT))}
            </span>
          </li>
        ))}
      </ol>
      {count > messages.length && <p className="hint">{say('colleague.more', { count: count - messages.length })}</p>}
    </>
  );
}
