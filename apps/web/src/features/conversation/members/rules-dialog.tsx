import { useState, type ReactElement } from 'react';
import type { Members } from '../../../desk/api/members.js';
import { useAct } from '../../../platform/use-act.js';
import { Button } from '../../../ui/button.js';
import { RadioGroup } from '../../../ui/choices.js';
import { Dialog } from '../../../ui/dialog.js';
import { Fault } from '../../../ui/fault.js';
import { historyWords, retentionWords, useWords } from '../words.js';

const HISTORIES = ['from-joining', 'days:30', 'all'] as const;
const RETENTIONS = [0, 30, 365, 1825] as const;

/** Changes what joiners may be given, and after how long messages expire; where others are in it, by asking them. */
export function RulesDialog(props: {
  readonly conversation: string;
  readonly members: Members;
  readonly onClose: () => void;
}): ReactElement {
  const { conversation, members, onClose } = props;
  const { say } = useWords();
  const [history, setHistory] = useState<string>(members.history);
  const [retention, setRetention] = useState(String(members.retention));
  const act = useAct((desk, rules: { readonly history?: string; readonly retention?: number }) =>
    desk.conversations.changeRules(conversation, rules),
  );
  const rules = {
    ...(history === members.history ? {} : { history }),
    ...(retention === String(members.retention) ? {} : { retention: Number(retention) }),
  };
  const isAlone = members.parties.filter(({ capacity }) => capacity === 'party').length < 2;
  return (
    <Dialog
      title={say('rules.title')}
      onClose={onClose}
      isKept
      footer={
        <>
          <Button
            variant="primary"
            isPending={act.isPending}
            isDisabled={Object.keys(rules).length === 0}
            onPress={() => {
              act.mutate(rules, { onSuccess: onClose });
            }}
          >
            {say(isAlone ? 'rules.set' : 'rules.ask')}
          </Button>
          <Button onPress={onClose}>{say('rules.cancel')}</Button>
        </>
      }
    >
      <RadioGroup
        label={say('rules.history')}
        options={withCurrent(HISTORIES, members.history).map((id) => ({ id, label: historyWords(say, id) }))}
        value={history}
        onChange={setHistory}
      />
      <RadioGroup
        label={say('rules.retention')}
        options={withCurrent(RETENTIONS, members.retention).map((days) => ({
          id: String(days),
          label: retentionWords(say, days),
        }))}
        value={retention}
        onChange={setRetention}
      />
      {!isAlone && <p className="hint">{say('rules.what')}</p>}
      {act.error !== null && <Fault error={act.error} />}
    </Dialog>
  );
}

function withCurrent<Value>(usual: readonly Value[], current: Value): readonly Value[] {
  return usual.includes(current) ? usual : [current, ...usual];
}
