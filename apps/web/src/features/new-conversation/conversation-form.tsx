import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { AuthorityEntry } from '../../desk/api/directory.js';
import type { NewConversation } from '../../desk/api/inbox.js';
import { useAct } from '../../platform/use-act.js';
import { useView } from '../../platform/use-desk.js';
import { Button } from '../../ui/button.js';
import { RadioGroup } from '../../ui/choices.js';
import { Fault } from '../../ui/fault.js';
import { Notice } from '../../ui/notice.js';
import { Loading } from '../../ui/progress.js';
import { TextField } from '../../ui/text-field.js';
import { useFirstWrong } from '../../ui/use-first-wrong.js';
import { Counterpart } from './counterpart.js';
import { problemsOf } from './form-problems.js';
import { OfficerChoice } from './officer-choice.js';
import { PurposeChoice } from './purpose-choice.js';

/** What the form is given. */
export interface ConversationFormProps {
  readonly authority: string;
  /** Another authority is wanted. */
  readonly onChange: () => void;
}

/** What a conversation is to be about, and who of the authority is to be in it. */
export function ConversationForm({ authority, onChange }: ConversationFormProps): ReactElement {
  const { t } = useTranslation('new-conversation');
  const { data, error, refetch } = useView(['directory', authority], (desk) => desk.directory.authority(authority));
  if (error !== null) return <Fault error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading label={t('loading')} />;
  return <Form entry={data} onChange={onChange} />;
}

function Form({ entry, onChange }: { readonly entry: AuthorityEntry; readonly onChange: () => void }): ReactElement {
  const { t } = useTranslation('new-conversation');
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<NewConversation>({
    kind: 'consultation',
    authority: entry.id,
    officers: [],
    subject: '',
    reference: '',
    purposes: [],
  });
  const [isSome, setSome] = useState(false);
  const [tries, setTries] = useState(0);
  const form = useFirstWrong(tries);
  const open = useAct((desk, conversation: NewConversation) => desk.inbox.open(conversation));
  const set = (change: Partial<NewConversation>): void => {
    setChosen({ ...chosen, ...change });
  };
  const problems = problemsOf(chosen, isSome);
  const error = (field: keyof typeof problems): string | undefined => {
    const problem = tries > 0 ? problems[field] : undefined;
    return problem === undefined ? undefined : t(problem);
  };
  const isConsultation = chosen.kind === 'consultation';
  return (
    <form
      ref={form}
      className="stack wide new-form"
      onSubmit={(event) => {
        event.preventDefault();
        setTries(tries + 1);
        if (Object.keys(problems).length > 0) return;
        open.mutate(isSome ? chosen : { ...chosen, officers: [] }, { onSuccess: (id) => void navigate(`/c/${id}`) });
      }}
    >
      <Counterpart entry={entry} onChange={onChange} />
      {!entry.reachable && (
        <Notice
          tone="warn"
          icon="alert"
          action={<Link to={`/directory/${encodeURIComponent(entry.id)}`}>{t('with.page')}</Link>}
        >
          {t('with.unreachable')}
        </Notice>
      )}
      <OfficerChoice
        staff={entry.staff}
        isSome={isSome}
        officers={chosen.officers}
        error={error('officers')}
        onSome={setSome}
        onChange={(officers) => {
          set({ officers });
        }}
      />
      <RadioGroup
        label={t('kind.label')}
        isBoxed
        options={[
          { id: 'consultation', label: t('kind.consultation'), hint: t('kind.consultationHint') },
          { id: 'direct', label: t('kind.direct'), hint: t('kind.directHint') },
        ]}
        value={chosen.kind}
        onChange={(kind) => {
          set({ kind });
        }}
      />
      {isConsultation && (
        <>
          <TextField
            label={t('subject.label')}
            hint={t('subject.hint')}
            error={error('subject')}
            value={chosen.subject}
            onChange={(subject) => {
              set({ subject });
            }}
          />
          <TextField
            label={t('reference.label')}
            hint={t('reference.hint')}
            error={error('reference')}
            value={chosen.reference}
            onChange={(reference) => {
              set({ reference });
            }}
          />
          <PurposeChoice
            purposes={chosen.purposes}
            onChange={(purposes) => {
              set({ purposes });
            }}
          />
        </>
      )}
      {open.error !== null && <Fault error={open.error} />}
      <div className="row">
        <Button type="submit" variant="primary" isPending={open.isPending} isDisabled={!entry.reachable}>
          {t('open')}
        </Button>
        <Link className="btn" to="/inbox">
          {t('cancel')}
        </Link>
      </div>
    </form>
  );
}
